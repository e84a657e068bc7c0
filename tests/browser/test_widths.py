"""No page scrolls sideways, whatever formula it holds; what is wider than its box scrolls there."""

from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

# The last two are 768 and 1280 px at a zoom of 200 %.
WIDTHS = [320, 360, 390, 414, 768, 1280, 384, 640]

FAULTS = """() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const tell = (fault, element) => faults.push(`${fault}: ${element.outerHTML.slice(0, 90)}`);
  scrollTo(9999, 0);
  if (scrollX || document.documentElement.scrollWidth > width) tell("page scrolls", document.body);
  scrollTo(0, 0);
  for (const equation of document.querySelectorAll(".equation")) {
    const body = equation.querySelector(".equation__body");
    body.scrollLeft = 9999;
    const end = body.querySelector("math")?.getBoundingClientRect().right ?? 0;
    const edge = body.getBoundingClientRect();
    if (end > edge.right + 1) tell("end out of reach", equation);
    if (edge.right > width || edge.left < 0) tell("body outside the window", equation);
    for (const number of equation.querySelectorAll(".equation__number")) {
      const box = number.getBoundingClientRect();
      const isSeen = box.width > 0 && box.left >= 0 && box.right <= width;
      if (!isSeen) tell("number not visible", equation);
      if (box.left < edge.right && box.top < edge.bottom && box.bottom > edge.top) {
        tell("number over the formula", equation);
      }
    }
    body.scrollLeft = 0;
    const start = body.querySelector("math")?.getBoundingClientRect().left ?? 0;
    if (start < edge.left - 1) tell("beginning out of reach", equation);
  }
  return faults;
}"""

WIDE = """() => [...document.querySelectorAll(".equation__body")].map(
  (body) => body.scrollWidth > body.clientWidth)"""

GAPS = """() => [...document.querySelectorAll(".equation--rows")].flatMap((equation) => {
  const rows = equation.querySelector("mtable").children;
  return [...equation.querySelectorAll(".equation__number")].map((number) => {
    const row = rows[/--row-(\\d+)/.exec(number.className)[1] - 1].getBoundingClientRect();
    const box = number.getBoundingClientRect();
    return Math.max(row.top - box.bottom, box.top - row.bottom);
  });
})"""


def at_width(page: Page, width: int, script: str) -> Any:
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate(script)


def test_nothing_but_a_wide_box_scrolls_sideways(page, demo, public_paths):
    faults = {}
    for path in chain(*public_paths.values()):
        page.goto(demo + path)
        page.evaluate("document.fonts.ready.then(() => true)")
        for width in WIDTHS:
            if found := at_width(page, width, FAULTS):
                faults[path, width] = found
    assert faults == {}


def test_demo_has_formulas_too_wide_for_a_phone(page, demo, public_paths):
    wide = 0
    for path in public_paths["post"]:
        page.goto(demo + path)
        wide += sum(at_width(page, 320, WIDE))
    assert wide > 20


def test_number_stands_beside_its_row(page, demo, public_paths):
    gaps = []
    for path in public_paths["post"]:
        page.goto(demo + path)
        gaps += at_width(page, 320, GAPS) + at_width(page, 1280, GAPS)
    assert gaps
    assert max(gaps) <= 0
