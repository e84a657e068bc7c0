"""Titles and names: plain text with formulas, and nothing else."""

from __future__ import annotations

import html as html_text

from blog.markup.delimiters import stash
from blog.markup.document import Inline
from blog.markup.typeset import lay_in, typeset


def render_inline(text: str, *, language: str = "zh-hans") -> Inline:
    """Return ``text`` with its formulas set and everything else escaped."""
    setting = typeset(stash(text))
    return Inline(
        html=lay_in(html_text.escape(setting.stash.text), setting),
        plain=setting.plain(setting.stash.text),
    )
