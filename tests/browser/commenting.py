"""How tests in the browser write a comment."""

import re

from playwright.sync_api import Page, ViewportSize

from blog.posts.models import Post

PHONE: ViewportSize = {"width": 390, "height": 844}


def open_form(page: Page, site: str, post: Post) -> None:
    page.goto(site + post.url)
    page.get_by_role("link", name=re.compile("^(Reply|回复)$")).first.click()
    page.locator("#write-text").wait_for()


def send(page: Page) -> None:
    """Send the form and wait for the comment's own page."""
    page.locator(".comment-form button:not([name])").first.click()
    page.wait_for_url(re.compile(r"/comment/[^/?]{10,}/$"))
