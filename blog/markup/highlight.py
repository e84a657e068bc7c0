"""Code panels: the language's name and Pygments' short classes; no inline style."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from blog.markup.elements import Element

LONGEST = 60_000
"""Longer code is shown plain: some of Pygments' lexers are slow on hostile text."""

_PLAIN = ("", "text", "txt", "plain", "plaintext", "none", "output", "console-output")
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


def panel(code: str, language: str, *, focusable: bool = True) -> Element:
    """Return the panel that shows ``code``; an unknown language is named and shown plain."""
    lexer = _lexer(language.lower())
    code = code.strip("\n") + "\n"
    coloured = lexer is not None and len(code) <= LONGEST
    html = highlight(code, lexer, _FORMATTER) if coloured and lexer else escape(code, quote=False)
    name = str(lexer.name) if lexer else language if language.lower() not in _PLAIN else ""
    head = Element("div", {"class": "code__head"})
    if name:
        head.children.append(Element("span", {"class": "code__language"}, [name]))
    inner = Element("code", {"class": f"language-{_word(language)}"} if name else {}, raw=html)
    inner.children.append(code)
    pre = Element("pre", {"tabindex": "0"} if focusable else {}, [inner])
    return Element("div", {"class": "code"}, [head, pre])


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    if language in _PLAIN:
        return None
    try:
        return get_lexer_by_name(language, stripnl=True, ensurenl=True)
    except ClassNotFound:
        return None


def _word(language: str) -> str:
    return re.sub(r"[^\w+#.-]", "", language.lower())
