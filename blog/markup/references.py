"""From labels to links; what cannot be found is said with its place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from blog.markup.delimiters import Formula, Reference
from blog.markup.document import ForeignLabel, ForeignLabels, Label, Problem
from blog.markup.numbering import place_in

UNKNOWN = "??"
_INSIDE = re.compile(r"\\(eqref|ref)\s*\{([^{}\n]{1,200})\}")


class References:
    """Resolves the keys of one document; unknown ones are collected as problems."""

    def __init__(self, labels: Iterable[Label], foreign: ForeignLabels | None = None) -> None:
        self._labels: dict[str, Label] = {}
        for label in labels:
            if label.key:
                self._labels.setdefault(label.key, label)
        self._foreign = foreign
        self._answers: dict[str, ForeignLabel | None] = {}
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def link(self, command: str, key: str, line: int, column: int) -> str:
        r"""Return the HTML of a reference: ``(7)`` for ``\eqref``, ``7`` for ``\ref``."""
        found = self._find(key, line, column)
        number = found.number if found else UNKNOWN
        shown = html.escape(f"({number})" if command == "eqref" else number)
        if found is None:
            return f'<span class="equation-ref equation-ref--unknown">{shown}</span>'
        address = found.url if isinstance(found, ForeignLabel) else f"#{found.anchor}"
        name = "equation-ref" if found.kind == "equation" else f"ref ref--{found.kind}"
        return f'<a class="{html.escape(name)}" href="{html.escape(address)}">{shown}</a>'

    def number(self, key: str) -> str:
        """Return a key's number for plain text, or question marks."""
        found = self._labels.get(key) or self._answers.get(key)
        return found.number if found else UNKNOWN

    def in_formula(self, formula: Formula, tex: str) -> str:
        r"""Return ``tex`` with ``\ref`` and ``\eqref`` as text: MathML knows no links."""

        def shown(match: re.Match[str]) -> str:
            line, column = place_in(formula, match[0])
            found = self._find(match[2], line, column)
            number = found.number if found else UNKNOWN
            return f"\\text{{({number})}}" if match[1] == "eqref" else f"\\text{{{number}}}"

        return _INSIDE.sub(shown, tex) if "ref" in tex else tex

    def _find(self, key: str, line: int, column: int) -> Label | ForeignLabel | None:
        label = self._labels.get(key)
        if label is not None:
            self.used.add(key)
            return label
        if key not in self._answers:
            self._answers[key] = self._foreign(key) if self._foreign and ":" in key else None
        foreign = self._answers[key]
        if foreign is None:
            self.problems.append(
                Problem("error", line, column, "No label %(key)s is known here", {"key": key})
            )
        return foreign


def only_reference(formula: Formula) -> Reference | None:
    r"""Return a formula that is nothing but ``\eqref{…}`` as that reference: it can be a link."""
    match = _INSIDE.fullmatch(formula.tex.strip())
    if match is None or formula.display:
        return None
    return Reference(
        formula.index, match[1], match[2], formula.line, formula.column, formula.source
    )
