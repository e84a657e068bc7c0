"""Ids in one document: readable, stable, never twice, and never an author's own choice."""

from __future__ import annotations

import re
import unicodedata

from blog.markup.elements import Element

_LONGEST = 60


def slug(text: str) -> str:
    """Return ``text`` as part of an id: letters of any script kept, the rest hyphens."""
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", text).lower())
    return words.strip("-_")[:_LONGEST].rstrip("-_")


class Anchors:
    """Hands out ids, and remembers by which name an author may link to which element."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._named: dict[str, Element] = {}

    def give(self, element: Element, wish: str, *names: str) -> str:
        """Set an unused id like ``wish`` on ``element``, linkable also by each of ``names``."""
        anchor, number = wish, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{wish}-{number}"
        self._taken.add(anchor)
        element.attributes["id"] = anchor
        for name in (anchor, *names):
            if name:
                self._named.setdefault(name, element)
        return anchor

    def adopt(self, root: Element) -> None:
        """Move the ids authors wrote in HTML to a space of their own: ``x`` becomes ``user-x``."""
        for element in root.walk():
            own = element.attributes.pop("id", "")
            if slug(own):
                self.give(element, f"user-{slug(own)}", own)

    def link(self, root: Element) -> None:
        """Lead ``#name`` links below ``root`` to the ids their targets really have."""
        for element in root.walk():
            href = element.attributes.get("href", "")
            target = self._named.get(href[1:]) if href.startswith("#") else None
            if target is not None:
                element.attributes["href"] = f"#{target.attributes['id']}"
