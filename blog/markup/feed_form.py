"""A rendering as feeds carry it: no relative address, and in each formula the TeX it came from."""

from __future__ import annotations

import re
from html import escape

from blog.markup.addresses import readdressed
from blog.markup.delimiters import Formula
from blog.markup.document import FeedForm
from blog.markup.elements import Element
from blog.markup.typeset import Typeset, lay_in

_MATH = re.compile(r"(<math\b[^>]*>)(.*)</math>", re.DOTALL)


def feed_form(root: Element, opening: Element, setting: Typeset, url: str, prefix: str) -> FeedForm:
    """Return the text ``root`` and its ``opening`` as they may stand on anybody's page.

    url: the article's absolute address. prefix: what the ids in the article's page start with.
    """
    setting = annotated(setting)

    def written(part: Element) -> str:
        html = lay_in(part.html(), setting).strip()
        return readdressed(html, prefix=prefix, article_url=url, absolute=True)

    html = written(root)
    return FeedForm(html, html if opening is root else written(opening))


def annotated(setting: Typeset) -> Typeset:
    """Return ``setting`` with the author's TeX in each formula, as its annotation.

    Browsers show the first child of ``semantics`` and nothing else. Source: MathML Core, §5.
    """
    return setting.with_formulas(_annotated)


def _annotated(fragment: str, formula: Formula) -> str:
    tex = _tex(formula)

    def with_tex(math: re.Match[str]) -> str:
        note = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
        return f"{math[1]}<semantics><mrow>{math[2]}</mrow>{note}</semantics></math>"

    return _MATH.sub(with_tex, fragment) if tex else fragment


def _tex(formula: Formula) -> str:
    """Return what an author would paste between dollars."""
    return (formula.source if formula.environment else formula.tex).strip()
