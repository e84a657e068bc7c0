"""What tests in the browser share: the demo, rendered once, and what the browser complains of."""

from itertools import chain

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from blog.authoring.demo.load import load
from blog.posts.site import Site
from blog.posts.taxonomy import Tagging
from tests import public_pages


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
