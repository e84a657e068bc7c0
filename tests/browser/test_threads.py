"""A long conversation in a browser: pages, permalinks, what is new, on a phone, by keyboard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments.addresses import PAGE
from blog.comments.models import Comment
from blog.posts.models import Post
from tests.browser.test_axe import serious_faults
from tests.browser.test_widths import FAULTS, at_width
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

LEVELS = 13
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


def test_what_came_since_the_last_visit_is_marked(page: Page, live_server: LiveServer, post: Post):
    address = f"{live_server.url}{post.url}?comments=2"
    page.goto(address)
    expect(page.locator("[data-new]:visible")).to_have_count(0)
    new = make_comment(post, "News.")
    page.goto(address)
    expect(page.locator("[data-new]:visible")).to_have_count(1)
    expect(page.locator(f"#{new.anchor} [data-new]")).to_be_visible()
    page.goto(address)
    expect(page.locator("[data-new]:visible")).to_have_count(0)
    assert page.context.cookies() == []


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
