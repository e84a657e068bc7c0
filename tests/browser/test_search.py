"""The search by keyboard, and what it looks like where only a browser tells."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def posts():
    make_post("滑动平均的记忆。\n\n$$\\frac{1-\\beta}{1+\\beta}=n\\tag{5}$$", title="记忆")
    make_post("别的。", title="别的")


def test_a_slash_a_word_and_return_lead_to_the_post(page: Page, live_server, posts):
    page.goto(live_server.url)
    page.keyboard.press("/")
    expect(page.locator(".search-box__field")).to_be_focused()
    page.keyboard.type("滑动平均")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".hit mark")).to_have_text("滑动平均")
    page.locator(".search-form__field").focus()
    # The button, posts, comments, the first result.
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(".hit__title a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/archives/*/")


def test_a_slash_while_typing_is_a_slash(page: Page, live_server, posts):
    page.goto(f"{live_server.url}/search/")
    expect(page.locator(".search-form__field")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator(".search-form__field")).to_have_value("a/b")


def test_on_a_phone_and_without_scripts_the_icon_leads_to_the_search(
    browser: Browser, live_server, posts
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(live_server.url)
    page.locator(".search-box__button").click()
    page.locator(".search-form__field").fill(r"\frac{1-\beta}{1+\beta}")
    page.locator(".search-form .button").click()
    expect(page.locator("mrow.hit-part")).to_be_visible()
    expect(page.locator(".hit__number")).to_have_text("(5)")
    context.close()
