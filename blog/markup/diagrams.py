"""Commutative diagrams, as amscd writes them. Source: amscd's manual."""

from __future__ import annotations

from blog.markup.errors import TexError
from blog.markup.macros import Tokens, tokens_of

_HORIZONTAL = {">": "\\xrightarrow", "<": "\\xleftarrow"}
_VERTICAL = {"V": "\\downarrow", "A": "\\uparrow"}


def commutative_diagram(body: Tokens) -> Tokens:
    """Return a diagram as an array of objects and arrows."""
    rows: list[list[Tokens]] = [[[]]]
    rest = list(reversed(body))
    while rest:
        token = rest.pop()
        if token == "\\\\":
            rows.append([[]])
        elif token == "@" and rest:
            arrow = _arrow(rest)
            cells = rows[-1]
            cells += [arrow, []]
        else:
            rows[-1][-1].append(token)
    lines = [_diagram_row(cells) for cells in rows]
    width = max(line.count("&") for line in lines) + 1
    joined = [token for line in lines for token in (*line, "\\\\")][:-1]
    return [*tokens_of("\\begin{array}{" + "c" * width + "}"), *joined, *tokens_of("\\end{array}")]


def _diagram_row(cells: list[Tokens]) -> Tokens:
    """Join cells; a row of vertical arrows has them in the objects' columns."""
    vertical = all(not "".join(cell).strip() for cell in cells[::2]) and len(cells) > 1
    if vertical:
        cells = [cell for arrow in cells[1::2] for cell in (arrow, [])][:-1]
    joined: Tokens = []
    for cell in cells:
        joined += [*cell, "&"]
    return joined[:-1]


def _arrow(rest: Tokens) -> Tokens:
    kind = rest.pop()
    if kind in _HORIZONTAL:
        above, below = _until(rest, kind), _until(rest, kind)
        return [_HORIZONTAL[kind], "[", *below, "]", "{", *above, "}"]
    if kind in _VERTICAL:
        left, right = _until(rest, kind), _until(rest, kind)
        sides = [["{", "\\scriptstyle", *side, "}"] if side else [] for side in (left, right)]
        return [*sides[0], "\\Big", _VERTICAL[kind], *sides[1]]
    plain = {"=": "\\xlongequal{\\quad}", "|": "\\Big\\|", "\\|": "\\Big\\|", ".": ""}
    if kind not in plain:
        raise TexError("@%(kind)s is not an arrow of a diagram", kind=kind)
    return tokens_of(plain[kind])


def _until(rest: Tokens, stop: str) -> Tokens:
    taken: Tokens = []
    while rest:
        token = rest.pop()
        if token == stop:
            return taken
        taken.append(token)
    raise TexError("An arrow of a diagram is not closed")
