"""What only a browser tells of reading: scripts, hosts, keyboard, marks, theme."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = r"""开头[^1]，见 \eqref{eq:far}。

<!--more-->

## 一

```python
x = 1
```

## 二

$$a=b$$

### 二之一

\begin{equation}\|x\|_p = \Bigl(\sum_i |x_i|^p\Bigr)^{1/p}\label{eq:far}\end{equation}

[^1]: 脚注。
"""


@pytest.fixture
def post():
    post = make_post(SOURCE + "\n\n占位。\n" * 40, slug="far")
    make_comment(post, "留言 $x$。")
    return post


@pytest.fixture
def requested(context: BrowserContext) -> list[str]:
    """Collect the hosts that the pages ask."""
    hosts: list[str] = []
    context.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
    return hosts


def test_pages_ask_no_other_host_set_no_cookie_and_break_nothing(
    page: Page, demo, public_paths, requested, complaints
):
    found = [path for kind, paths in public_paths.items() if kind != "missing" for path in paths]
    for path in found:
        page.goto(demo + path)
    assert set(requested) == {urlsplit(demo).netloc}
    assert complaints == []
    assert page.context.cookies() == []


def test_everything_is_read_without_scripts(browser: Browser, demo):
    page = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    ).new_page()
    page.goto(demo)
    expect(page.locator("[data-theme-switch]")).to_be_hidden()
    page.click("a[rel=next]")
    page.click(".card__title a >> nth=0")
    expect(page.locator("h1.p-name")).to_be_visible()
    page.goto(f"{demo}/archives/stirling/")
    page.click(".toc--fold > summary")
    page.click(".toc--fold a >> nth=2")
    assert "#sec-" in page.url
    expect(page.locator(".equation > .equation__body > math").first).to_be_visible()
    assert page.locator(".equation:not(:has(math)), .tex-error").count() == 0
    page.context.close()


def test_chosen_theme_stays_and_shows_before_the_first_paint(page: Page, live_server):
    page.emulate_media(color_scheme="light")
    page.goto(live_server.url)
    switch = page.locator("[data-theme-switch]")
    switch.click()
    switch.click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(21, 24, 28)"
    # Modules come after the first paint; the page must be dark without them.
    page.route("**/choices*.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_chosen_text_size_and_width_stay_until_they_are_reset(page: Page, live_server, post):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(live_server.url + post.get_absolute_url())
    before = text_box(page)
    page.locator("[popovertarget=choices]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    chosen = text_box(page)
    assert chosen["size"] > before["size"]
    assert chosen["width"] / chosen["size"] < before["width"] / before["size"]
    page.route("**/choices*.js", lambda route: route.abort())
    page.reload()
    assert text_box(page) == chosen
    page.unroute("**/choices*.js")
    page.reload()
    page.locator("[popovertarget=choices]").click()
    expect(page.locator("[data-choices] [value=large]")).to_be_checked()
    page.locator("[data-choices-reset]").click()
    page.reload()
    assert text_box(page) == before


def text_box(page: Page) -> dict[str, float]:
    """Return the size of the text's type and the width of its column, in pixels."""
    box: dict[str, float] = page.locator(".post__body > p").first.evaluate(
        "(p) => ({ size: parseFloat(getComputedStyle(p).fontSize), width: p.clientWidth })"
    )
    return box


def test_theme_switch_goes_round_and_returns_to_the_system(page: Page, live_server):
    page.goto(live_server.url)
    switch = page.locator("[data-theme-switch]")
    names = []
    for _ in range(4):
        names.append(switch.inner_text().strip())
        switch.click()
    assert names[0] == names[3]
    assert len(set(names)) == 3


def test_code_is_copied_whole(page: Page, live_server, post):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + post.get_absolute_url())
    button = page.locator(".code__tool", has_text="复制")
    before = button.inner_text()
    button.click()
    expect(button).not_to_have_text(before)
    assert page.evaluate("navigator.clipboard.readText()") == "x = 1\n"


def test_contents_mark_the_section_being_read_also_after_a_jump(page: Page, live_server, post):
    page.set_viewport_size({"width": 1300, "height": 600})
    page.goto(live_server.url + post.get_absolute_url())
    current = page.locator(".toc--rail [aria-current]")
    expect(current).to_have_count(0)
    page.locator("h2").nth(1).evaluate("(heading) => heading.scrollIntoView()")
    expect(current).to_contain_text("一")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(current).to_contain_text("二之一")
    expect(current).to_have_count(1)


def test_keyboard_skips_to_the_text_and_reaches_equations(page: Page, live_server, post):
    page.goto(live_server.url + post.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    reached = list(stops(page))
    assert reached.count("equation__body") == 2


def stops(page: Page) -> Iterator[str]:
    """Press Tab to the end of the text; yield the class of each place the focus stops at."""
    for _ in range(60):
        page.keyboard.press("Tab")
        # Past the last place the focus comes round to the page's beginning.
        if page.evaluate("document.activeElement.matches('.colophon *, .skip-link')"):
            return
        yield page.evaluate("document.activeElement.className")


def test_footnote_leads_there_and_back(page: Page, live_server, post):
    page.goto(live_server.url + post.get_absolute_url())
    page.locator(".footnote-ref a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".footnotes li:target")).to_be_in_viewport()
    page.click(".footnotes li:target .footnote-back")
    expect(page.locator("a:target, sup:target")).to_be_in_viewport()
    assert page.url.endswith("#fnref-1")


def test_reference_in_a_teaser_leads_to_the_marked_equation(page: Page, live_server, post):
    page.goto(live_server.url)
    page.click("a.equation-ref")
    page.wait_for_url("**/archives/far/#eq-far")
    target = page.locator(".equation:target")
    expect(target).to_be_in_viewport()
    for part in ("body", "number"):
        background = target.locator(f".equation__{part}").evaluate(
            "(part) => getComputedStyle(part).backgroundColor"
        )
        assert background not in ("rgba(0, 0, 0, 0)", "rgb(252, 252, 250)"), part
