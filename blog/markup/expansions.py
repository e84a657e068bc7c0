"""Formulas with the author's macros expanded, for whoever compares formulas across texts."""

from __future__ import annotations

from blog.markup.delimiters import Formula, stash
from blog.markup.errors import TexError
from blog.markup.macros import Macros
from blog.markup.numbering import number
from blog.markup.profiles import POST_LIMITS, TexLimits
from blog.markup.shared_macros import shared_macros
from blog.markup.source import cleaned
from blog.markup.tex import defines, expanded


def expansions(source: str, macros: str = "") -> dict[str, str]:
    """Return the TeX of each formula in ``source`` that calls a macro, by what its author wrote.

    The keys are what a page carries in ``data-tex``. macros: definitions that hold from the
    beginning. Empty, at no cost, where nothing defines a macro. Never raises.
    """
    known = Macros(shared_macros(macros))
    if not known and not defines(source):
        return {}
    formulas = [item for item in stash(cleaned(source)[0]).items if isinstance(item, Formula)]
    equations = number(formulas).equations
    found: dict[str, str] = {}
    for formula in formulas:
        tex = _expanded(equations[formula.index].tex, known, POST_LIMITS)
        if tex != equations[formula.index].tex:
            found[formula.tex.strip()] = tex
    return found


def _expanded(tex: str, macros: Macros, limits: TexLimits) -> str:
    try:
        return expanded(tex, macros=macros, limits=limits)
    except TexError:
        return tex
