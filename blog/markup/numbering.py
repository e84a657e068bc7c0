"""Number equations ourselves, so that numbers do not depend on an engine.

Source: amsmath user's guide, §3 (which environments number what) and §4.2 (tags).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from blog.markup.anchors import slug
from blog.markup.delimiters import Formula, Reference
from blog.markup.document import Label, Problem, Severity
from blog.markup.macros import Tokens, group_from_end, text_of, tokens_of
from blog.markup.plain_tex import plain_tex

_BY_ROW = ("align", "gather", "alignat", "flalign", "eqnarray", "xalignat", "IEEEeqnarray")
_AS_WHOLE = ("equation", "multline", "dmath")
_SHELL = re.compile(
    r"\s*\\begin\{(" + "|".join(_BY_ROW + _AS_WHOLE) + r")(\*?)\}(.*)\\end\{\1\2\}\s*$", re.DOTALL
)
_CONCERNED = re.compile(r"\\(?:begin|tag|label|notag|nonumber|l?eqno)(?![A-Za-z])")
_PARENTHESISED = re.compile(r"[(（](.*)[)）]$", re.DOTALL)
_BETWEEN_ROWS = (r"\intertext", r"\shortintertext")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class RowNumber:
    """The number of one row: as shown ("(3)"), and the anchor that leads to it.

    row: 1-based. is_labelled: whether the anchor comes from the author's label.
    """

    row: int
    shown: str
    anchor: str
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula without its numbering commands, as an engine should see it, and its numbers.

    has_rows: whether each row may carry a number of its own.
    """

    tex: str
    numbers: tuple[RowNumber, ...] = ()
    has_rows: bool = False
    is_multline: bool = False


@dataclass(slots=True)
class Numbering:
    """All equations by the index of their formula, what can be cited, and what is wrong.

    places: line and column of each key the author gave.
    """

    equations: dict[int, Equation] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def number(
    items: Iterable[Formula | Reference],
    taken: Iterable[str] = (),
    sections: Mapping[int, str] | None = None,
) -> Numbering:
    """Number every formula of ``items`` in order, beginning with 1.

    taken: keys that sections and figures already have. sections: where numbers begin anew in
    every section, the number of the section each formula stands in, by the formula's index.
    """
    counter = _Counter(set(taken), sections or {})
    for item in items:
        if isinstance(item, Formula):
            counter.take(item)
    return counter.done


@dataclass(slots=True)
class _Row:
    """One row on its way: what is left of it and what its commands asked for."""

    tokens: Tokens
    keys: list[str] = field(default_factory=list)
    tag: str | None = None
    is_bare_tag: bool = False
    is_silent: bool = False


class _Counter:
    """Numbers one document from its first formula to its last."""

    def __init__(self, keys: set[str], sections: Mapping[int, str]) -> None:
        self.done = Numbering()
        self.keys = keys
        self.sections = sections
        self.anchors: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.last = ""
        self.group = 0
        self.group_rows = 0

    def take(self, formula: Formula) -> None:
        if not _CONCERNED.search(formula.tex):
            self.done.equations[formula.index] = Equation(formula.tex)
            return
        shell = _SHELL.match(formula.tex) if formula.display else None
        if shell is None:
            equation = self._whole(formula, formula.tex, is_numbered=False)
        elif shell[1] in _AS_WHOLE:
            equation = self._whole(formula, shell[3], is_numbered=not shell[2])
            if shell[1] == "multline":
                equation = _as_multline(equation)
        else:
            equation = self._rows(formula, shell[1], shell[3], is_numbered=not shell[2])
        self.done.equations[formula.index] = equation

    def _whole(self, formula: Formula, body: str, *, is_numbered: bool) -> Equation:
        row = _read_row(tokens_of(body))
        found = self._number(formula, row, 1, is_numbered=is_numbered and formula.display)
        return Equation(text_of(row.tokens).strip(), (found,) if found else ())

    def _rows(self, formula: Formula, name: str, body: str, *, is_numbered: bool) -> Equation:
        rows = [_read_row(tokens) for tokens in _split_rows(_without_count(name, body))]
        numbers = []
        for place, row in enumerate(rows, start=1):
            found = self._number(formula, row, place, is_numbered=is_numbered)
            if found:
                numbers.append(found)
        engine = {"gather": "gathered", "eqnarray": "eqnarray", "IEEEeqnarray": "eqnarray"}.get(
            name, "aligned"
        )
        inner = r"\\".join(text_of(row.tokens) for row in rows)
        tex = f"\\begin{{{engine}}}{inner}\\end{{{engine}}}"
        return Equation(tex, tuple(numbers), has_rows=True)

    def _number(
        self, formula: Formula, row: _Row, place: int, *, is_numbered: bool
    ) -> RowNumber | None:
        keys = [key for key in row.keys if self._is_new(formula, key)]
        if row.tag is not None and formula.display:
            value = plain_tex(row.tag).strip()
            shown = value if row.is_bare_tag else f"({value})"
            inner = _PARENTHESISED.match(value)
            value = inner[1] if inner and row.is_bare_tag else value
        elif is_numbered and not row.is_silent:
            value = self._next(formula)
            shown = f"({value})"
        else:
            for key in keys:
                self._report_label(
                    formula, key, "Label %(key)s is on a formula that has no number", "warning"
                )
            return None
        anchor = self._anchor(keys[0] if keys else "", value)
        self.done.labels += [Label(key, value, anchor) for key in keys or [""]]
        if (
            value == f"{self.last}a"
            and formula.group_key
            and self._is_new(formula, formula.group_key)
        ):
            self.done.labels.append(Label(formula.group_key, self.last, anchor))
        return RowNumber(place, shown, anchor, bool(keys))

    def _next(self, formula: Formula) -> str:
        """Return the next number: 3, or 3a within subequations, or 2.3 in the second section."""
        if formula.group and formula.group == self.group:
            self.group_rows += 1
            return f"{self.last}{_letters(self.group_rows)}"
        section = self.sections.get(formula.index, "")
        self.counts[section] += 1
        self.last = f"{section}.{self.counts[section]}".removeprefix(".")
        self.group = formula.group
        if not formula.group:
            return self.last
        self.group_rows = 1
        return f"{self.last}a"

    def _is_new(self, formula: Formula, key: str) -> bool:
        if key in self.keys:
            self._report_label(formula, key, "Label %(key)s is given twice; the first one counts")
            return False
        self.keys.add(key)
        self.done.places[key] = place_in(formula, f"\\label{{{key}}}")
        return True

    def _anchor(self, key: str, value: str) -> str:
        name = slug(key.removeprefix("eq:")) or slug(value) or "x"
        anchor, copy = f"eq-{name}", 1
        while anchor in self.anchors:
            copy += 1
            anchor = f"eq-{name}-{copy}"
        self.anchors.add(anchor)
        return anchor

    def _report_label(
        self, formula: Formula, key: str, template: str, severity: Severity = "error"
    ) -> None:
        line, column = place_in(formula, f"\\label{{{key}}}")
        self.done.problems.append(Problem(severity, line, column, template, {"key": key}))


def place_in(formula: Formula, excerpt: str) -> tuple[int, int]:
    """Return line and column where ``excerpt`` stands in a formula, else where that begins."""
    offset = formula.source.find(excerpt)
    if offset < 0:
        return formula.line, formula.column
    lines = formula.source.count("\n", 0, offset)
    if not lines:
        return formula.line, formula.column + offset
    return formula.line + lines, offset - formula.source.rfind("\n", 0, offset)


def _letters(count: int) -> str:
    """Return a for 1, z for 26, aa for 27."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = _LETTERS[rest] + text
    return text


def _read_row(tokens: Tokens) -> _Row:
    """Take the numbering commands out of one row."""
    row = _Row([], is_silent=tokens[:1] in ([name] for name in _BETWEEN_ROWS))
    rest = tokens[::-1]
    while rest:
        token = rest.pop()
        if token in (r"\notag", r"\nonumber"):
            row.is_silent = True
        elif token == r"\label":
            row.keys.append("".join(_argument(rest)).strip())
        elif token == r"\tag":
            row.is_bare_tag = bool(rest) and rest[-1] == "*"
            if row.is_bare_tag:
                rest.pop()
            row.tag = text_of(_argument(rest))
        elif token in (r"\eqno", r"\leqno"):
            # Plain TeX: what follows, to the end of the display, is its number.
            row.is_bare_tag, row.tag = True, text_of(rest[::-1]).strip(" {}")
            rest = []
        else:
            row.tokens.append(token)
    row.keys = [key for key in row.keys if key]
    return row


def _argument(rest: Tokens) -> Tokens:
    """Take a group from the end of ``rest``, without its braces; nothing if there is none."""
    while rest and rest[-1].isspace():
        rest.pop()
    return group_from_end(rest) if rest and rest[-1] == "{" else []


def _split_rows(body: str) -> list[Tokens]:
    r"""Return the rows between top-level ``\\``, an empty last one left out."""
    rows: list[Tokens] = [[]]
    depth = 0
    rest = tokens_of(body)[::-1]
    while rest:
        token = rest.pop()
        depth += (token in ("{", r"\begin")) - (token in ("}", r"\end"))
        # The braces of \begin{name} cancel out; what counts is \begin against \end.
        if token in (r"\\", r"\cr") and depth == 0:
            rows.append([])
        elif token in _BETWEEN_ROWS and depth == 0:
            text = [token, "{", *_argument(rest), "}"]
            rows[-1:] = [rows[-1], text, []] if "".join(rows[-1]).strip() else [text, []]
        else:
            rows[-1].append(token)
    if len(rows) > 1 and not "".join(rows[-1]).strip():
        rows.pop()
    return rows


def _without_count(name: str, body: str) -> str:
    """Return the body of alignat without its number of columns, of IEEEeqnarray without them."""
    has_columns = name in ("alignat", "xalignat", "IEEEeqnarray")
    return re.sub(r"^\s*\{[^{}]*\}", "", body) if has_columns else body


def _as_multline(equation: Equation) -> Equation:
    return Equation(
        f"\\begin{{multline*}}{equation.tex}\\end{{multline*}}",
        equation.numbers,
        is_multline=True,
    )
