"""The author's story in a real browser: log in, write, illustrate, preview, publish, read."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.media.models import Image
from blog.posts.models import Post
from tests.make import make_post
from tests.media.files import encoded, noise

# A flush between tests would take the rows that the migrations made.
pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = r"""设 $x\in\mathbb{R}^n$，则

\begin{equation}\|x\|_p\to\max_i|x_i|\label{eq:lim}\end{equation}

<!--more-->

由 \eqref{eq:lim} 可知。
"""

HAND_OVER = """([base64, name, event]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: "image/png" }));
  const source = document.querySelector("#id_source");
  const options = { bubbles: true, cancelable: true };
  source.dispatchEvent(event === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
    : new DragEvent("drop", { ...options, dataTransfer: transfer }));
}"""


@pytest.fixture
def author(page: Page, live_server: LiveServer, admin_client, complaints) -> Page:
    """Be logged in as the author."""
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


@pytest.fixture
def editor(author: Page, live_server: LiveServer) -> Page:
    """Open the form for a new post, its preview ready."""
    author.goto(f"{live_server.url}/admin/blog/post/add/")
    expect(preview(author).locator("article")).to_be_attached()
    return author


def log_in(page: Page, url: str) -> None:
    """Log in as a person does, on the way to ``url``."""
    page.goto(url)
    page.fill("#id_username", "admin")
    page.fill("#id_password", "password")
    page.click("[type=submit]")
    page.wait_for_url(url)


def preview(page: Page):
    return page.frame_locator("[data-editor-preview]")


def hand_over(page: Page, data: bytes, name: str, event: str) -> None:
    page.evaluate(HAND_OVER, [base64.b64encode(data).decode(), name, event])


def test_author_writes_illustrates_publishes_and_reads(page, live_server, admin_user, complaints):
    log_in(page, f"{live_server.url}/admin/")
    page.click("main .model-post .addlink")
    editor = page
    editor.fill("#id_title", "范数 $\\|x\\|_p$ 的极限")
    editor.fill("#id_source", SOURCE)
    expect(preview(editor).locator("h1 math")).to_be_visible()
    expect(preview(editor).locator(".equation math")).to_be_visible()
    expect(preview(editor).locator(".equation__number")).to_have_text("(1)")
    expect(preview(editor).locator(".preview__teaser-end + p")).to_contain_text("可知")

    editor.evaluate("document.querySelector('#id_source').setSelectionRange(0, 0)")
    hand_over(editor, encoded(noise(40, 30), "PNG"), "图.png", "paste")
    expect(editor.locator("#id_source")).to_have_value(re.compile(r"^!\[\]\(/media/\w+\.png\)设"))
    expect(preview(editor).locator("img")).to_have_js_property("naturalWidth", 40)

    editor.select_option("#id_status", "published")
    editor.click("[name=_save]")
    expect(editor.locator(".messagelist .success")).to_be_visible()

    editor.goto(live_server.url)
    expect(editor.locator(".equation math")).to_be_visible()
    expect(editor.locator("main img")).to_have_js_property("naturalWidth", 40)
    editor.click(".read-more a, a.read-more")
    expect(editor.locator("a.equation-ref")).to_have_text("(1)")
    assert complaints == []


def test_policy_forbids_nothing_that_the_admin_needs(author, live_server, complaints):
    post = make_post(tags=["a"])
    pages = [f"{name}/" for name in ("post", "page", "category", "comment", "image", "site")]
    for path in [*pages, "post/add/", f"post/{post.pk}/change/", "image/add/", "comment/add/"]:
        author.goto(f"{live_server.url}/admin/blog/{path}")
    author.goto(f"{live_server.url}/admin/blog/post/add/")
    author.locator(".date-icon").first.click()
    author.locator(".calendarbox td a").first.click()
    author.locator(".select2-selection").first.click()
    assert complaints == []


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_refused_picture_says_why_and_leaves_the_text(editor, event):
    editor.fill("#id_source", "前文")
    hand_over(editor, b"<svg/>", "a.png", event)
    expect(editor.locator("[data-editor-refusals]")).to_contain_text("a.png: ")
    expect(editor.locator("#id_source")).to_have_value("前文")
    assert not Image.objects.exists()


def test_pictures_chosen_by_button_come_in_order(editor):
    names = {"a.png": 11, "b.png": 12}
    editor.set_input_files(
        "[data-editor-file]",
        [
            {"name": name, "mimeType": "image/png", "buffer": encoded(noise(width, 9), "PNG")}
            for name, width in names.items()
        ],
    )
    expect(editor.locator("#id_source")).to_have_value(re.compile(r"^(!\[\]\(/media/\S+\)\s*){2}$"))
    urls = re.findall(r"\((\S+)\)", editor.input_value("#id_source"))
    widths = {image.url: image.width for image in Image.objects.all()}
    assert [widths[url] for url in urls] == [11, 12]


def test_late_answer_does_not_overwrite_a_newer_one(editor):
    def dawdle(route):
        if "slow" in (route.request.post_data or ""):
            editor.wait_for_timeout(1500)
        route.continue_()

    editor.route("**/markdownify/", dawdle)
    editor.fill("#id_source", "slow")
    editor.wait_for_timeout(500)
    editor.fill("#id_source", "quick")
    expect(preview(editor).locator(".prose")).to_contain_text("quick")
    editor.wait_for_timeout(2000)
    expect(preview(editor).locator(".prose")).to_contain_text("quick")


def test_problem_leads_to_its_place(editor):
    editor.fill("#id_source", "𝕏好\n\n𝕏坏 $\\frac{a}{$")
    editor.click(".problems__place")
    expect(editor.locator("#id_source")).to_be_focused()
    place = editor.evaluate("document.querySelector('#id_source').selectionStart")
    assert (
        editor.input_value("#id_source")
        .encode("utf-16-le")[place * 2 :]
        .decode("utf-16-le")
        .startswith("{$")
    )


def test_tab_leaves_the_text(editor):
    editor.focus("#id_source")
    editor.keyboard.press("Tab")
    expect(editor.locator("#id_source")).not_to_be_focused()
    expect(editor.locator("#id_source")).to_have_value("")


def test_leaving_unsaved_asks_and_saving_does_not(editor, live_server):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    editor.on("dialog", stay)
    editor.locator("#id_title").press_sequentially("题目")
    editor.evaluate("location.assign('/admin/')")
    editor.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    editor.keyboard.press("Control+s")
    editor.wait_for_url("**/change/")
    assert asked == ["beforeunload"]
    assert Post.objects.get().title == "题目"


def test_editor_tells_when_the_author_is_logged_out(editor):
    editor.fill("#id_source", "wichtig")
    editor.context.clear_cookies()
    editor.locator("#id_source").press_sequentially("!")
    expect(editor.locator("[data-editor-trouble]")).not_to_be_empty()
    expect(editor.locator("#id_source")).to_have_value("wichtig!")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_editor_fits_the_screen(editor, width):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.fill("#id_source", SOURCE)
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [editor.locator(part).bounding_box() for part in ("#id_source", ".editor__preview")]
    assert (boxes[0]["y"] == boxes[1]["y"]) == (width >= 1024)


def test_without_scripts_the_text_is_written_all_the_same(browser, live_server, admin_user):
    page = browser.new_context(java_script_enabled=False).new_page()
    log_in(page, f"{live_server.url}/admin/blog/post/add/")
    expect(page.locator(".editor__preview")).to_be_hidden()
    page.fill("#id_title", "题目")
    page.fill("#id_source", "坏 $\\frac{a}{$")
    page.click("[name=_save]")
    expect(page.locator(".messagelist .warning")).to_be_visible()
    page.context.close()
