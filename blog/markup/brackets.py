r"""Brackets of ``\left`` and ``\right`` around what is no higher than they are.

Browsers reserve the width of the widest form of whatever may stretch: a small bracket then has a
quarter of an em of air on either side. Where nothing high stands inside, the bracket need not
stretch. Source: MathML Core, 3.2.4.3, "the intrinsic stretchy inline size".
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from blog.markup.marks import parsed, written

_BRACKETS = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉\u2063")
_SURROUNDED = re.compile(r'<mrow><mo(?: lspace="[0-9.em]*")?>[(\[\])|‖⟨⌊⌈{}\u2063]</mo>')
_FLAT = frozenset(("mi", "mn", "mtext", "mspace"))
_ROWS = frozenset(("mrow", "msub", "msup"))
_HIGH_SIGNS = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⨀⋁⋀⨆")


def with_low_brackets(mathml: str) -> str:
    """Return ``mathml`` with brackets that need not stretch told so."""
    if _SURROUNDED.search(mathml) is None:
        return mathml
    tree = parsed(mathml)
    _settle(tree)
    return written(tree)


def _settle(element: ElementTree.Element) -> bool:
    """Settle the brackets in ``element``; return whether it is as low as a letter with scripts."""
    # All of them, for each has brackets of its own to settle.
    lows = [_settle(child) for child in element]
    if element.tag == "mo":
        return _is_low_sign(element)
    if element.tag in _FLAT:
        return "mathsize" not in element.attrib
    if element.tag == "mrow" and _is_bracketed(element) and all(lows[1:-1]):
        for child in element:
            if child.tag == "mo" and (child.text or "") in _BRACKETS:
                child.set("stretchy", "false")
        return True
    return element.tag in _ROWS and all(lows) and "mathsize" not in element.attrib


def _is_bracketed(row: ElementTree.Element) -> bool:
    return len(row) > 1 and _may_stretch(row[0]) and _may_stretch(row[-1])


def _may_stretch(end: ElementTree.Element) -> bool:
    is_bracket = end.tag == "mo" and (end.text or "") in _BRACKETS
    return is_bracket and "stretchy" not in end.attrib and "minsize" not in end.attrib


def _is_low_sign(sign: ElementTree.Element) -> bool:
    if "minsize" in sign.attrib or (sign.text or "") in _HIGH_SIGNS:
        return False
    if sign.get("stretchy") == "false":
        return True
    # The bar of \middle stretches with the brackets around it, and stays low where they do.
    return (sign.text or "") not in _BRACKETS or sign.get("lspace") == "0"
