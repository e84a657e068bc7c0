"""A long conversation in a browser: pages, permalinks, what is new, on a phone, by keyboard."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments.addresses import PAGE
from blog.comments.models import Comment
from blog.comments.moderation import approve
from blog.posts.models import Post
from tests.browser.test_axe import serious_faults
from tests.browser.test_widths import FAULTS, at_width
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

LEVELS = 13
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LONG = "Why? $$\\sum_{n=1}^\\infty \\frac{1}{n^2} = \\frac{\\pi^2}{6} = a+b+c+d+e+f+g+h$$ 这是因为"


@pytest.fixture
def post() -> Post:
    """Store an article whose conversation is 13 levels deep and two pages long."""
    post = make_post("\\begin{equation}a=b\\end{equation}")
    parent = None
    for number in range(LEVELS):
        parent = make_comment(post, LONG, author_name=f"Reader{number}" * 4, parent=parent)
    for number in range(PAGE - LEVELS + 1):
        make_comment(post, f"Remark {number}.")
    return post


def last_of(post: Post) -> Comment:
    return post.comments.order_by("-pk")[0]


def test_fragment_alone_leads_to_the_page_of_its_comment(
    page: Page, live_server: LiveServer, post: Post
):
    last = last_of(post)
    page.goto(live_server.url + post.url)
    expect(page.locator(f"#{last.anchor}")).to_have_count(0)
    page.goto(f"{live_server.url}{post.url}#{last.anchor}")
    page.reload()
    page.wait_for_url(re.compile(rf"\?comment={last.pk}#"))
    expect(page.locator(f"#{last.anchor}")).to_be_in_viewport()


def test_fragment_of_a_comment_that_is_gone_is_asked_for_once(
    page: Page, live_server: LiveServer, post: Post
):
    page.goto(f"{live_server.url}{post.url}#comment-999999")
    page.wait_for_url(re.compile(r"\?comment=999999#"))
    expect(page.locator(".comment")).to_have_count(PAGE)


def visit(page: Page, address: str, *new: Comment, minutes: int = 0) -> None:
    """Open an article some minutes from now; these comments in it are marked as new."""
    page.clock.set_fixed_time(NOW + timedelta(minutes=minutes))
    page.goto(address)
    marked = page.locator(".comment:has([data-new]:not([hidden]))")
    assert marked.evaluate_all("all => all.map(one => one.id)") == [one.anchor for one in new]


def test_what_came_since_the_last_visit_is_marked_for_half_an_hour(
    page: Page, live_server: LiveServer, post: Post
):
    address = f"{live_server.url}{post.url}?comments=2"
    visit(page, address)
    new = make_comment(post, "News.")
    visit(page, address, new)
    visit(page, address, new, minutes=29)
    newer = make_comment(post, "More.")
    visit(page, address, newer, minutes=31)
    visit(page, address, minutes=90)
    assert page.context.cookies() == []


def test_first_comment_is_new_to_whom_there_was_none(page: Page, live_server: LiveServer):
    post = make_post()
    visit(page, live_server.url + post.url)
    visit(page, live_server.url + post.url, make_comment(post))


def test_comment_shown_late_is_new(page: Page, live_server: LiveServer):
    post = make_post()
    late = make_comment(post, status=Comment.Status.HELD)
    make_comment(post)
    visit(page, live_server.url + post.url)
    approve(Comment.objects.filter(pk=late.pk))
    visit(page, live_server.url + post.url, late)


def test_mark_on_another_page_of_the_thread_waits_until_that_is_seen(
    page: Page, live_server: LiveServer, post: Post
):
    first, second = (f"{live_server.url}{post.url}?comments={number}" for number in (1, 2))
    visit(page, first)
    below = make_comment(post)
    above = make_comment(post, parent=post.comments.first())
    visit(page, first, above)
    visit(page, first, minutes=60)
    visit(page, second, below, minutes=90)
    visit(page, second, minutes=150)


def test_order_and_pages_are_changed_by_keyboard(page: Page, live_server: LiveServer, post: Post):
    page.goto(live_server.url + post.url)
    page.locator(".comments__order a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?order=time#comments"))
    expect(page.locator(".comment--depth-0")).to_have_count(PAGE)
    page.locator(".comments .pager a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"order=time&comments=2"))
    expect(page.locator(".comment")).to_have_count(1)


@pytest.mark.parametrize("query", ["", "?order=time", "?comments=2"])
def test_thirteen_levels_fit_on_a_phone(
    browser: Browser, live_server: LiveServer, post: Post, query: str
):
    page = browser.new_page(bypass_csp=True)
    page.goto(live_server.url + post.url + query)
    faults = [fault for width in (320, 390, 1280) for fault in at_width(page, width, FAULTS)]
    narrowest = """() => Math.min(...[...document.querySelectorAll(".comment__body")].map(
      (body) => body.getBoundingClientRect().width))"""
    assert at_width(page, 320, narrowest) > 240
    assert faults == []
    assert serious_faults(page) == []
    page.close()
