"""What the author sees beside the text while writing it."""

from dataclasses import dataclass
from html.parser import HTMLParser

from blog.authoring.problems import Finding, findings
from blog.markup import render_inline
from blog.markup.document import Document
from blog.posts.fields import Language
from blog.posts.rendering import preview


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as readers would get it, and what is wrong with it.

    teaser_blocks: how many of the body's opening elements listings show; 0: all of them.
    """

    title_html: str
    html: str
    language: str
    findings: list[Finding]
    teaser_blocks: int


def preview_of(
    source: str, title: str, language: str, *, numbers_by_section: bool = False
) -> Preview:
    """Return the preview of a text that need not be stored; a strange language is the site's."""
    language = language if language in Language.values else Language.of_the_site()
    document = preview(source, language, numbers_by_section=numbers_by_section)
    return Preview(
        title_html=render_inline(title, language=language).html,
        html=document.html,
        language=language,
        findings=findings(document.problems),
        teaser_blocks=_teaser_blocks(document),
    )


def _teaser_blocks(document: Document) -> int:
    """Return how many elements stand at the top of the teaser, footnotes aside."""
    if not document.has_more:
        return 0
    counter = _TopLevel()
    counter.feed(document.teaser_html)
    return counter.count


class _TopLevel(HTMLParser):
    """Counts the elements that stand in no other; the renderer's HTML is well formed."""

    VOID = frozenset(("br", "col", "hr", "img", "input", "wbr"))

    def __init__(self) -> None:
        super().__init__()
        self.count = self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count at the top; go down unless the element is always empty."""
        if self.depth == 0 and dict(attrs).get("class") != "footnotes":
            self.count += 1
        self.depth += tag not in self.VOID

    def handle_endtag(self, tag: str) -> None:
        """Come back up."""
        self.depth -= tag not in self.VOID
