"""Marking in a formula's MathML the part that was asked for."""

from blog.markup.elements import Element, parse
from blog.search.tex import VARIABLE

_ROWS = frozenset("math mrow msqrt mtd mstyle mpadded menclose".split())
_TRANSPARENT = frozenset("math mrow mstyle mpadded".split())
_SAME = {"munderover": "msubsup", "munder": "msub", "mover": "msup"}

Key = tuple[object, ...]
"""What an element shows, whatever its attributes and however its rows are grouped."""


def with_part(mathml: str, part: str, *, renamed: bool = False) -> str:
    """Return ``mathml`` with each place marked that shows the same as ``part``, also MathML.

    renamed: where other letters may stand for the variables. What has no such place is returned
    as it is.
    """
    root, wanted = parse(mathml), _keys(parse(part), renamed=renamed)
    if wanted and _mark(root, wanted, renamed=renamed):
        return root.html()
    return mathml


def _mark(element: Element, wanted: list[Key], *, renamed: bool) -> bool:
    """Wrap every run of children that shows ``wanted``; tell whether there was one."""
    found = False
    children = element.elements
    keys = [_keys_of_one(child, renamed=renamed) for child in children]
    place, result = 0, list[Element | str]()
    while place < len(children):
        # The formula itself is no row of MathML: where all of it is meant, all inside it is marked.
        stop = 0 if children[place].tag == "math" else _end_of_run(keys, place, wanted)
        if stop and (element.tag in _ROWS or stop == place + 1):
            result.append(Element("mrow", {"class": "hit-part"}, list(children[place:stop])))
            place, found = stop, True
            continue
        child = children[place]
        found = _mark(child, wanted, renamed=renamed) or found
        result.append(child)
        place += 1
    if children:
        element.children = result
    return found


def _end_of_run(keys: list[list[Key]], start: int, wanted: list[Key]) -> int:
    """Return where the children from ``start`` on have shown all that is wanted, 0 if never."""
    shown: list[Key] = []
    for place in range(start, len(keys)):
        shown += keys[place]
        if shown == wanted:
            return place + 1
        if shown != wanted[: len(shown)]:
            return 0
    return 0


def _keys(element: Element, *, renamed: bool) -> list[Key]:
    return [key for child in element.elements for key in _keys_of_one(child, renamed=renamed)]


def _keys_of_one(element: Element, *, renamed: bool) -> list[Key]:
    """Return what an element shows; rows are transparent, space is nothing."""
    if element.tag in _TRANSPARENT:
        return _keys(element, renamed=renamed)
    if element.tag == "mspace":
        return []
    if not element.elements:
        text = element.text().strip()
        if not text.strip("\u2061\u2062\u2063\u2064"):
            return []
        is_letter = renamed and element.tag == "mi" and len(text) == 1
        return [(element.tag, VARIABLE if is_letter else text)]
    tag = _SAME.get(element.tag, element.tag)
    return [(tag, *(tuple(_keys_of_one(child, renamed=renamed)) for child in element.elements))]
