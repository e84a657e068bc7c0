"""Titles and names: plain text with formulas, and nothing else."""

from __future__ import annotations

import html as html_text
import re

from blog.markup.delimiters import Formula, stash
from blog.markup.document import Inline
from blog.markup.latex import latex
from blog.markup.page_form import sourced
from blog.markup.profiles import COMMENT_LIMITS
from blog.markup.setting import set_inline
from blog.markup.shared_macros import shared_macros
from blog.markup.typeset import typeset

_DISPLAY = '<math display="block"'


def render_inline(text: str, *, language: str = "zh-hans", macros: str = "") -> Inline:
    """Return ``text`` with its formulas set and everything else escaped.

    A display formula is set inline; references are meaningless here and stay text.
    macros: definitions that hold in it.
    """
    del language  # A title's words are the author's own; nothing in it is named by us.
    stashed = stash(_readable(text))
    known = shared_macros(macros)
    setting = sourced(typeset(stashed, limits=COMMENT_LIMITS, macros=known))
    html = html_text.escape(stashed.text, quote=False)
    html = set_inline(html, stashed.pattern, setting.inline)

    def fragment(token: re.Match[str]) -> str:
        index = int(token[1])
        item = stashed.items[index]
        if not isinstance(item, Formula):
            return html_text.escape(item.source)
        if not item.display:
            return setting.fragments[index]
        body = setting.fragments[index].partition('tabindex="0">')[2].partition("</div>")[0]
        return body.replace(_DISPLAY, '<math displaystyle="true"', 1)

    return Inline(
        stashed.pattern.sub(fragment, html),
        setting.plain(stashed.text),
        latex(stashed, known, COMMENT_LIMITS),
    )


def _readable(text: str) -> str:
    """Return ``text`` on one line, without what neither HTML nor a database can hold."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    return " ".join(text.split())
