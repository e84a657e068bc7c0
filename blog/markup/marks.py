r"""Marks: how TeX carries through an engine what only MathML can say.

A mark is ``{\text{<U+E000>name:value}{…}}``; ``with_marks`` turns that group into one element.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from blog.markup.errors import EngineError
from blog.markup.macros import Tokens

MARK = "\ue000"
"""A private character that no author's formula keeps; it begins every mark."""


_FLAT = {"height": "0", "depth": "0"}
_CLASSES = {
    "cell-left": "cell-left",
    "cell-right": "cell-right",
    "across": "across",
    "circled": "enclose-circle",
    "bold": "text-bold",
}
_ALIGNED = {"l": "cell-left", "r": "cell-right"}


def mark(name: str, content: Tokens, value: str = "") -> Tokens:
    """Return ``content`` as a group that ``with_marks`` turns into what ``name`` stands for."""
    return ["{", "\\text", "{", f"{MARK}{name}:{value}", "}", "{", *content, "}", "}"]


def with_marks(mathml: str) -> str:
    """Turn each group that begins with a mark into the element it stands for."""
    tree = parsed(mathml)
    for element in list(tree.iter()):
        first = element[0] if len(element) else None
        if first is None or first.tag != "mtext" or not (first.text or "").startswith(MARK):
            continue
        name, _, value = (first.text or "")[1:].partition(":")
        element.remove(first)
        _apply(element, name, value)
    _spread(tree)
    return written(tree)


def _apply(element: ElementTree.Element, name: str, value: str) -> None:
    if name == "rule":
        width, height, raised = value.split(",")
        element.clear()
        element.tag = "mpadded"
        element.set("voffset", f"{raised}em")
        bar = {"width": f"{width}em", "height": f"{height}em", "mathbackground": "currentcolor"}
        ElementTree.SubElement(element, "mspace", bar)
    elif name == "raise":
        element.tag = "mpadded"
        element.set("voffset", f"{value}em")
    elif name == "size":
        element.set("mathsize", f"{value}%")
    elif name == "smash":
        element.tag = "mpadded"
        element.attrib.update({"t": {"height": "0"}, "b": {"depth": "0"}}.get(value, _FLAT))
    elif name in ("clap", "llap", "rlap"):
        element.tag = "mpadded"
        element.attrib.update({"width": "0", "class": f"lap-{name}"})
    elif name in ("background", "framed"):
        _apply_background(element, name)
    elif name == "enclose":
        element.set("class", f"enclose-{value}")
    elif name in ("columns", "line"):
        element.set(name, value)
    elif name in _CLASSES:
        element.set("class", _CLASSES[name])


def _apply_background(element: ElementTree.Element, name: str) -> None:
    """Take the colours from the first children, which are letters set in them."""
    inner = element[0] if len(element) else element
    element.set("mathbackground", _colour(inner) or "transparent")
    if name == "framed":
        frame = _colour(inner)
        if frame:
            element.set("mathcolor", frame)
        element.set("class", "enclose-box")
        inner.set("class", "own-ink")


def _colour(inner: ElementTree.Element) -> str | None:
    letter = inner[0] if len(inner) else None
    colour = letter.get("mathcolor") if letter is not None else None
    if letter is not None and colour is not None:
        inner.remove(letter)
    return colour


def _spread(tree: ElementTree.Element) -> None:
    """Let cells take the columns, and rows the partial rules, that marks in them ask for."""
    for table in tree.iter("mtable"):
        columns = max((len(row) for row in table), default=1)
        for row in table:
            for cell in list(row):
                _spread_cell(row, cell, columns)


def _spread_cell(row: ElementTree.Element, cell: ElementTree.Element, columns: int) -> None:
    for part in cell:
        if part.get("class") == "across":
            cell.attrib.update({"columnspan": str(columns), "class": "cell-left"})
            for other in list(row)[1:]:
                row.remove(other)
        if "columns" in part.attrib:
            count, letter = part.attrib.pop("columns").split(",")
            cell.attrib.update({"columnspan": count, "class": _ALIGNED.get(letter, "cell-center")})
        if "line" in part.attrib:
            first, last = map(int, part.attrib.pop("line").split("-"))
            for ruled in list(row)[max(first - 1, 0) : last]:
                ruled.set("class", f"{ruled.get('class', '')} cell-rule-top".strip())


def parsed(mathml: str) -> ElementTree.Element:
    """Return an engine's answer as a tree. Raises EngineError if it is none."""
    try:
        # An engine wrote this, from TeX without entities or a document type.
        return ElementTree.fromstring(mathml)  # noqa: S314
    except (ElementTree.ParseError, UnicodeEncodeError) as error:
        raise EngineError("The engine's answer is not plain MathML") from error


def written(tree: ElementTree.Element) -> str:
    """Return a tree as markup."""
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)
