"""A keyboard alone reaches everything, and always sees where it is."""

import pytest
from playwright.sync_api import Page

from blog.posts.models import Post

pytestmark = pytest.mark.django_db(transaction=True)

# Of a group of radio buttons the keyboard stops at one; the arrows reach the others.
NUMBERED = """() => {
  const stops = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  )].filter((stop) => stop.checkVisibility({ visibilityProperty: true }) && !stop.disabled);
  stops.forEach((element, index) => { element.dataset.stop = index; });
  return stops.length;
}"""
STOP = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    number: element.dataset.stop,
    html: element.outerHTML.slice(0, 90),
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isSeen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def walk(page: Page, address: str) -> tuple[int, dict[str, str], list[str]]:
    """Tab through a page; return how many stops it has, those reached, and what was not seen."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    count = page.evaluate(NUMBERED)
    reached: dict[str, str] = {}
    faults = []
    # A focused formula brings a button of its own, so there are more stops than were counted.
    for _ in range(2 * count):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["number"]:
            reached[stop["number"]] = stop["html"]
        if not (stop["isMarked"] and stop["isSeen"]):
            faults.append(stop["html"])
        if len(reached) == count:
            break
    return count, reached, faults


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page_kind", ["listing", "article", "search"])
def test_every_stop_is_reached_and_marked(page: Page, demo, page_kind, width):
    post = Post.objects.get(slug="power-iteration")
    paths = {"listing": "/", "article": post.url, "search": "/search/?q=%E7%A7%AF%E5%88%86"}
    page.set_viewport_size({"width": width, "height": 800})
    count, reached, faults = walk(page, demo + paths[page_kind])
    assert count > 20
    assert faults == []
    assert len(reached) == count
