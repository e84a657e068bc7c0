"""Titles as LaTeX, for bibliographies: formulas as TeX, all else as it would print."""

from __future__ import annotations

import re

from blog.markup.delimiters import Formula, Stash
from blog.markup.errors import TexError
from blog.markup.macros import Macros
from blog.markup.profiles import TexLimits
from blog.markup.tex import expanded

_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "$&#%_"}
    | {
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
# BibTeX counts braces whether a backslash stands before them or not.
_BRACES = {"\\{": "\\lbrace ", "\\}": "\\rbrace "}
_PAIR = re.compile(r"\\[\s\S]")


def escaped(text: str) -> str:
    """Return plain ``text`` as LaTeX prints it."""
    return text.translate(_ESCAPES)


def latex(stashed: Stash, macros: Macros, limits: TexLimits) -> str:
    """Return a stashed title as LaTeX whose braces are even; macros are expanded.

    Formulas stand in braces, so that no bibliography style changes their capitals.
    """

    def formula(token: re.Match[str]) -> str:
        item = stashed.items[int(token[1])]
        if isinstance(item, Formula) and not item.environment:
            try:
                tex = expanded(item.tex.strip(), macros=macros, limits=limits)
            except TexError:
                return escaped(item.source)
            tex = _PAIR.sub(lambda pair: _BRACES.get(pair[0], pair[0]), tex)
            if _is_even(tex):
                return f"{{${tex}$}}"
        return escaped(item.source)

    return stashed.pattern.sub(formula, escaped(stashed.text))


def _is_even(tex: str) -> bool:
    """Tell whether each brace of ``tex`` has its other half."""
    depth = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
