"""A rendering as our own pages carry it: each formula knows the TeX it was made of, for copying."""

from __future__ import annotations

import re
from html import escape

from blog.markup.delimiters import Formula
from blog.markup.typeset import Typeset

_OPENING = re.compile(r"<math[^>]*(?=>)")


def sourced(setting: Typeset) -> Typeset:
    """Return ``setting`` with the author's TeX in each formula's ``data-tex``.

    Also says that translation programs should leave formulas alone; no stylesheet can. MathML has
    no ``translate`` attribute, but they all know the class.
    """
    return setting.with_formulas(_sourced)


def _sourced(fragment: str, formula: Formula) -> str:
    tex = escape(formula.tex.strip())
    if not tex:
        return fragment
    return _OPENING.sub(lambda m: f'{m[0]} class="notranslate" data-tex="{tex}"', fragment, count=1)
