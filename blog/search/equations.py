"""The formulas of one post that answer a query, the likest first, what is alike in them marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from blog.markup.formula import set_formula
from blog.search import tex
from blog.search.find import ALIKE, AS_PART, AS_WRITTEN, RENAMED
from blog.search.formulas import PageFormula, formulas_of
from blog.search.subformulas import with_part
from blog.search.syntax import Query

SHOWN = 3
"""Numbered or displayed formulas under a result."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A formula of a page, how it holds what was asked for, and itself with that part marked."""

    formula: PageFormula
    kind: int
    html: str

    @property
    def is_display(self) -> bool:
        """Tell whether it stands on a line of its own."""
        return 'display="block"' in self.formula.mathml[:30]


def likenesses(html: str, lines: str, query: Query) -> list[Likeness]:
    """Return the formulas of stored HTML that answer ``query``, the likest first.

    lines: their tokens as the index has them. Costs no query; converts what was asked for.
    """
    found: list[Likeness] = []
    formulas = formulas_of(html) if query.formulas else []
    texts = [tuple(line.split()) for line in lines.split("\n")]
    for wanted, source in zip(query.formulas, query.formula_texts, strict=True):
        part = set_formula(source, display=True).html
        for formula, tokens in zip(formulas, texts, strict=False):
            kinds = kind_of(tokens, wanted), kind_of(tex.tokens_of(formula.tex), wanted)
            kind = min((kind for kind in kinds if kind is not None), default=None)
            if kind is not None:
                marked = with_part(formula.mathml, part, renamed=kind >= RENAMED)
                found.append(Likeness(formula, kind, marked))
    return sorted(found, key=lambda one: one.kind)


def kind_of(tokens: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    """Return how a formula holds the one wanted: the best of ``find``'s ranks, or None."""
    if tokens == wanted:
        return AS_WRITTEN
    if _holds(tokens, wanted):
        return AS_PART
    if tex.shape_of(tokens) == tex.shape_of(wanted):
        return RENAMED
    return ALIKE if _holds(tex.outline_of(tokens), tex.outline_of(wanted)) else None


def displayed(found: Iterable[Likeness]) -> list[Likeness]:
    """Return the few that are listed under a result, in the order of the page."""
    seen: dict[str, Likeness] = {}
    for one in found:
        if one.is_display:
            seen.setdefault(one.formula.mathml, one)
    return list(seen.values())[:SHOWN]


def _holds(tokens: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return tex.line(wanted) in tex.line(tokens)
