"""Formulas in a real browser: references that show, TeX that is copied, a font that stays small."""

import pytest
from playwright.sync_api import Page, Request, Response, expect
from pytest_django.live_server_helper import LiveServer

from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = r"""设 $x\in\mathbb{R}^n$，$\mathbf{W}$ 与 $\mathcal{L}$ 给定，$\boldsymbol{\theta}$ 待求。

\begin{align}
a&=\sqrt{\frac{1}{b}}\label{eq:first}\\
c&=\left(\sum_{i=1}^n x_i\right)^2\label{eq:second}
\end{align}

由 \eqref{eq:second} 知 $y$。

> 一段 $z$
"""
SELECT = """([from, to]) => {
  const range = document.createRange();
  range.setStartBefore(document.querySelector(from));
  range.setEndAfter(document.querySelector(to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def article(page: Page, live_server: LiveServer) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + make_post(SOURCE, title="题").get_absolute_url())
    return page


def preview(page: Page):
    return page.locator(".preview")


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_reference_shows_its_equation_under_the_pointer(article):
    before = article.evaluate("document.body.scrollHeight")
    article.hover("a.equation-ref")
    expect(preview(article).locator("mtable")).to_be_visible()
    assert article.evaluate("document.body.scrollHeight") == before
    ids = article.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))
    preview(article).hover()
    article.wait_for_timeout(400)
    expect(preview(article)).to_be_visible()
    article.mouse.move(1, 1)
    expect(preview(article)).to_be_hidden()


def test_reference_shows_its_equation_on_focus_and_escape_closes(article):
    reference = article.locator("p a.equation-ref")
    article.focus(".equation__number a")
    for _ in range(4):  # past the equation's own buttons, which come with the focus
        if not preview(article).is_visible():
            article.keyboard.press("Tab")
    expect(preview(article)).to_be_visible()
    article.keyboard.press("Escape")
    expect(preview(article)).to_be_hidden()
    expect(reference).to_be_focused()


def test_preview_stands_in_the_window_beside_the_reference(article):
    article.hover("a.equation-ref")
    expect(preview(article)).to_be_visible()
    shown, link = (article.locator(s).bounding_box() for s in (".preview", "p a.equation-ref"))
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 1280
    gap = max(link["y"] - shown["y"] - shown["height"], shown["y"] - link["y"] - link["height"])
    assert 0 <= gap < 20


def test_preview_of_wide_rows_leaves_room_for_their_numbers(page, live_server):
    rows = " \\\\ ".join("a_1" + "+a_2" * 40 + f"&=b\\label{{eq:{key}}}" for key in "xy")
    source = f"\\begin{{align}}{rows}\\end{{align}}\n\n\\eqref{{eq:x}} \\eqref{{eq:y}}"
    page.goto(live_server.url + make_post(source).get_absolute_url())
    page.hover("a.equation-ref")
    expect(preview(page)).to_be_visible()
    formula = preview(page).locator(".equation__body").bounding_box()
    number = preview(page).locator(".equation__number").first.bounding_box()
    assert formula["x"] + formula["width"] <= number["x"]


def test_first_tap_shows_and_the_link_inside_goes_there(browser, live_server):
    page = browser.new_context(has_touch=True, viewport={"width": 390, "height": 300}).new_page()
    page.goto(live_server.url + make_post(SOURCE, title="题").get_absolute_url())
    page.tap("a.equation-ref")
    expect(preview(page).locator("math")).to_be_visible()
    assert "#" not in page.url
    box = preview(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    preview(page).get_by_role("link").tap()
    page.wait_for_url("**/#eq-second")
    expect(preview(page)).to_be_hidden()


def test_second_tap_goes_there(browser, live_server):
    page = browser.new_context(has_touch=True).new_page()
    page.goto(live_server.url + make_post(SOURCE, title="题").get_absolute_url())
    page.tap("a.equation-ref")
    expect(preview(page)).to_be_visible()
    page.tap("a.equation-ref")
    page.wait_for_url("**/#eq-second")


def test_reference_is_a_link_without_scripts(browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + make_post(SOURCE, title="题").get_absolute_url())
    page.click("a.equation-ref")
    page.wait_for_url("**/#eq-second")


def test_number_is_a_permalink(article):
    article.get_by_role("link", name="(1)").click()
    article.wait_for_url("**/#eq-first")
    expect(article.locator(":target")).to_have_class("equation equation--rows")


def test_copied_passage_has_tex_in_the_place_of_formulas(article):
    article.evaluate(SELECT, [".prose > p", ".prose > blockquote"])
    article.keyboard.press("Control+c")
    text = clipboard(article)
    assert text.startswith("设 $x\\in\\mathbb{R}^n$，$\\mathbf{W}$ 与 $\\mathcal{L}$ 给定")
    assert "\\begin{align}\na&=\\sqrt{\\frac{1}{b}}\\label{eq:first}\\\\\n" in text
    assert "\\end{align}\n\n由 (2) 知 $y$。" in text
    assert text.endswith("一段 $z$")
    assert "复制" not in text


def test_copied_text_without_formulas_is_left_to_the_browser(article):
    article.evaluate(SELECT, [".post__title", ".post__title"])
    article.keyboard.press("Control+c")
    assert clipboard(article).strip() == "题"


def test_double_click_and_button_copy_a_formula(article):
    article.locator(".prose math").first.dblclick()
    expect(article.locator("[data-copied]")).to_be_visible()
    assert clipboard(article) == "$x\\in\\mathbb{R}^n$"
    article.hover(".equation")
    article.click(".equation__copy")
    expect(article.locator(".equation [data-copied]")).to_be_visible()
    assert clipboard(article).startswith("\\begin{align}\na&=")


def test_article_loads_at_most_120_kilobytes_of_font(page, live_server):
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.extend([answer]))
    page.goto(live_server.url + make_post(SOURCE, title="题").get_absolute_url())
    page.evaluate("document.fonts.ready")
    fonts = [answer for answer in loaded if "/fonts/" in answer.url]
    assert 4 <= len(fonts) <= 5
    assert sum(len(answer.body()) for answer in fonts) <= 120_000


def test_page_without_formulas_loads_no_font(page, live_server):
    loaded: list[Request] = []
    page.on("request", lambda request: loaded.extend([request]))
    page.goto(live_server.url + make_post("无公式", title="题").get_absolute_url())
    page.evaluate("document.fonts.ready")
    assert loaded
    assert [request.url for request in loaded if "/fonts/" in request.url] == []


PAINT = """() => [...document.querySelectorAll("mi")].map((letter) => {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = getComputedStyle(letter).color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
})"""
COLOURS = (
    "red blue green yellow cyan magenta orange purple gray black white #123abc #bfff04 #FFFF00"
)


@pytest.mark.parametrize(("scheme", "paper"), [("light", "#fcfcfa"), ("dark", "#15181c")])
def test_coloured_formulas_are_readable(page, live_server, scheme, paper):
    source = " ".join(f"$\\textcolor{{{name}}}{{x}}$" for name in COLOURS.split())
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + make_post(source, title="题").get_absolute_url())
    papers = luminance(list(bytes.fromhex(paper[1:])))
    shown = [luminance(colour) for colour in page.evaluate(PAINT)]
    assert len(shown) == len(COLOURS.split())
    assert all((max(ink, papers) + 0.05) / (min(ink, papers) + 0.05) >= 4.5 for ink in shown)


def test_coloured_ground_keeps_dark_ink_in_the_dark(page, live_server):
    page.emulate_media(color_scheme="dark")
    post = make_post("$$\\colorbox{yellow}{$x$}$$", title="题")
    page.goto(live_server.url + post.get_absolute_url())
    assert luminance(page.evaluate(PAINT)[0]) < 0.05


def luminance(colour: list[int]) -> float:
    """Return the relative luminance of an sRGB colour. Source: WCAG 2.2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
