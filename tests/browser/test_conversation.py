"""The story of a conversation: asked on a phone, approved and answered by letters, left by one."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments import letters, senders, tokens
from blog.comments.listeners import confirm as confirm_listener
from blog.comments.listeners import to_be_asked
from blog.mail.links import token_for
from blog.posts.addresses import absolute
from blog.posts.models import Post
from blog.posts.site import Site
from tests.browser.test_axe import serious_faults
from tests.mail.post_office import delivered, link, mail_goes_to
from tests.mail.sink import Sink, sink
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

PHONE: ViewportSize = {"width": 390, "height": 844}
AUTHOR, READER = "author@example.org", "reader@example.org"
SOURCE = r"""
\begin{equation}a^2+b^2=c^2\end{equation}

\begin{equation}\label{eq:e} e^{i\pi}=-1\end{equation}
"""


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let people write as fast as a program presses keys, all from this machine."""
    cache.clear()
    monkeypatch.setattr(tokens, "YOUNGEST_SECONDS", 0)
    monkeypatch.setattr(senders, "PAUSE_SECONDS", 0)


@pytest.fixture
def server(live_server: LiveServer) -> Iterator[Sink]:
    with sink() as one, mail_goes_to(one), override_settings(SITE_URL=live_server.url):
        Site.objects.update(author_email=AUTHOR)
        yield one


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def write(page: Page, opening: str, **fields: str) -> None:
    """Open the form by a link of the article, fill it in, look at the preview, send it."""
    page.locator(opening).first.click()
    for name, value in fields.items():
        page.fill(f"#write-{name}", value)
    if "email" in fields:
        page.locator("[name=wants_replies]").check()
    page.locator("button[data-preview]").click()
    page.locator("[data-comment-preview]").wait_for()
    page.locator(".comment-form button:not([name])").first.click()
    page.wait_for_url(re.compile(r"/comment/[^/?]{10,}/$"))


def press(page: Page, address: str) -> None:
    """Open a link of a letter and press its one button."""
    page.goto(address)
    page.locator("main form button").click()
    expect(page.get_by_role("status")).to_be_visible()


def test_a_conversation_from_the_first_question_to_the_last_letter(
    phone: Page, server: Sink, live_server: LiveServer
) -> None:
    post: Post = make_post(SOURCE)
    article = live_server.url + post.url

    phone.goto(article)
    question = "式(2)里的 $e^{i\\pi}$ 怎么来的？"
    write(phone, ".comments__write a", text=question, name="小林", email=READER)
    expect(phone.locator(".comment-preview math")).to_have_count(1)
    phone.goto(article)
    expect(phone.locator(".comment")).to_have_count(0)

    (notice,) = delivered(server, AUTHOR)
    press(phone, live_server.url + link(notice, "moderate"))
    phone.goto(article)
    expect(phone.locator(".comment math")).to_have_count(1)
    expect(phone.locator(".comment a.equation-ref")).to_have_text("(2)")

    (asking,) = delivered(server, READER)
    press(phone, live_server.url + link(asking, "confirm"))

    answer(phone, article, server, live_server, name="朋友")
    (_, told) = delivered(server, READER)
    assert "朋友" in told["Subject"]

    click = told["List-Unsubscribe"].strip().strip("<>")
    left = phone.request.post(click, form={"List-Unsubscribe": "One-Click"})
    assert left.status == 200

    answer(phone, article, server, live_server, name="另一位朋友")
    assert len(delivered(server, READER)) == 2
    assert phone.context.cookies() == []


def answer(page: Page, article: str, server: Sink, site: LiveServer, name: str) -> None:
    """Reply to the first comment, and have the author let it through."""
    page.goto(article)
    write(page, ".comment__reply", text=f"由欧拉公式。{name}", name=name)
    notice = delivered(server, AUTHOR)[-1]
    assert name in notice["Subject"]
    press(page, site.url + link(notice, "moderate"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_behind_the_links_of_letters(
    browser: Browser, live_server: LiveServer, server: Sink, scheme: Literal["light", "dark"]
) -> None:
    # axe is put into the page as text, which the page's policy forbids.
    page = browser.new_page(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    comment = make_comment(make_post(), "Is it $x$?")
    listener = to_be_asked(READER)
    assert listener
    confirm_listener(listener)
    token = token_for(letters.CONFIRM, [listener.pk, comment.pk])
    addresses = (
        letters.moderation_url(comment, "hide"),
        absolute(reverse("blog:confirm_letters", args=[token])),
        letters.leave_url(listener),
    )
    for address in addresses:
        page.goto(address)
        assert serious_faults(page) == []
        page.locator("main form button").click()
        expect(page.get_by_role("status")).to_be_visible()
        assert serious_faults(page) == []
    page.goto(addresses[0])
    assert serious_faults(page) == []
    page.close()
