"""The formulas of a page, read from its stored HTML."""

import re
from dataclasses import dataclass
from html import unescape

_FORMULA = re.compile(
    r'(?:<div class="equation[^>]*?(?: id="([^"]*)")?><div class="equation__body"[^>]*>)?'
    r'(<math[^>]*? data-tex="([^"]*)"[^>]*>.*?</math>)'
    r'(?:</div>((?:<span class="equation__number[^>]*>.*?</span>)*))?',
    re.DOTALL,
)
_NUMBER = re.compile(r">([^<>]+)</a>")


@dataclass(frozen=True, slots=True)
class PageFormula:
    """A formula of a page: as its author wrote it and as it is set.

    anchor and number: "" where it has none; number is as shown, "(3)" or "(3), (4)".
    """

    tex: str
    mathml: str
    anchor: str
    number: str


def formulas_of(html: str) -> list[PageFormula]:
    """Return the formulas of stored HTML in order; linear in its length."""
    return [
        PageFormula(
            tex=unescape(match[3]),
            mathml=match[2],
            anchor=unescape(match[1] or ""),
            number=", ".join(unescape(number) for number in _NUMBER.findall(match[4] or "")),
        )
        for match in _FORMULA.finditer(html)
    ]
