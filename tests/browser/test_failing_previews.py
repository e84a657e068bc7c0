"""A preview that does not come says why, and keeps what was typed."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments import views
from blog.comments.errors import TooSoon
from blog.posts.models import Post
from blog.posts.site import Site
from tests.browser.commenting import PHONE, open_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_waiting")]


def test_preview_says_that_there_is_no_connection_and_keeps_the_text(
    browser: Browser, live_server: LiveServer, post: Post, settings
):
    settings.LANGUAGE_CODE = "en"
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    open_form(page, live_server.url, post)
    page.fill("#write-text", "Typed in a train.")
    page.fill("#write-name", "T")
    context.set_offline(True)
    for button in ("button[data-preview]", "button:not([name])"):
        page.locator(f".comment-form {button}").click()
        expect(page.locator("[data-form-status]")).to_contain_text("no connection")
        assert page.locator("#write-text").input_value() == "Typed in a train."
        expect(page.locator(f".comment-form {button}")).to_be_focused()
    context.set_offline(False)
    page.locator("button[data-preview]").click()
    expect(page.locator("[data-comment-preview]")).to_contain_text("Typed in a train.")
    expect(page.locator("[data-form-status]")).to_be_empty()
    context.close()


def test_preview_of_what_is_closed_meanwhile_leads_to_the_page_that_says_so(
    phone: Page, live_server: LiveServer, post: Post
):
    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "Too late.")
    Site.objects.update(comment_policy="closed")
    phone.locator("button[data-preview]").click()
    expect(phone.locator("#lost-text")).to_have_value("Too late.")


@pytest.mark.parametrize("refusal", [TooSoon, RuntimeError])
def test_preview_that_is_refused_for_now_says_so_in_place(
    phone: Page, live_server: LiveServer, post: Post, monkeypatch, refusal: type[Exception]
):
    def refuse(*_: object) -> bool:
        raise refusal

    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "Again and again.")
    monkeypatch.setattr(views, "is_allowed", refuse)
    phone.locator("button[data-preview]").click()
    expect(phone.locator("[data-form-status]")).not_to_be_empty()
    assert phone.locator("#write-text").input_value() == "Again and again."
    monkeypatch.undo()
    phone.locator("button[data-preview]").click()
    expect(phone.locator("[data-comment-preview]")).to_contain_text("Again and again.")


def test_what_is_typed_while_the_preview_is_on_its_way_stays(
    phone: Page, live_server: LiveServer, post: Post
):
    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "One.")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    phone.route("**/comment/", hold)
    phone.locator("button[data-preview]").click()
    phone.fill("#write-text", "One. Two.")
    waiting[0].continue_()
    phone.locator("[data-comment-preview]").wait_for()
    assert phone.locator("#write-text").input_value() == "One. Two."
