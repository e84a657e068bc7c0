"""Make an engine's answer MathML Core and nothing else: no style, no link, no HTML.

What an engine says with ``style`` becomes a class or a MathML attribute; whatever is then not on
the list of elements and attributes is refused. Source: MathML Core, §2.1.3 and 3.
"""

from __future__ import annotations

import re

from blog.markup.brackets import with_low_brackets
from blog.markup.errors import EngineError, TexLimitError
from blog.markup.letterforms import with_letterforms
from blog.markup.marks import MARK, with_marks
from blog.markup.styles import without_styles

_ELEMENTS = (
    "math|mrow|mi|mn|mo|mtext|mspace|mfrac|msqrt|mroot|msub|msup|msubsup|munder|mover|munderover"
    "|mmultiscripts|mprescripts|mtable|mtr|mtd|mpadded|mphantom"
)
_ATTRIBUTES = (
    "display|displaystyle|scriptlevel|stretchy|symmetric|largeop|movablelimits|form|fence|separator"
    "|lspace|rspace|minsize|maxsize|accent|accentunder|width|height|depth|voffset|linethickness"
    "|mathvariant|mathsize|mathcolor|mathbackground|columnspan|rowspan|class"
)
_CORE = re.compile(
    rf"<math(?: display=\"block\")?>(?:[^<>]|</(?!math)(?:{_ELEMENTS})>"
    rf"|<(?!math)(?:{_ELEMENTS})(?: (?:{_ATTRIBUTES})=\"[^\"<>&]*\")*/?>)*+</math>"
)
_OPEN = re.compile(r"<(/?)[a-z]+[^>]*?(/?)>")
_DEEPEST = 150


def clean_mathml(answer: str) -> str:
    """Return an engine's ``answer`` as safe MathML Core. Raises EngineError if it cannot be.

    Linear in its length.
    """
    mathml = answer.replace("&ApplyFunction;", "\u2061")
    mathml = without_styles(mathml)
    if MARK in mathml:
        mathml = with_marks(mathml)
    mathml = with_letterforms(mathml)
    mathml = with_low_brackets(mathml)
    if _CORE.fullmatch(mathml) is None:
        raise EngineError("The engine's answer is not plain MathML")
    return mathml


def check_depth(mathml: str) -> None:
    """Raise TexLimitError if elements are nested deeper than browsers like."""
    depth = 0
    for match in _OPEN.finditer(mathml):
        if not match[2]:
            depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            raise TexLimitError("The formula is nested too deeply")
