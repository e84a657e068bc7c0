"""A small tree of HTML elements: read from sanitised HTML, changed by the steps, written back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset("area br col embed hr img input source track wbr".split())
_FLAGS = frozenset("checked controls disabled loop muted open reversed".split())
MAX_DEPTH = 120
"""Elements nested deeper are dropped and their text kept, so that walking the tree is safe."""


@dataclass(slots=True, eq=False)
class Element:
    """One element; ``children`` are elements and unescaped text, in order.

    A tag of "" is a fragment: only its children are written. ``raw``, where set, is finished
    HTML that stands for the children.
    """

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    raw: str | None = None

    @property
    def classes(self) -> list[str]:
        """Return the classes, in order."""
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> list[Element]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """Yield every element below this one, in document order."""
        for child in self.elements:
            yield child
            yield from child.walk()

    def text(self) -> str:
        """Return all text below this element, unescaped."""
        return "".join(
            child.text() if isinstance(child, Element) else child for child in self.children
        )

    def replace(self, change: Callable[[Element], Element | None]) -> None:
        """Put ``change(child)`` in each element's place, children before their parents.

        None removes the element; a fragment is spliced in.
        """
        children: list[Element | str] = []
        for child in self.children:
            if isinstance(child, str):
                children.append(child)
                continue
            child.replace(change)
            changed = change(child)
            if changed is not None:
                children.extend([changed] if changed.tag else changed.children)
        self.children = children

    def html(self) -> str:
        """Return the element as HTML."""
        pieces: list[str] = []
        _write(self, pieces)
        return "".join(pieces)


def parse(html: str, deepest: int = MAX_DEPTH) -> Element:
    """Return a fragment holding ``html``, which must be well-formed (as nh3 writes it)."""
    reader = _Reader(deepest)
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self, deepest: int) -> None:
        super().__init__(convert_charrefs=True)
        self.deepest = deepest
        self.root = Element()
        self.open = [self.root]
        self.dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self.open) > self.deepest and tag not in VOID:
            self.dropped += 1
            return
        element = self._add(tag, attrs)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.dropped:
            self.dropped -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        return element


def _write(node: Element, pieces: list[str]) -> None:
    if node.tag:
        attributes = "".join(
            f' {name}="{escape(value)}"'
            if value
            else f" {name}"
            if name in _FLAGS
            else f' {name}=""'
            for name, value in node.attributes.items()
        )
        pieces.append(f"<{node.tag}{attributes}>")
        if node.tag in VOID:
            return
    if node.raw is not None:
        pieces.append(node.raw)
    for child in node.children if node.raw is None else ():
        if isinstance(child, Element):
            _write(child, pieces)
        else:
            pieces.append(escape(child, quote=False))
    if node.tag:
        pieces.append(f"</{node.tag}>")
