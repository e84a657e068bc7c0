"""What strangers write, in every field, judged where it would act: in a browser's document."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from playwright.sync_api import Browser, Dialog, Page, Request
from pytest_django.live_server_helper import LiveServer

from blog.comments import tokens, views
from blog.comments.conversation import store
from blog.comments.forms import CommentForm
from blog.comments.models import Comment
from blog.comments.tokens import token_for
from blog.posts.models import Post
from tests.comments.attacks import payloads
from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)

JUDGE = Path(__file__).with_name("judge.js").read_text()
LAID_OVER = """
() => [...document.querySelectorAll(".comment *, .comment-preview *")]
  .filter((element) => ["fixed", "sticky"].includes(getComputedStyle(element).position))
  .map((element) => element.outerHTML.slice(0, 120))
"""


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setattr(tokens, "YOUNGEST_SECONDS", 0)
    monkeypatch.setattr(views, "is_allowed", lambda *_: True)
    return make_post("\\begin{equation}a=b\\end{equation}")


@pytest.fixture
def watched(browser: Browser, live_server: LiveServer):
    """Open pages without their policy, which is the second wall, and tell what they do."""
    page = browser.new_page(bypass_csp=True)
    done: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        done.append(dialog.message)
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            done.append(request.url)

    page.on("dialog", dismiss)
    page.on("request", note)
    yield page, done
    page.close()


def storable() -> list[str]:
    """Return the payloads that get past the edge, which refuses NUL."""
    return [payload for payload in payloads() if "\0" not in payload]


def in_lots(things: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield ``things`` in lists of ``size``."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def accepted(post: Post, payload: str) -> dict[str, str]:
    """Return the payload in each field that takes it."""
    fields = dict.fromkeys(("name", "email", "site", "text"), payload)
    form = CommentForm(post, {**fields, "token": token_for(post.pk)})
    form.is_valid()
    return {name: str(form.cleaned_data[name]) for name in fields if name in form.cleaned_data}


def test_what_is_stored_acts_nowhere(watched, live_server: LiveServer, post: Post, client: Client):
    page, done = watched
    for some in in_lots(storable(), 300):
        host = make_post("Text.")
        for payload in some:
            fields = accepted(host, payload)
            comment = Comment(
                post=host,
                author_name=fields.get("name", "x")[:60],
                author_email=fields.get("email", ""),
                author_site=fields.get("site", ""),
                source=payload,
                status=Comment.Status.SHOWN,
            )
            store(comment)
        page.goto(live_server.url + host.url)
        assert page.evaluate(f"() => ({JUDGE})(document)") == []
        assert page.evaluate(LAID_OVER) == []
        feed = ElementTree.fromstring(client.get(f"/archives/{host.pk}/feed/").content)
        assert judged(page, (entry.text or "" for entry in feed.iter("description"))) == []
    assert done == []


def judged(page: Page, pages: Iterable[str]) -> list[str]:
    """Parse answers where they would be shown and return what is wrong in them."""
    script = f"""(pages) => pages.flatMap((html) =>
      ({JUDGE})(new DOMParser().parseFromString(html, "text/html")))"""
    return [fault for some in in_lots(pages, 50) for fault in page.evaluate(script, some)]


def test_what_comes_back_to_the_writer_acts_nowhere(
    watched, live_server: LiveServer, client: Client, post: Post
):
    page, done = watched
    page.goto(live_server.url)
    address = f"/archives/{post.pk}/comment/"

    def answers():
        for payload in payloads():
            everywhere = dict.fromkeys(("name", "email", "site", "text", "to", "proof"), payload)
            yield client.post(address, everywhere | {"token": payload, "as_it_is": "on"}).text
            yield client.post(address, {"name": payload, "text": payload, "preview": "1"}).text

    assert judged(page, answers()) == []
    assert done == []


def test_what_the_moderator_sees_acts_nowhere(
    watched, live_server: LiveServer, admin_client: Client, post: Post
):
    page, done = watched
    page.goto(live_server.url)
    for payload in storable():
        Comment.objects.create(
            post=post,
            author_name=payload[:60],
            author_email="a@example.org",
            source=payload,
            user_agent=payload[:300],
            reasons=[{"layer": "rule", "template": "%(x)s", "params": {"x": payload}}],
        )
    numbers = range(1, -(-len(storable()) // 50) + 1)
    lists = [admin_client.get(f"/admin/blog/comment/?p={number}").text for number in numbers]
    ones = [
        admin_client.get(f"/admin/blog/comment/{comment.pk}/change/").text
        for comment in Comment.objects.all()[::12]
    ]
    assert judged(page, lists + ones) == []
    assert done == []
