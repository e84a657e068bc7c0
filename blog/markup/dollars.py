"""Decide whether what stands between two dollar signs is mathematics.

Pandoc's rule (no space inside, no digit after the closing sign) misses real articles, which
contain ``$ x $`` and ``$x$2``, and takes ``$HOME/bin:$PATH`` for a formula. So the content is
asked as well. Measured on the corpus of real articles; see docs/decisions.md, "Dollars".
"""

from __future__ import annotations

import re

_TEX = re.compile(r"\\[A-Za-z,;:!{}|]|[\^_]\S|[<>=]\s*\S")
_WORD = re.compile(r"[A-Za-z]{3,}")
_WORDS = re.compile(r"[A-Za-z]{3,}.*[\s\d#]|[\u3400-\u9fff]{4,}")
_PROSE = re.compile(r"[A-Za-z]{2,}[,.;:]?\s+[A-Za-z]{2,}|[。；！？]|，(?=[\u3400-\u9fff])")
_AMOUNT = re.compile(r"\d[\d.,]*+\s*(?:[A-Za-z]{2,}|[\u4e00-\u9fff。、；]|[-–—~/，]\s*$)")
_PLAIN_NAME = re.compile(r"[A-Za-z_]\w+\W*$|\{\w+\}\W*$|[A-Za-z_]{2,}\W")
_HAN = re.compile(r"[\u3400-\u9fff]")


def is_maths(content: str, before: str, after: str) -> bool:
    """Tell whether ``$content$`` is a formula, with one character ``before`` and ``after`` it."""
    inner = content.strip()
    if not inner:
        return False
    is_tex = _TEX.search(inner) is not None
    if content[0].isspace() or content[-1].isspace():
        return _is_loose_maths(content, inner, is_tex, after)
    if after.isdigit() or _is_ascii_letter(after) or after == "{":
        return _is_maths_before_word(inner, is_tex, after)
    if is_tex:
        return True
    return not (_PROSE.search(inner) or _AMOUNT.match(inner))


def is_bracketed_maths(content: str, before: str) -> bool:
    r"""Tell whether ``\[content\]`` or ``\(content\)`` is a formula and not escaped brackets.

    Markdown people write ``[\[COCI 2010\] a title](…)``.
    """
    inner = content.strip()
    if not inner or _TEX.search(inner):
        return bool(inner)
    return before != "[" and not inner.isdigit() and not _WORDS.search(inner)


def _is_loose_maths(content: str, inner: str, is_tex: bool, after: str) -> bool:
    """Tell about a formula with a space next to a dollar: its text must look like one."""
    if after.isdigit() or (content[-1].isspace() and _is_ascii_letter(after)):
        return False
    if _PROSE.search(re.sub(r"\\[A-Za-z]+\s*(?:\{[^{}]*\})?", "", inner)):
        return False
    if is_tex:
        return True
    return not (_WORD.search(inner) or _HAN.search(inner) or _AMOUNT.match(inner))


def _is_maths_before_word(inner: str, is_tex: bool, after: str) -> bool:
    """Tell about ``$x$th`` against ``$5-$10`` and ``$HOME:$PATH``."""
    if _PLAIN_NAME.match(inner) and "\\" not in inner:
        return False
    if inner[0].isdigit() and (after.isdigit() or not is_tex):
        return is_tex and "\\" in inner
    return inner[-1].isalnum() or inner[-1] in ")}]'|*!"


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
