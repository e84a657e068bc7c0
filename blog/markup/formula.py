"""One formula by itself, as tools and measurements ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from blog.markup.delimiters import Formula
from blog.markup.errors import TexError
from blog.markup.math import converted
from blog.markup.numbering import number
from blog.markup.profiles import POST_LIMITS
from blog.markup.references import References
from blog.markup.source import cleaned
from blog.markup.typeset import error_html


@dataclass(frozen=True, slots=True)
class SetFormula:
    """A formula's ``<math>``, or its source and the reason why it could not be set."""

    is_set: bool
    html: str
    engine: str
    problem: str


@lru_cache(maxsize=20_000)
def set_formula(tex: str, *, display: bool) -> SetFormula:
    """Return ``tex`` (without delimiters) as MathML without its number; never raises."""
    tex, _ = cleaned(tex)
    formula = Formula(0, tex, display, None, 1, 1, tex)
    numbering = number([formula])
    references = References(numbering.labels)
    try:
        own = references.in_formula(formula, numbering.equations[0].tex)
        done = converted(own, display=display, limits=POST_LIMITS)
    except TexError as error:
        return SetFormula(False, error_html(tex, str(error)), "", str(error))
    problems = (*numbering.problems, *references.problems)
    return SetFormula(True, done.mathml, done.engine, problems[0].message if problems else "")
