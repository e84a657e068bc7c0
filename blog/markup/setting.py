"""Set formulas among Chinese: gaps, runs that do not break, places that may.

Source: our design, "Setting Chinese and mathematics", 4 to 6. Browsers do none of it for
``<math>`` by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

LONG = 14
"""Glyphs above which an inline formula scrolls by itself."""
BROAD = 8
"""Glyphs above which a paragraph with the formula is not justified: what does not fit on a line
leaves up to a fifth of it to be spread between the characters."""

_HAN = re.compile(
    r"[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_OPENING = re.compile(r"[（［｛「『《〈【〔“‘(\[]+$")
_CLOSING = re.compile(
    r"[，。、；：！？）］｝」』》〉】〕”’…·％,.;:!?)\]%]+|-(?=[A-Za-z])|(?:th|st|nd|rd|s)\b"
)
_TAG_OR_ENTITY = re.compile(r"<[^>]*>|&[a-z]+;")
_QUOTES = "“‘"
_FOOTNOTE = re.compile(r"<sup class=\"footnote-ref\".*?</sup>", re.DOTALL)
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_INLINE_TAGS = frozenset(
    "a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup u".split()
)


@dataclass(frozen=True, slots=True)
class InlineFormula:
    """An inline formula's MathML, and how many glyphs it shows."""

    mathml: str
    glyphs: int


@lru_cache(maxsize=20_000)
def glyphs_of(mathml: str) -> int:
    """Return how many characters of ``mathml`` a reader sees."""
    text = _TAG_OR_ENTITY.sub(lambda m: "x" if m[0][0] == "&" else "", mathml)
    return sum(1 for c in text if not c.isspace() and not "\u2061" <= c <= "\u2064")


def set_inline(html: str, token: re.Pattern[str], formulas: Mapping[int, InlineFormula]) -> str:
    """Return ``html`` with the tokens of ``formulas`` set; other tokens stay. Linear."""
    pieces = re.split(rf"({_FOOTNOTE.pattern}|<[^>]*>|{_ungrouped(token)})", html)
    before = _neighbours(pieces, token, backwards=False)
    after = _neighbours(pieces, token, backwards=True)
    for place in range(1, len(pieces), 2):
        match = token.fullmatch(pieces[place])
        formula = formulas.get(int(match[1])) if match else None
        if formula is not None:
            _set_one(pieces, place, formula, before[place], after[place])
    return "".join(pieces)


def _with_classes(mathml: str, names: list[str]) -> str:
    classes = " ".join(names)
    if ' class="' in mathml[: mathml.index(">")]:
        return mathml.replace(' class="', f' class="{classes} ', 1)
    return mathml.replace("<math", f'<math class="{classes}"', 1)


def _set_one(
    pieces: list[str], place: int, formula: InlineFormula, before: str, after: str
) -> None:
    """Write one formula into ``pieces``, taking punctuation from both neighbours."""
    gaps = [name for name, c in (("gap-start", before), ("gap-end", after)) if _HAN.match(c)]
    mathml = formula.mathml
    if gaps:
        mathml = _with_classes(mathml, gaps)
    lead, pieces[place - 1] = _taken_end(pieces[place - 1])
    tail = _taken_tail(pieces, place)
    width = _width(formula.glyphs)
    if not (lead or tail or width):
        pieces[place] = mathml
        return
    breaks = "<wbr>" if lead and lead[0] in _QUOTES and _HAN.match(pieces[place - 1][-1:]) else ""
    pieces[place] = f'{breaks}<span class="math-run{width}">{lead}{mathml}{tail}</span>'
    if pieces[place + 1][:1] and pieces[place + 1][0] in _QUOTES:
        pieces[place] += "<wbr>"


def _width(glyphs: int) -> str:
    """Return the class of a formula too wide for something, "" for any other."""
    return " math-run--long" if glyphs > LONG else " math-run--broad" if glyphs > BROAD else ""


def _taken_end(text: str) -> tuple[str, str]:
    match = _OPENING.search(text[-8:])
    return (match[0], text[: len(text) - len(match[0])]) if match else ("", text)


def _taken_tail(pieces: list[str], place: int) -> str:
    """Take closing punctuation and a footnote mark that follow, in either order."""
    tail = ""
    while True:
        match = _CLOSING.match(pieces[place + 1])
        if match:
            tail += match[0]
            pieces[place + 1] = pieces[place + 1][match.end() :]
        if pieces[place + 1] or place + 2 >= len(pieces):
            return tail
        if not pieces[place + 2].startswith('<sup class="footnote-ref"'):
            return tail
        tail += pieces[place + 2]
        # The piece behind the mark comes next to the formula.
        pieces[place + 2] = ""
        pieces[place + 1], pieces[place + 3] = pieces[place + 3], ""


def _neighbours(pieces: list[str], token: re.Pattern[str], *, backwards: bool) -> list[str]:
    """Return, for each piece, the character that touches it from before (or behind)."""
    result = [""] * len(pieces)
    touching = ""
    order = range(len(pieces) - 1, -1, -1) if backwards else range(len(pieces))
    for place in order:
        piece = pieces[place]
        result[place] = touching
        if place % 2 == 0:
            if piece:
                touching = piece[0] if backwards else piece[-1]
            continue
        tag = _TAG_NAME.match(piece)
        if tag is None or tag[1] not in _INLINE_TAGS or piece.startswith("<sup"):
            touching = ""
    return result


def _ungrouped(token: re.Pattern[str]) -> str:
    return token.pattern.replace("([0-9]+)", "[0-9]+")
