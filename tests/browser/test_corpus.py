"""Real articles on the narrowest phone: nothing hangs out, every formula can be read to its end.

A sample by default; ``CORPUS=all`` in the environment takes every article, a minute or two.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_widths import FAULTS
from tests.make import make_post
from tests.markup.shared import SHARED

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLES = sorted((SHARED / "corpus" / "articles").glob("*.md"))
SAMPLE = ARTICLES if os.environ.get("CORPUS") == "all" else ARTICLES[::8]

INLINE_FAULTS = """() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  for (const math of document.querySelectorAll(".prose math:not([display=block])")) {
    const scroller = math.closest(".math-run--long, .table, table, .equation__body, figcaption");
    const box = math.getBoundingClientRect();
    if (!scroller && box.width && (box.right > width + 1 || box.left < -1)) {
      faults.push(`inline formula hangs out: ${math.dataset.tex}`);
    }
  }
  for (const run of document.querySelectorAll(".math-run--long")) {
    run.scrollLeft = 99999;
    const math = run.querySelector("math").getBoundingClientRect();
    if (math.right > run.getBoundingClientRect().right + 1) {
      faults.push(`end of inline formula out of reach: ${run.textContent.slice(0, 60)}`);
    }
    run.scrollLeft = 0;
  }
  return faults;
}"""

LEFT_OVER = r"""() => {
  const copy = document.querySelector(".post__body").cloneNode(true);
  for (const element of copy.querySelectorAll(".tex-error, code, pre, math")) element.remove();
  return copy.textContent.match(/\\[A-Za-z]{2,}\b|\$\$/g) ?? [];
}"""


@pytest.mark.skipif(not ARTICLES, reason="the corpus is not here")
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_article_fits_the_narrowest_phone(path: Path, page: Page, live_server: LiveServer) -> None:
    post = make_post(path.read_text(encoding="utf-8"), title=path.stem)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server.url + post.get_absolute_url())
    page.evaluate("document.fonts.ready.then(() => true)")
    found: list[Any] = [page.evaluate(script) for script in (FAULTS, INLINE_FAULTS, LEFT_OVER)]
    assert found == [[], [], []]
