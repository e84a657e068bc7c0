"""Which Markdown: Python-Markdown's, with our own fences, lists, HTML blocks and boxes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.mark import MarkExtension
from pymdownx.tilde import DeleteSubExtension

from blog.markup.admonitions import Admonitions, FoldAdmonitions
from blog.markup.divs import Divs
from blog.markup.fences import Fences
from blog.markup.indentation import Indentation
from blog.markup.raw_html import RawHtml

BRACKET_WORK = 1_000_000
"""Characters Python-Markdown may look at while it pairs the brackets of one document."""
LONGEST_INLINE = 20_000
"""A longer paragraph is shown as it stands, without inline markup."""

_URL = r"(?<![A-Za-z0-9/@.])https?://(?:\([^\s()<>]*\)|[!#-&*-;=?-Z_a-z~|\[\]])+"
_URL_TAIL = re.compile(r"[.,;:!?*_~|\[\]]+$")


def html_of(text: str, profile: str, language: str, too_dear: Callable[[str], None]) -> str:
    """Return ``text`` as unsanitised HTML.

    too_dear: told each paragraph whose inline markup would cost too much and stays text.
    """
    return parser_for(profile, language, too_dear).convert(text)


def parser_for(profile: str, language: str, too_dear: Callable[[str], None]) -> Markdown:
    """Build the parser of a profile; about a millisecond, and never shared between threads."""
    md = Markdown(
        output_format="html", extensions=[SaneListExtension(), DeleteSubExtension(subscript=False)]
    )
    md.preprocessors.register(Fences(md), "fences", 35)
    md.preprocessors.register(Indentation(md), "indentation", 15)
    md.preprocessors.deregister("html_block")
    md.preprocessors.deregister("normalize_whitespace")  # source.py and Indentation did it
    md.inlinePatterns.register(CodeSpans(BACKTICK_RE), "backtick", 190)
    md.inlinePatterns.register(BareAddress(_URL, md), "address", 85)
    md.treeprocessors.register(InlineBudget(md, too_dear), "budget", 21)
    if profile == "comment":
        _restrict(md)
    else:
        _extend(md, language)
    return md


def _extend(md: Markdown, language: str) -> None:
    """Add what articles have and comments have not."""
    md.registerExtensions(
        [
            TableExtension(use_align_attribute=True),
            Footnotes(),
            DefListExtension(),
            MarkExtension(),
        ],
        {},
    )
    md.preprocessors.register(RawHtml(md), "html", 20)
    md.preprocessors.register(Divs(md), "divs", 18)
    blocks = md.parser.blockprocessors
    blocks.register(Headings(md.parser), "hashheader", 70)
    blocks.register(QuickTables(md.parser, {"use_align_attribute": True}), "table", 75)
    blocks.register(Admonitions(md, language), "admonition", 105)
    md.treeprocessors.register(FoldAdmonitions(md), "fold", 5)


def _restrict(md: Markdown) -> None:
    """Leave comments emphasis, code, quotes, lists and links; the rest is shown as text."""
    for name in ("hashheader", "setextheader", "hr", "reference"):
        md.parser.blockprocessors.deregister(name)
    for name in (
        "html", "image_link", "image_reference", "short_image_ref", "reference", "short_reference",
    ):  # fmt: skip
        md.inlinePatterns.deregister(name)


class Footnotes(FootnoteExtension):
    """Footnotes without links back: ``footnotes.py`` orders them and adds those."""

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        """Return the notes as a list in a ``div``, or None where there are none."""
        if not self.footnotes:
            return None
        div = Element("div", {"class": "footnote"})
        notes = SubElement(div, "ol")
        for key, text in self.footnotes.items():
            holder = Element("div")  # list processors treat a real li in their own way
            self.parser.parseChunk(holder, text)
            note = SubElement(notes, "li", {"id": self.makeFootnoteId(key)})
            note.extend(list(holder))
        return div


class Headings(HashHeaderProcessor):
    """``# Title``, with a space after the marks: ``#tag`` is text."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)"
    )


class QuickTables(TableProcessor):
    """Tables, looked for only where the second line can be a delimiter row."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether ``block`` is a table; long lists make the stock test quadratic."""
        second = block.split("\n", 2)[1:2]
        return bool(second) and set(second[0]) <= set("|:- ") and super().test(parent, block)


class CodeSpans(BacktickInlineProcessor):
    """Code between backticks; where so many have no end in a text, none are looked for again."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self._text = ""
        self._unpaired: set[int] = set()

    def find_code_spans(  # type: ignore[override]
        self, start: int, text: str
    ) -> tuple[int, int | None]:
        """Return where the code begins and ends; the stock search is quadratic without an end."""
        if text is not self._text:
            self._text, self._unpaired = text, set()
        ticks = len(text) - start - len(text[start:].lstrip("`"))
        if ticks in self._unpaired:
            return start + ticks, None
        found: Any = super().find_code_spans(start, text)
        begin, end = found
        if end is None:
            self._unpaired.add(ticks)
        return begin, end


class BareAddress(InlineProcessor):
    """A bare ``https://…``, which ends where Chinese text begins."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the link and where it stands."""
        address = _URL_TAIL.sub("", m[0])
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)


# What every inline pattern above needs; \x02 begins the placeholders of Python-Markdown's own.
_INLINE_MARK = re.compile(r"[`\\\[\]!<&*_~=\x02]|://|  \n")


class InlineBudget(Treeprocessor):
    """Keeps text as it is where there is nothing to find, or finding it would be quadratic.

    Python-Markdown asks each of some twenty patterns about each piece of text, and its search for
    brackets is quadratic.
    """

    def __init__(self, md: Markdown, too_dear: Callable[[str], None]) -> None:
        super().__init__(md)
        self.too_dear = too_dear
        self.left = BRACKET_WORK

    def run(self, root: Element) -> None:
        """Mark text as finished that has no inline markup or costs too much."""
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = self._affordable(element.text)
            if element.tail and not isinstance(element.tail, AtomicString):
                element.tail = self._affordable(element.tail)

    def _affordable(self, text: str) -> str:
        if not _INLINE_MARK.search(text):
            return AtomicString(text)
        work = _bracket_work(text)
        if len(text) <= LONGEST_INLINE and work <= self.left:
            self.left -= work
            return text
        self.too_dear(text)
        return AtomicString(text)


def _bracket_work(text: str) -> int:
    """Return how many characters are read to pair the brackets of ``text``; linear.

    Counted are square brackets, and round ones that open a link's address.
    """
    work = 0
    square: list[int] = []
    round_: list[int | None] = []  # None: opens no address, but must be paired all the same
    for match in re.finditer(r"\]\(|[\[\]()]", text):
        here = match.start()
        if match[0] == "[":
            square.append(here)
        elif match[0] == "(":
            round_.append(None)
        else:
            pairs: list[Any] = round_ if match[0] == ")" else square
            begun = pairs.pop() if pairs else None
            work += here - begun if begun is not None else 0
        if match[0] == "](":
            round_.append(here)
    unclosed = [start for start in (*square, *round_) if start is not None]
    return work + sum(len(text) - start for start in unclosed)
