"""Who answers quotes, a passage or the whole, and formulas keep their TeX."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments.models import Comment
from blog.posts.models import Post
from tests.browser.commenting import PHONE, open_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_waiting")]


def test_quoted_comment_keeps_its_tex(phone: Page, live_server: LiveServer, post: Post):
    open_form(phone, live_server.url, post)
    phone.locator("[data-quote]").click()
    assert phone.locator("#write-text").input_value() == "> First: $x^2$ in words.\n\n"


def test_quoted_passage_keeps_its_tex(phone: Page, live_server: LiveServer, post: Post):
    open_form(phone, live_server.url, post)
    phone.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNode(document.querySelector(".equation"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    phone.wait_for_timeout(100)
    phone.locator("[data-quote]").click()
    assert (
        "> \\begin{equation}a^2+b^2=c^2\\end{equation}"
        in phone.locator("#write-text").input_value()
    )


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_passage_selected_before_the_form_opens_is_quoted(
    phone: Page, live_server: LiveServer, post: Post, by: str
):
    phone.goto(live_server.url + post.url)
    phone.wait_for_load_state("networkidle")
    phone.evaluate("getSelection().selectAllChildren(document.querySelector('.equation'))")
    opener = phone.locator(".comments__write a")
    opener.click() if by == "mouse" else opener.press("Enter")
    phone.locator("#write-text").wait_for()
    phone.locator("[data-quote]").click()
    quotation = "> \\begin{equation}a^2+b^2=c^2\\end{equation}\n\n"
    assert phone.locator("#write-text").input_value() == quotation


def test_passage_let_go_by_a_click_is_not_quoted(phone: Page, live_server: LiveServer, post: Post):
    phone.goto(live_server.url + post.url)
    phone.wait_for_load_state("networkidle")
    phone.evaluate("getSelection().selectAllChildren(document.querySelector('.equation'))")
    phone.locator(".comments__title").click()
    phone.locator(".comment__reply").click()
    phone.locator("[data-quote]").click()
    assert phone.locator("#write-text").input_value() == "> First: $x^2$ in words.\n\n"


def test_quote_asks_for_a_passage_where_none_is_answered(
    phone: Page, live_server: LiveServer, post: Post, settings
):
    settings.LANGUAGE_CODE = "en"
    phone.goto(live_server.url + post.url)
    phone.locator(".comments__write a").click()
    phone.locator("[data-quote]").click()
    expect(phone.locator("[data-form-status]")).to_contain_text("Select a passage")
    assert phone.locator("#write-text").input_value() == ""
    phone.goto(f"{live_server.url}/archives/{post.pk}/comment/")
    phone.wait_for_load_state("networkidle")
    expect(phone.locator("[data-quote]")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_quote_on_the_form_s_own_page_keeps_what_was_typed(
    browser: Browser, live_server: LiveServer, post: Post, scripts: bool
):
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_server.url}/archives/{post.pk}/comment/?to={Comment.objects.get().pk}")
    page.fill("#write-text", "An hour's work.")
    page.locator("[data-quote]").click()
    text = "An hour's work.\n\n> First: $x^2$ in words.\n\n"
    expect(page.locator("#write-text")).to_have_value(text)
    context.close()
