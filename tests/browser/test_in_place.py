"""What opens without leaving the place: notes, pictures, long lines of code."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from blog.posts.models import Post
from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)

NOTES = "正文[^1]，又[^2]。\n\n" + "占位。\n\n" * 60 + "\n[^1]: 注一，$x^2$。\n\n[^2]: 注二。\n"
CODE = """```python
def long(name):
    if name:
        return "a line that is much too long for a telephone" + name + "and so it goes on"
    return ""
```
"""
PLAIN = "```\n" + "+-" * 60 + "\n```\n"
PHONE: ViewportSize = {"width": 390, "height": 844}


def open_post(page: Page, server: str, source: str) -> Page:
    page.goto(server + make_post(source, title="题").url)
    return page


def test_note_shows_in_place_on_a_click_and_goes_with_escape(page, live_server):
    open_post(page, live_server.url, NOTES)
    before = page.url
    page.click(".footnote-ref a >> nth=0")
    note = page.locator(".preview")
    expect(note).to_contain_text("注一")
    expect(note.locator("math")).to_be_visible()
    expect(note.locator(".footnote-back")).to_have_count(0)
    page.mouse.move(1, 1)
    page.wait_for_timeout(400)
    expect(note).to_be_visible()
    page.click(".footnote-ref a >> nth=1")
    expect(note).to_contain_text("注二")
    assert page.url == before
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_note_shows_on_a_tap_and_the_second_tap_goes_there(browser: Browser, live_server):
    page = browser.new_page(viewport=PHONE, has_touch=True)
    open_post(page, live_server.url, NOTES)
    page.tap(".footnote-ref a >> nth=0")
    expect(page.locator(".preview")).to_contain_text("注一")
    page.tap(".footnote-ref a >> nth=0")
    page.wait_for_url("**/#fn-1")
    page.close()


def test_note_is_a_link_without_scripts(browser: Browser, live_server):
    page = browser.new_page(java_script_enabled=False)
    open_post(page, live_server.url, NOTES)
    page.click(".footnote-ref a >> nth=1")
    page.wait_for_url("**/#fn-2")
    expect(page.locator(".footnotes li:target")).to_be_in_viewport()
    page.close()


@pytest.fixture
def picture(page: Page, demo) -> Page:
    post = Post.objects.get(slug="stirling")
    page.goto(demo + post.url)
    page.locator("figure img").scroll_into_view_if_needed()
    return page


def test_picture_opens_by_the_keyboard_and_gives_the_focus_back(picture):
    opener = picture.locator("[data-zoom-open]")
    opener.focus()
    picture.keyboard.press("Enter")
    dialog = picture.locator("dialog.zoom")
    expect(dialog).to_be_visible()
    expect(dialog.locator("figcaption")).to_contain_text("图 1")
    large = dialog.locator("img").bounding_box()
    assert large["width"] > opener.bounding_box()["width"] * 1.5
    picture.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_picture_on_a_phone_is_larger_than_the_screen_and_its_caption_is_not(picture):
    picture.set_viewport_size(PHONE)
    picture.locator("[data-zoom-open]").click()
    dialog = picture.locator("dialog.zoom")
    assert dialog.locator("img").bounding_box()["width"] > 2 * PHONE["width"]
    assert dialog.locator("figcaption").bounding_box()["width"] < PHONE["width"]
    dialog.locator(".zoom__close").click()
    expect(dialog).to_be_hidden()


def test_picture_shown_in_its_own_size_offers_nothing(picture):
    image = picture.locator("figure img")
    image.evaluate("(image) => { image.removeAttribute('height'); image.src = '/favicon.ico'; }")
    expect(picture.locator("[data-zoom-open]")).to_have_count(0)


HANGING = """() => [...document.querySelectorAll(".code__line")].map((line) => {
  const range = document.createRange();
  range.selectNodeContents(line);
  const left = line.parentElement.getBoundingClientRect().left;
  const rows = [...range.getClientRects()].filter((box) => box.width > 8);
  const bottom = Math.min(...rows.map((box) => box.bottom));
  return rows.filter((box) => box.top > bottom).map((box) => box.left - left);
})"""


def test_long_lines_of_code_wrap_on_a_phone_inside_their_indentation(page, live_server):
    page.set_viewport_size(PHONE)
    open_post(page, live_server.url, CODE)
    scroller = page.locator(".code pre")
    assert scroller.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    rows = page.evaluate(HANGING)
    assert [bool(row) for row in rows] == [False, False, True, False]
    column = page.evaluate(
        "() => { const probe = document.querySelector('.code__line').appendChild("
        "document.createElement('i')); probe.style.cssText = 'display:block;width:1ch';"
        "const width = probe.getBoundingClientRect().width; probe.remove(); return width; }"
    )
    assert min(rows[2]) >= 9.9 * column
    page.locator(".code__tool[aria-pressed]").click()
    assert scroller.evaluate("(box) => box.scrollWidth > box.clientWidth")
    assert page.locator(".code code").evaluate("(code) => code.textContent") in CODE


def test_code_wraps_without_scripts_and_a_drawing_in_letters_does_not(browser, live_server):
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)
    open_post(page, live_server.url, CODE + "\n" + PLAIN)
    wraps = "(boxes) => boxes.map((box) => box.scrollWidth <= box.clientWidth)"
    assert page.locator(".code pre").evaluate_all(wraps) == [True, False]
    page.close()


def test_short_code_offers_no_wrapping(page, live_server):
    open_post(page, live_server.url, "```python\nx = 1\n```\n")
    expect(page.locator(".code__tool")).to_have_count(2)
    expect(page.locator(".code__tool[aria-pressed]")).to_be_hidden()
