"""The numbered equations of an article, and which of them is the one somebody meant."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from blog.posts.models import Post

SIMILAR = 0.75
"""Ratio of difflib from which a formula without label is the same one, corrected."""
LONGEST_COMPARED = 2_000
_PART = re.compile(
    r'<div class="equation(?: [^"]*)?"(?: id="(?P<equation>[^"]*)")?'
    r'|<math [^>]*?data-tex="(?P<tex>[^"]*)"'
    r'|<span class="equation__number(?: [^"]*)?"(?: id="(?P<row>[^"]*)")?'
)

_SHELL = re.compile(r"\\(?:begin|end)\s*\{[a-z]+\*?\}")


@dataclass(frozen=True, slots=True)
class Equation:
    """A numbered equation as it stands in its article.

    key: the author's label, or "". row: 1-based, among the numbered rows of its formula. tex: the
    whole formula.
    """

    number: str
    anchor: str
    key: str
    row: int
    tex: str


def equations_of(post: Post) -> list[Equation]:
    """Return the equations of a rendered post, in order; no query."""
    labels = [label for label in post.labels if label["kind"] == "equation"]
    places = _places(post.html) if labels else {}
    return [
        Equation(label["number"], label["anchor"], label["key"], *places[label["anchor"]])
        for label in labels
        if label["anchor"] in places
    ]


def same_as(equations: list[Equation], *, key: str, row: int, tex: str) -> Equation | None:
    """Return the equation that was once so labelled or so written, None where it is gone.

    A label is believed whatever stands under it. Without one the formula tells, as it was or, if
    none is the same, the one most like it: authors correct what readers point at.
    """
    if key:
        return next((one for one in equations if one.key == key), None)
    rivals = [one for one in equations if one.row == row]
    exact = next((one for one in rivals if one.tex == tex), None)
    if exact or not rivals:
        return exact
    like = {one.anchor: _likeness(one.tex, tex) for one in rivals}
    best = max(rivals, key=lambda one: like[one.anchor])
    return best if like[best.anchor] >= SIMILAR else None


def _likeness(one: str, other: str) -> float:
    one, other = (_SHELL.sub("", tex)[:LONGEST_COMPARED] for tex in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _places(html: str) -> dict[str, tuple[int, str]]:
    """Return row and TeX of each numbered equation by its anchor; one pass."""
    found: dict[str, tuple[int, str]] = {}
    first, tex, row = "", "", 0
    for part in _PART.finditer(html):
        if part["tex"] is not None:
            tex = unescape(part["tex"])
        elif part[0].startswith("<div"):
            first, row = unescape(part["equation"] or ""), 0
        else:
            row += 1
            found[unescape(part["row"] or "") or first] = row, tex
    return found
