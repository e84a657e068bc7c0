"""What a first view costs the reader: bytes, hosts, scripts, and lines that move."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from blog.posts.models import Post

pytestmark = pytest.mark.django_db(transaction=True)

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push([value, sources.map(({ node }) => node?.textContent?.trim().slice(0, 40))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


class FirstView:
    """What came over the wire for a page that a phone with an empty cache opens."""

    def __init__(self, page: Page, address: str) -> None:
        self.types: dict[str, tuple[str, str]] = {}
        self.bytes: dict[str, int] = {}
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW_4G)
        wire.on("Network.responseReceived", self._remember)
        wire.on("Network.loadingFinished", self._weigh)
        page.add_init_script(SHIFTS)
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        self.shifts = page.evaluate("shifts")

    def _remember(self, event: dict[str, Any]) -> None:
        self.types[event["requestId"]] = (event["type"], event["response"]["url"])

    def _weigh(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = event["encodedDataLength"]

    def weight(self, kind: str = "") -> int:
        """Return the bytes of all responses, or of one kind: Document, Script, Font…"""
        return sum(
            size for request, size in self.bytes.items() if kind in ("", self.types[request][0])
        )

    @property
    def hosts(self) -> set[str]:
        """Return whom the page asked."""
        return {urlsplit(url).netloc for _, url in self.types.values()}


@pytest.fixture(params=[390, 1280])
def page_of_a_new_reader(browser: Browser, request):
    page = browser.new_page(viewport={"width": request.param, "height": 844})
    yield page
    page.close()


def test_first_view_of_a_long_article_is_light_and_stands_still(page_of_a_new_reader, demo):
    post = Post.objects.get(slug="stirling")
    assert post.html.count("<math") >= 60
    view = FirstView(page_of_a_new_reader, demo + post.url)
    assert view.weight("Font") > 60_000
    assert view.weight() <= 150_000
    assert view.weight("Script") <= 25_000
    assert view.hosts == {urlsplit(demo).netloc}
    assert view.shifts == []


def test_first_view_of_the_front_page_is_light_and_stands_still(page_of_a_new_reader, demo):
    view = FirstView(page_of_a_new_reader, demo)
    assert view.weight() <= 150_000
    assert view.shifts == []
