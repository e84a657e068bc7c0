"""A reader writes a comment, on a phone: with scripts inside the article, else beside it."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments.models import Comment
from blog.posts.models import Post
from blog.posts.site import Site
from tests.browser.commenting import PHONE, open_form, send
from tests.browser.test_axe import serious_faults
from tests.make import make_comment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_waiting")]

TEXT = "式(2)里的 $e^{i\\pi}$ 怎么来的？"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_reader_previews_and_sends_a_comment(
    browser: Browser, live_server: LiveServer, post: Post, scripts: bool
):
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    open_form(page, live_server.url, post)
    assert ("/comment/" in page.url) != scripts
    page.fill("#write-text", TEXT)
    page.fill("#write-name", "张三")
    page.locator("button[data-preview]").click()
    preview = page.locator("[data-comment-preview]")
    preview.wait_for()
    assert preview.locator("math").count() == 1
    assert preview.locator("a.equation-ref").inner_text() == "(2)"
    assert not Comment.objects.filter(author_name="张三").exists()
    send(page)
    comment = Comment.objects.get(author_name="张三")
    assert comment.source == TEXT
    assert comment.status == Comment.Status.HELD
    assert comment.parent == Comment.objects.get(author_name="Ada")
    assert page.locator(".comment-preview math").count() == 1
    assert context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_form_opens_below_what_it_answers_and_escape_leads_back(
    phone: Page, live_server: LiveServer, post: Post
):
    open_form(phone, live_server.url, post)
    expect(phone.locator(".comment #write-text")).to_be_focused()
    phone.keyboard.type("Not finished")
    phone.keyboard.press("Escape")
    assert phone.locator("#write-text").count() == 0
    expect(phone.locator(".comment__reply").first).to_be_focused()
    phone.keyboard.press("Enter")
    phone.locator("#write-text").wait_for()
    assert phone.locator("#write-text").input_value() == "Not finished"


def test_draft_outlives_the_page_and_goes_when_it_is_sent(
    phone: Page, live_server: LiveServer, post: Post
):
    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "A draft.")
    phone.reload()
    open_form(phone, live_server.url, post)
    assert phone.locator("#write-text").input_value() == "A draft."
    phone.fill("#write-name", "B")
    send(phone)
    open_form(phone, live_server.url, post)
    assert phone.locator("#write-text").input_value() == ""
    assert phone.locator("#write-name").input_value() == ""


def test_seeing_a_sent_comment_again_leaves_the_next_draft_alone(
    phone: Page, live_server: LiveServer, post: Post
):
    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "The first.")
    phone.fill("#write-name", "B")
    send(phone)
    sent = phone.url
    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "The second.")
    phone.goto(sent)
    open_form(phone, live_server.url, post)
    assert phone.locator("#write-text").input_value() == "The second."


def test_writer_who_cannot_be_read_is_forgotten_and_stops_nothing(
    phone: Page, live_server: LiveServer, post: Post
):
    phone.goto(live_server.url + post.url)
    phone.evaluate("localStorage.setItem('lemma:writer', '{')")
    open_form(phone, live_server.url, post)
    phone.locator("[data-quote]").click()
    assert phone.locator("#write-text").input_value().startswith("> First")
    assert phone.evaluate("localStorage.getItem('lemma:writer')") is None


def test_writer_is_remembered_on_this_device_only_if_asked(
    phone: Page, live_server: LiveServer, post: Post
):
    open_form(phone, live_server.url, post)
    phone.fill("#write-name", "Bea")
    open_form(phone, live_server.url, post)
    assert phone.locator("#write-name").input_value() == ""
    phone.check("[data-remember] input")
    phone.fill("#write-name", "Bea")
    open_form(phone, live_server.url, post)
    assert phone.locator("#write-name").input_value() == "Bea"
    phone.uncheck("[data-remember] input")
    assert phone.evaluate("localStorage.getItem('lemma:writer')") is None


def test_faults_come_back_in_place(phone: Page, live_server: LiveServer, post: Post):
    open_form(phone, live_server.url, post)
    phone.fill("#write-text", "$\\nosuchthing$")
    phone.locator("button[data-preview]").click()
    phone.locator(".comment .errorlist").wait_for()
    field = phone.locator("#write-text")
    assert field.get_attribute("aria-invalid") == "true"
    reason = phone.locator(".errorlist").evaluate("list => getComputedStyle(list).color")
    assert field.evaluate("one => getComputedStyle(one).borderTopColor") == reason
    assert phone.url == live_server.url + post.url


def test_work_is_done_in_the_background(phone: Page, live_server: LiveServer, post: Post):
    Site.objects.update(asks_for_work=True)
    phone.goto(f"{live_server.url}/archives/{post.pk}/comment/")
    phone.fill("#write-text", "Worked for.")
    phone.fill("#write-name", "C")
    send(phone)
    layers = [reason["layer"] for reason in Comment.objects.get(author_name="C").reasons]
    assert layers == ["stranger"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_where_comments_are_written(
    browser: Browser, live_server: LiveServer, post: Post, scheme
):
    page = browser.new_page(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{live_server.url}/archives/{post.pk}/comment/?to={Comment.objects.get().pk}")
    faults = serious_faults(page)
    page.fill("#write-text", "$\\nosuchthing$ 式(1)")
    page.locator("button[data-preview]").click()
    page.locator("[data-comment-preview]").wait_for()
    faults += serious_faults(page)
    page.check("[name=as_it_is]")
    page.fill("#write-name", "D")
    send(page)
    faults += serious_faults(page)
    make_comment(post, "式(2)")
    open_form(page, live_server.url, post)
    faults += serious_faults(page)
    page.close()
    assert faults == []
