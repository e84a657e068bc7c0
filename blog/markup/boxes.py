"""Boxes and strokes around formulas, under the names that MathJax and KaTeX give them."""

from __future__ import annotations

import re
from functools import partial

from blog.markup.colours import colour_tokens
from blog.markup.macros import Expander, Handler, Tokens
from blog.markup.marks import mark

_NOTATIONS = {
    "box": "box", "roundedbox": "box", "circle": "circle", "updiagonalstrike": "up",
    "downdiagonalstrike": "down", "horizontalstrike": "through", "top": "top", "bottom": "bottom",
    "actuarial": "actuarial", "longdiv": "division", "phasorangle": "phase",
}  # fmt: skip


def _enclose(reader: Expander) -> None:
    r"""Read ``\enclose{circle,box}[attributes]{x}``."""
    notations = re.split(r"[\s,]+", "".join(reader.argument()).strip())
    reader.optional()
    content = reader.expand(reader.argument())
    for notation in notations[:5]:
        if notation in _NOTATIONS:
            content = mark("enclose", content, _NOTATIONS[notation])
    reader.output += ["{", *content, "}"]


def _struck(reader: Expander) -> None:
    r"""Read ``\sout{text}``."""
    content = reader.expand(["\\text", "{", *reader.argument(), "}"])
    reader.output += mark("enclose", content, "through")


def _bbox(reader: Expander) -> None:
    r"""Read ``\bbox[yellow, 5px, border: 1px solid]{x}``: its ground and whether it has a frame."""
    options = "".join(reader.optional() or []).split(",")
    content: Tokens = ["{", *reader.expand(reader.argument()), "}"]
    colours = [
        o.strip() for o in options if re.fullmatch(r"\s*(#[0-9A-Fa-f]{3,6}|[A-Za-z]+)\s*", o)
    ]
    if colours:
        reader.push(["{", *colours[0], "}"])
        letter = ["{", "\\color", *colour_tokens(reader), "x", "}"]
        content = mark("background", [*letter, *content])
    if any("border" in option for option in options):
        content = mark("enclose", content, "box")
    reader.output += content


def _toggle(reader: Expander) -> None:
    r"""Read ``\toggle{a}{b}\endtoggle``: a page without scripts shows the first."""
    first = reader.argument()
    while reader.peek() == "{":
        reader.argument()
    if reader.peek() == "\\endtoggle":
        reader.next()
    reader.push(["{", *first, "}"])


def _scaled(reader: Expander) -> None:
    r"""Read ``\scalebox{1.5}{text}``."""
    factor = "".join(reader.argument()).strip()
    reader.optional()
    content = reader.expand(["\\text", "{", *reader.argument(), "}"])
    size = (
        float(factor) if re.fullmatch(r"[0-9]{0,2}\.?[0-9]{0,4}", factor) and factor != "." else 1
    )
    reader.output += mark("size", content, f"{min(max(100 * size, 20), 500):.3g}")


def _text_box(reader: Expander, lengths: int) -> None:
    r"""Read ``\makebox[2em][c]{text}`` and its kin; how wide the box is, text on a page decides."""
    while reader.peek() == "[":
        reader.optional()
    for _ in range(lengths):
        reader.argument()
    reader.push(["\\text", "{", *reader.argument(), "}"])


def _verbatim(reader: Expander) -> None:
    r"""Read ``\verb|x|``."""
    fence = reader.next_exactly()
    taken: Tokens = []
    while (token := reader.next_exactly()) != fence:
        taken += token
    reader.push(["\\texttt", "{", *(t for t in taken if t not in "{}\\"), "}"])


BOXES: dict[str, Handler] = {
    "\\enclose": _enclose,
    "\\sout": _struck,
    "\\bbox": _bbox,
    "\\toggle": _toggle,
    "\\scalebox": _scaled,
    "\\resizebox": partial(_text_box, lengths=2),
    "\\makebox": partial(_text_box, lengths=0),
    "\\parbox": partial(_text_box, lengths=1),
    "\\verb": _verbatim,
}
