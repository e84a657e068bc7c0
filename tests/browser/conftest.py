"""What tests in the browser share: the demo, rendered once, and what the browser complains of."""

from collections.abc import Iterator
from itertools import chain

import pytest
from django.apps import apps
from django.core import serializers
from django.core.cache import cache
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from blog.authoring.demo.load import load
from blog.comments import tokens
from blog.posts.models import Post
from blog.posts.site import Site
from blog.posts.taxonomy import Tagging
from tests import public_pages
from tests.browser.commenting import PHONE
from tests.make import make_comment, make_post

TWO_EQUATIONS = """
\\begin{equation}a^2+b^2=c^2\\end{equation}

\\begin{equation}\\label{eq:e} e^{i\\pi}=-1\\end{equation}
"""


@pytest.fixture(scope="session")
def _demo_rows(_own_places: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        Site.objects.update(notice="CC BY-SA 4.0", posts_per_page=5)
        # A tagging takes its date from its post, which must be there before it.
        models = sorted(
            apps.get_app_config("blog").get_models(), key=lambda model: model is Tagging
        )
        rows = serializers.serialize(
            "json", chain(*(model._default_manager.all() for model in models))
        )
        transaction.set_rollback(True)
    return str(rows)


@pytest.fixture
def demo(live_server: LiveServer, transactional_db: None, _demo_rows: str) -> str:
    """Fill the database with the demo; return the address of the site that shows it."""
    with transaction.atomic():
        for row in serializers.deserialize("json", _demo_rows):
            row.save()
    return live_server.url


@pytest.fixture
def public_paths(demo: str) -> dict[str, list[str]]:
    """Return the paths of the demo's public pages, by kind."""
    return public_pages.public_paths()


@pytest.fixture
def complaints(context: BrowserContext) -> list[str]:
    """Collect what the browser complains about: refused by the policy, missing, broken scripts."""
    found: list[str] = []
    context.on("console", lambda message: found.append(message.text))
    context.on("weberror", lambda error: found.append(str(error.error)))
    return found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open a tab of a reader of its own, on a phone."""
    page = browser.new_page(viewport=PHONE)
    yield page
    page.close()


@pytest.fixture
def post() -> Post:
    """Store an article with two numbered equations, and a comment on it."""
    post = make_post(TWO_EQUATIONS, title="Numbers")
    make_comment(post, "First: $x^2$ in words.", author_name="Ada")
    return post


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let forms be sent as fast as a test types."""
    cache.clear()
    monkeypatch.setattr(tokens, "YOUNGEST_SECONDS", 0)
