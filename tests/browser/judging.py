"""What a browser makes of pages that hold strangers' words, and what must not be in it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.test import Client
from playwright.sync_api import Browser, Dialog, Page, Request

JUDGE = Path(__file__).with_name("judge.js").read_text()
LAID_OVER = Path(__file__).with_name("laid_over.js").read_text()
AT_ONCE = 25
"""Pages that go to the browser together."""


@dataclass(frozen=True)
class Judge:
    """A tab without the pages' policy, which is the second wall.

    done: what the words did there: dialogs, and requests to other hosts.
    """

    page: Page
    home: str
    done: list[str] = field(default_factory=list)

    def faults_in(self, answers: Iterable[str]) -> list[str]:
        """Parse pages where they would be shown; return what is wrong in them."""
        script = f"""(pages) => pages.flatMap((html) =>
          ({JUDGE})(new DOMParser().parseFromString(html, "text/html")))"""
        found: list[str] = []
        for some in in_lots(answers, AT_ONCE):
            found += self.page.evaluate(script, some)
        return found

    def faults_at(self, path: str) -> list[str]:
        """Open a page of the site, with its scripts and styles; return what is wrong in it."""
        answer = self.page.goto(self.home + path, wait_until="load")
        assert answer
        assert answer.ok, f"{path} answers {answer.status}"
        return self.faults_here()

    def faults_here(self) -> list[str]:
        """Return what is wrong in the page as it stands."""
        return [
            *self.page.evaluate(f"() => ({JUDGE})(document)"),
            *self.page.evaluate(LAID_OVER),
            *self.done,
        ]

    def enter(self, client: Client) -> None:
        """Be logged in as ``client`` is."""
        value = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": value, "url": self.home}])


@contextmanager
def judge(browser: Browser, home: str) -> Iterator[Judge]:
    """Open a tab at the site whose address is ``home``."""
    page = browser.new_page(bypass_csp=True)
    one = Judge(page, home)

    def dismiss(dialog: Dialog) -> None:
        one.done.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            one.done.append(f"request: {request.url}")

    page.on("dialog", dismiss)
    page.on("request", note)
    page.goto(home)
    yield one
    page.close()


def in_lots(things: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield ``things`` in lists of ``size``."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
