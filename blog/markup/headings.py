"""Headings: no h1 in a body, numbers 1 and 1.1, anchors that keep Han, the contents list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from blog.markup.anchors import Anchors, slug
from blog.markup.document import Heading, Label
from blog.markup.elements import Element
from blog.markup.plain import plain_text

_HEADING = re.compile(r"h[1-6]")
_KEY = re.compile(r"\s*\{#([\w:.-]+)\}\s*$")
_IN_CONTENTS = (2, 3, 4)
_LINK_TITLE = {"zh": "本节链接", "en": "Link to this section"}


@dataclass(slots=True)
class Section:
    """One numbered heading. key: the author's name for it, or ""; title: with tokens in it."""

    element: Element
    level: int
    number: str
    key: str
    anchor: str
    title: str

    @property
    def label(self) -> Label:
        """Return what references to this section need."""
        return Label(self.key, self.number, self.anchor, "section")

    def heading(self, plain: Callable[[str], str]) -> Heading:
        """Return its line in the contents list; ``plain`` turns tokens into text."""
        return Heading(self.level, self.anchor, " ".join(plain(self.title).split()), self.number)


def number_sections(
    root: Element, anchors: Anchors, plain: Callable[[str], str], language: str
) -> list[Section]:
    """Shift, number and anchor the headings of ``root``; return h2 to h4 in order.

    Only headings between blocks count; one inside a quote or a list is only shifted.
    """
    _shift(root)
    sections: list[Section] = []
    counts: list[tuple[int, int]] = []  # (level, how many so far) of each open section
    for element in root.elements:
        if not _HEADING.fullmatch(element.tag):
            continue
        level = int(element.tag[1])
        number = _next_number(counts, level) if level in _IN_CONTENTS else ""
        key = _take_key(element)
        title = plain_text(element, str)
        name = slug(key.removeprefix("sec:")) or slug(plain(title)) or number or "section"
        anchor = anchors.give(element, f"sec-{name}", slug(plain(title)), plain(title), key)
        _dress(element, number, anchor, language)
        if level in _IN_CONTENTS:
            sections.append(Section(element, level, number, key, anchor, title))
    return sections


def _shift(root: Element) -> None:
    """Move all headings one level down where one is an h1: the page's own title is that."""
    headings = [element for element in root.walk() if _HEADING.fullmatch(element.tag)]
    if any(element.tag == "h1" for element in headings):
        for element in headings:
            element.tag = f"h{min(6, int(element.tag[1]) + 1)}"


def _next_number(counts: list[tuple[int, int]], level: int) -> str:
    """Return the number of a heading of ``level`` after those counted, and count it."""
    while len(counts) > 1 and counts[-2][0] >= level:
        counts.pop()
    if counts and counts[-1][0] >= level:
        counts[-1] = (level, counts[-1][1] + 1)
    else:
        counts.append((level, 1))
    return ".".join(str(count) for _, count in counts)


def _take_key(element: Element) -> str:
    """Remove ``{#sec:name}`` from the end of a heading and return the name."""
    last = element.children[-1] if element.children else None
    match = _KEY.search(last) if isinstance(last, str) else None
    if match is None or not isinstance(last, str):
        return ""
    element.children[-1] = last[: match.start()]
    return match[1]


def _dress(element: Element, number: str, anchor: str, language: str) -> None:
    if number:
        mark = Element("span", {"class": "heading__number"}, [number])
        element.children[:0] = [mark, " "]
    title = _LINK_TITLE["zh" if language.startswith("zh") else "en"]
    attributes = {"class": "heading__anchor", "href": f"#{anchor}", "aria-label": title}
    element.children += [" ", Element("a", attributes, ["#"])]
