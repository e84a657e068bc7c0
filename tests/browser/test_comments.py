"""A reader writes a comment, on a phone: with scripts inside the article, else beside it."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from blog.comments import tokens, views
from blog.comments.errors import TooSoon
from blog.comments.models import Comment
from blog.posts.models import Post
from blog.posts.site import Site
from tests.browser.test_axe import serious_faults
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

PHONE: ViewportSize = {"width": 390, "height": 844}
SOURCE = """
\\begin{equation}a^2+b^2=c^2\\end{equation}

\\begin{equation}\\label{eq:e} e^{i\\pi}=-1\\end{equation}
"""
TEXT = "式(2)里的 $e^{i\\pi}$ 怎么来的？"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(tokens, "YOUNGEST_SECONDS", 0)


@pytest.fixture
def post() -> Post:
    post = make_post(SOURCE, title="Numbers")
    make_comment(post, "First: $x^2$ in words.", author_name="Ada")
    return post


def open_form(page: Page, site: str, post: Post) -> None:
    page.goto(site + post.url)
    page.get_by_role("link", name=re.compile("^(Reply|回复)$")).first.click()
    page.locator("#write-text").wait_for()


def send(page: Page) -> None:
    """Send the form and wait for the comment's own page."""
    page.locator(".comment-form button:not([name])").first.click()
    page.wait_for_url(re.compile(r"/comment/[^/?]{10,}/$"))


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
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    expect(page.locator(".comment #write-text")).to_be_focused()
    page.keyboard.type("Not finished")
    page.keyboard.press("Escape")
    assert page.locator("#write-text").count() == 0
    expect(page.locator(".comment__reply").first).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#write-text").wait_for()
    assert page.locator("#write-text").input_value() == "Not finished"
    page.close()


def test_draft_outlives_the_page_and_goes_when_it_is_sent(
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-text", "A draft.")
    page.reload()
    open_form(page, live_server.url, post)
    assert page.locator("#write-text").input_value() == "A draft."
    page.fill("#write-name", "B")
    send(page)
    open_form(page, live_server.url, post)
    assert page.locator("#write-text").input_value() == ""
    assert page.locator("#write-name").input_value() == ""
    page.close()


def test_seeing_a_sent_comment_again_leaves_the_next_draft_alone(
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-text", "The first.")
    page.fill("#write-name", "B")
    send(page)
    sent = page.url
    open_form(page, live_server.url, post)
    page.fill("#write-text", "The second.")
    page.goto(sent)
    open_form(page, live_server.url, post)
    assert page.locator("#write-text").input_value() == "The second."
    page.close()


def test_writer_who_cannot_be_read_is_forgotten_and_stops_nothing(
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    page.goto(live_server.url + post.url)
    page.evaluate("localStorage.setItem('lemma:writer', '{')")
    open_form(page, live_server.url, post)
    page.locator("[data-quote]").click()
    assert page.locator("#write-text").input_value().startswith("> First")
    assert page.evaluate("localStorage.getItem('lemma:writer')") is None
    page.close()


def test_writer_is_remembered_on_this_device_only_if_asked(
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-name", "Bea")
    open_form(page, live_server.url, post)
    assert page.locator("#write-name").input_value() == ""
    page.check("[data-remember] input")
    page.fill("#write-name", "Bea")
    open_form(page, live_server.url, post)
    assert page.locator("#write-name").input_value() == "Bea"
    page.uncheck("[data-remember] input")
    assert page.evaluate("localStorage.getItem('lemma:writer')") is None
    page.close()


def test_quoted_comment_keeps_its_tex(browser: Browser, live_server: LiveServer, post: Post):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.locator("[data-quote]").click()
    assert page.locator("#write-text").input_value() == "> First: $x^2$ in words.\n\n"
    page.close()


def test_quoted_passage_keeps_its_tex(browser: Browser, live_server: LiveServer, post: Post):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNode(document.querySelector(".equation"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.wait_for_timeout(100)
    page.locator("[data-quote]").click()
    assert (
        "> \\begin{equation}a^2+b^2=c^2\\end{equation}" in page.locator("#write-text").input_value()
    )
    page.close()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_passage_selected_before_the_form_opens_is_quoted(
    browser: Browser, live_server: LiveServer, post: Post, by: str
):
    page = browser.new_page(viewport=PHONE)
    page.goto(live_server.url + post.url)
    page.wait_for_load_state("networkidle")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.equation'))")
    opener = page.locator(".comments__write a")
    opener.click() if by == "mouse" else opener.press("Enter")
    page.locator("#write-text").wait_for()
    page.locator("[data-quote]").click()
    quotation = "> \\begin{equation}a^2+b^2=c^2\\end{equation}\n\n"
    assert page.locator("#write-text").input_value() == quotation
    page.close()


def test_passage_let_go_by_a_click_is_not_quoted(
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    page.goto(live_server.url + post.url)
    page.wait_for_load_state("networkidle")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.equation'))")
    page.locator(".comments__title").click()
    page.locator(".comment__reply").click()
    page.locator("[data-quote]").click()
    assert page.locator("#write-text").input_value() == "> First: $x^2$ in words.\n\n"
    page.close()


def test_quote_asks_for_a_passage_where_none_is_answered(
    browser: Browser, live_server: LiveServer, post: Post, settings
):
    settings.LANGUAGE_CODE = "en"
    page = browser.new_page(viewport=PHONE)
    page.goto(live_server.url + post.url)
    page.locator(".comments__write a").click()
    page.locator("[data-quote]").click()
    expect(page.locator("[data-form-status]")).to_contain_text("Select a passage")
    assert page.locator("#write-text").input_value() == ""
    page.goto(f"{live_server.url}/archives/{post.pk}/comment/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-quote]")).to_be_hidden()
    page.close()


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


# Previews that fail -------------------------------------------------------------------------------


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
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-text", "Too late.")
    Site.objects.update(comment_policy="closed")
    page.locator("button[data-preview]").click()
    expect(page.locator("#lost-text")).to_have_value("Too late.")
    page.close()


@pytest.mark.parametrize("refusal", [TooSoon, RuntimeError])
def test_preview_that_is_refused_for_now_says_so_in_place(
    browser: Browser, live_server: LiveServer, post: Post, monkeypatch, refusal: type[Exception]
):
    def refuse(*_: object) -> bool:
        raise refusal

    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-text", "Again and again.")
    monkeypatch.setattr(views, "is_allowed", refuse)
    page.locator("button[data-preview]").click()
    expect(page.locator("[data-form-status]")).not_to_be_empty()
    assert page.locator("#write-text").input_value() == "Again and again."
    monkeypatch.undo()
    page.locator("button[data-preview]").click()
    expect(page.locator("[data-comment-preview]")).to_contain_text("Again and again.")
    page.close()


def test_what_is_typed_while_the_preview_is_on_its_way_stays(
    browser: Browser, live_server: LiveServer, post: Post
):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-text", "One.")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/comment/", hold)
    page.locator("button[data-preview]").click()
    page.fill("#write-text", "One. Two.")
    waiting[0].continue_()
    page.locator("[data-comment-preview]").wait_for()
    assert page.locator("#write-text").input_value() == "One. Two."
    page.close()


# Faults, work, access -----------------------------------------------------------------------------


def test_faults_come_back_in_place(browser: Browser, live_server: LiveServer, post: Post):
    page = browser.new_page(viewport=PHONE)
    open_form(page, live_server.url, post)
    page.fill("#write-text", "$\\nosuchthing$")
    page.locator("button[data-preview]").click()
    page.locator(".comment .errorlist").wait_for()
    field = page.locator("#write-text")
    assert field.get_attribute("aria-invalid") == "true"
    reason = page.locator(".errorlist").evaluate("list => getComputedStyle(list).color")
    assert field.evaluate("one => getComputedStyle(one).borderTopColor") == reason
    assert page.url == live_server.url + post.url
    page.close()


def test_work_is_done_in_the_background(browser: Browser, live_server: LiveServer, post: Post):
    Site.objects.update(asks_for_work=True)
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{live_server.url}/archives/{post.pk}/comment/")
    page.fill("#write-text", "Worked for.")
    page.fill("#write-name", "C")
    send(page)
    layers = [reason["layer"] for reason in Comment.objects.get(author_name="C").reasons]
    assert layers == ["stranger"]
    page.close()


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
