"""Numbers of equations in running words, "式(5)", "(4)到(5)", "eqs. (3)–(5)", become links.

Only with a word beside it is a number in brackets an equation's; by itself it may count anything.
"""

from __future__ import annotations

import re

from blog.markup.document import Mentioned, Mentions
from blog.markup.elements import Element

_VERBATIM = frozenset({"a", "code", "pre"})
_VALUE = r"\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?|[A-Z]|\*{1,3}"
_NUMBER = rf"[(（]\s?(?:{_VALUE})\s?[)）]"
_BARE = r"\d{1,4}(?:\.\d{1,4}){0,3}(?![\d.]*[\d个种条次步项年月%％])"
_BEFORE = (
    r"(?:不等式|恒等式|等式|方程组?|公式|表达式|定义式|递推式|式子|式"
    r"|\b(?i:eqs?|eqns?|equations?|formula[es]?|inequalit(?:y|ies)|identit(?:y|ies))\b\.?)"
)
_BARE_BEFORE = r"(?:公式|\b(?i:eqs?|eqns?|equations?)\b\.?)"
_RANGE = r"(?:到|至|[-‐‑–—~～]|\bto\b|\bthrough\b)"
_LIST = rf"(?:{_RANGE}|[、，,和与及或&]|\band\b|\bor\b|,\s?and\b)"
_NAMED = re.compile(
    rf"(?P<named>{_BEFORE}\s*{_NUMBER}(?:\s*{_LIST}\s*{_NUMBER})*)"
    rf"|(?P<bare>{_BARE_BEFORE}\s?{_BARE})"
    rf"|(?P<after>(?:第\s?)?{_NUMBER}\s?式)"
    rf"|(?P<range>{_NUMBER}\s*{_RANGE}\s*{_NUMBER})"
)
_BRACKETED = re.compile(rf"[(（]\s?({_VALUE})\s?[)）]")
_DIGITS = re.compile(r"(\d[\d.]*)")


def link_mentions(root: Element, mentions: Mentions) -> None:
    """Put a link in the place of each number in ``root`` that ``mentions`` knows."""
    children: list[Element | str] = []
    for child in root.children:
        if isinstance(child, str):
            children += _linked(child, mentions)
        else:
            if child.tag not in _VERBATIM:
                link_mentions(child, mentions)
            children.append(child)
    root.children = children


def _linked(text: str, mentions: Mentions) -> list[Element | str]:
    pieces: list[Element | str] = []
    end = 0
    for place in _NAMED.finditer(text):
        number = _DIGITS if place["bare"] else _BRACKETED
        found = [(match, mentions(match[1])) for match in number.finditer(place[0])]
        if place["range"] and not all(answer for _match, answer in found):
            continue  # two numbers in brackets, and not both are equations
        for match, answer in found:
            if answer:
                start = place.start() + match.start()
                shown = answer.number if place["bare"] else f"({answer.number})"
                pieces += [text[end:start], _link(answer, shown)]
                end = place.start() + match.end()
    return [*pieces, text[end:]]


def _link(answer: Mentioned, shown: str) -> Element:
    attributes = {"class": "equation-ref"}
    if answer.url:
        attributes["href"] = answer.url
    else:
        attributes["class"] += " equation-ref--gone"
    if answer.note:
        attributes["title"] = answer.note
    return Element("a" if answer.url else "span", attributes, [shown])
