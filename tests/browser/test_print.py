"""On paper an article is a paper: no furniture, links as notes, nothing cut."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)

LINKS = """见[甲](https://a.example/?x=1&y=2)、[乙](/archives/)、[本文](#sec-1)与[丙](https://c.example/)。

## 一

!!! note "折叠"
    文

<details><summary>更多</summary>折起来的话</details>

```python
x = "a line of code that is much longer than the paper is wide, so it must go on below" + "and on"
```
"""
# 160 mm of an A4 page between its margins.
PAPER: ViewportSize = {"width": 605, "height": 900}


@pytest.fixture
def paper(page: Page) -> Page:
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    return page


def test_links_become_notes_with_whole_addresses(paper, live_server, settings):
    settings.SITE_URL = "https://blog.example"
    paper.goto(live_server.url + make_post(LINKS, title="题").url)
    assert paper.locator(".link-notes > li").all_inner_texts() == [
        "https://a.example/?x=1&y=2",
        "https://blog.example/archives/",
        "https://c.example/",
    ]
    marks = paper.locator(".post__body a").evaluate_all(
        "(links) => links.map((link) => getComputedStyle(link, '::after').content)"
    )
    assert [mark for mark in marks if "link" in mark] == ['"[" counter(link, lower-alpha) "]"'] * 3


def test_paper_has_no_furniture_and_the_screen_no_link_notes(page, live_server):
    page.goto(live_server.url + make_post(LINKS, title="题").url)
    expect(page.locator(".link-notes")).to_be_hidden()
    page.emulate_media(media="print")
    for furniture in (".masthead__nav", ".masthead__tools", ".comments", ".colophon", ".toc--fold"):
        expect(page.locator(furniture)).to_be_hidden()
    expect(page.get_by_text("折起来的话")).to_be_visible()
    code = page.locator(".code pre")
    assert code.evaluate("(box) => box.scrollWidth <= box.clientWidth")


def test_every_formula_of_the_demo_is_whole_on_paper(paper, demo, public_paths):
    cut = {}
    for path in public_paths["post"]:
        paper.goto(demo + path)
        paper.evaluate("document.fonts.ready.then(() => true)")
        ends = paper.locator(".post__body math").evaluate_all(
            "(formulas) => formulas.map((math) => math.getBoundingClientRect().right)"
        )
        if beyond := [round(end) for end in ends if end > PAPER["width"] + 2]:
            cut[path] = beyond
    assert cut == {}
