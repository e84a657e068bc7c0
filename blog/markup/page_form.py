"""A rendering as our own pages carry it: each formula knows the TeX it was made of, for copying."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from blog.markup.delimiters import Formula
from blog.markup.setting import InlineFormula
from blog.markup.typeset import Typeset

_OPENING = re.compile(r"<math[^>]*(?=>)")


def sourced(setting: Typeset) -> Typeset:
    """Return ``setting`` with the author's TeX in each formula's ``data-tex``.

    Also says that translation programs should leave formulas alone; no stylesheet can. MathML has
    no ``translate`` attribute, but they all know the class.
    """
    texs = [
        escape(item.tex.strip()) if isinstance(item, Formula) else ""
        for item in setting.stash.items
    ]
    return replace(
        setting,
        fragments=tuple(map(_sourced, setting.fragments, texs)),
        inline={
            index: InlineFormula(_sourced(formula.mathml, texs[index]), formula.glyphs)
            for index, formula in setting.inline.items()
        },
    )


def _sourced(fragment: str, tex: str) -> str:
    if not tex:
        return fragment
    return _OPENING.sub(lambda m: f'{m[0]} class="notranslate" data-tex="{tex}"', fragment, count=1)
