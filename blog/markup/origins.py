"""From a place in rewritten TeX back to the line and column that the author wrote.

Macros, rewriting and numbering change a formula before anybody stumbles over it. Its tokens still
stand in the same order, so both texts are walked side by side: a token of the author's that comes
soon after the last one found is taken for the same. Linear in the length of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blog.markup.delimiters import Formula
from blog.markup.errors import TexError

_TOKEN = re.compile(r"%[^\n]*|\\[A-Za-z]+|\\[\s\S]|\S")
_AHEAD = 30
_CLOSING = {
    "A brace is not closed": ("{", "}"),
    "\\left has no \\right": ("\\left", "\\right"),
    "\\begin has no \\end": ("\\begin", "\\end"),
}

Token = tuple[str, int]


def place_of(formula: Formula, error: TexError) -> tuple[int, int]:
    """Return line and column of what ``error`` is about, as near as it can be had."""
    body = max(formula.source.find(formula.tex), 0)
    if error.template in _CLOSING:
        offset = _unclosed(formula.tex, *_CLOSING[error.template])
    elif error.offset >= 0:
        offset = _origin(formula.tex, error.text, error.offset)
    else:
        return formula.line, formula.column
    before = formula.source[: body + offset]
    lines = before.count("\n")
    column = len(before) - before.rfind("\n") - 1
    return formula.line + lines, (column if lines else formula.column + column - 1) + 1


def _unclosed(tex: str, opening: str, closing: str) -> int:
    """Return where the first ``opening`` stands that nothing closes."""
    open_at: list[int] = []
    for token, at in _tokens(tex):
        if token == opening:
            open_at.append(at)
        elif token == closing and open_at:
            open_at.pop()
    return open_at[0] if open_at else 0


def _origin(source: str, text: str, offset: int) -> int:
    """Return where in ``source`` the token stands that ``text`` has at ``offset``."""
    ours, theirs = list(_tokens(source)), list(_tokens(text))
    here = 0
    for index, (token, at) in enumerate(theirs):
        is_last = at + len(token) > offset
        following = theirs[index + 1][0] if index + 1 < len(theirs) else ""
        found = _next(ours, here, token, "" if is_last else following)
        if is_last:
            here = here if found is None else found
            break
        here = here if found is None else found + 1
    return ours[min(here, len(ours) - 1)][1] if ours else 0


def _next(ours: list[Token], here: int, token: str, following: str) -> int | None:
    """Return the index of ``token`` from ``here`` on; further ahead only with its follower."""
    for index in range(here, min(here + _AHEAD, len(ours))):
        if ours[index][0] != token:
            continue
        after = ours[index + 1][0] if index + 1 < len(ours) else ""
        if index == here or not following or after == following:
            return index
    return None


def _tokens(tex: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(tex):
        if match[0][0] != "%":
            yield match[0], match.start()
