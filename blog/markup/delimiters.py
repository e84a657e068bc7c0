"""Find TeX before Markdown can touch it, and put something in its place."""

from __future__ import annotations

import re
import secrets
from bisect import bisect_right
from dataclasses import dataclass, replace

from blog.markup.document import Problem
from blog.markup.dollars import is_bracketed_maths, is_maths
from blog.markup.verbatim import Spans, blocks

ENVIRONMENTS = frozenset(
    "equation align gather multline alignat flalign eqnarray IEEEeqnarray dmath "
    "aligned alignedat gathered split cases dcases rcases numcases array CD prooftree "
    "displaymath math matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix".split()
)
"""What may stand in a text without delimiters, with or without a star."""

# One for the process: patterns made of it are compiled once, and nobody knows it.
_NONCE = f"tex{secrets.token_hex(6)}n"
_SPECIAL = re.compile(
    r"\\(?:begin|end)\{(?P<group>subequations)\}(?:\s*+\\label\{(?P<group_key>[^{}\n]{1,200})\})?"
    r"|\\begin\{(?P<environment>[A-Za-z]+)\*?\}"
    r"|\\(?P<command>eqref|ref)\{(?P<key>[^{}\n]{1,200})\}"
    r"|\\(?P<escaped>[^\n])"
    r"|(?P<display>\$\$)|(?P<dollar>\$)|(?P<code>`++)|(?P<html><)"
    r"|(?P<link>\]\()|(?P<address>https?://[^\s<>\"`\\\u0080-\U0010ffff]++)"
    r"|(?P<definition>^[ >]*\[[^\]\n^][^\]\n]*+\]:[ \t]*+[^\s]++)",
    re.MULTILINE,
)
_DISPLAY_BODY = re.compile(r"(?:[^\\$]|\\[\s\S]|\$(?!\$))*+(?=\$\$)")
_BRACKET_BODY = re.compile(r"(?:[^\\]|\\[^\[\]()])*+(?=\\\])")
_PAREN_BODY = re.compile(r"(?:[^\\]|\\[^\[\]()])*+(?=\\\))")
_INLINE_STEP = re.compile(r"\\[\s\S]|[{}$`]")
_TEXT_GROUP = re.compile(
    r"\\(?:text\w*|[mhvf]box|emph|label|tag\*?|ce|cases|AxiomC|\w+InfC|(?:Right|Left)Label)\s*\{"
    r"|\\(?:f?colorbox|(?:raise|scale|resize|make|frame|par)box)"
    r"(?:\s*\[[^\]$]*+\])*+(?:\s*\{[^{}$]*+\}(?=\s*[\[{]))*+(?:\s*\[[^\]$]*+\])*+\s*\{"
)
_BRACE = re.compile(r"\\[\s\S]|[{}]")
_QUOTE_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)+")


@dataclass(frozen=True, slots=True)
class Formula:
    r"""One formula as the author wrote it.

    tex: the body without delimiters; a bare environment keeps its ``\begin`` and ``\end``.
    environment: the name of that bare environment ("align*") or None.
    source: delimiters included, as shown where the formula cannot be rendered.
    group: which ``subequations`` it stands in, counted from 1, with that one's label; 0 for none.
    """

    index: int
    tex: str
    display: bool
    environment: str | None
    line: int
    column: int
    source: str
    group: int = 0
    group_key: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    r"""A ``\ref`` or ``\eqref`` in prose."""

    index: int
    command: str
    key: str
    line: int
    column: int
    source: str


@dataclass(frozen=True, slots=True)
class Stash:
    """A source whose formulas and references are replaced by tokens.

    text: the source with tokens. items: what each token stands for, by its index.
    pattern: matches a token; group 1 is the index.
    """

    text: str
    items: tuple[Formula | Reference, ...]
    pattern: re.Pattern[str]
    problems: tuple[Problem, ...] = ()


def stash(source: str) -> Stash:
    r"""Replace every formula and reference of ``source`` by a token nobody can forge.

    A token is one lower-case ASCII word to Markdown. ``\$`` becomes ``$`` outside of code.
    Linear in the length of ``source``; never raises.
    """
    nonce = _NONCE
    while nonce in source:
        nonce = f"tex{secrets.token_hex(6)}n"
    scan = _Scan(source, nonce)
    scan.run()
    return Stash(
        "".join(scan.pieces),
        tuple(scan.items),
        re.compile(f"{nonce}([0-9]+)q"),
        tuple(scan.problems),
    )


class _Scan:
    """One walk from left to right: whatever opens first wins."""

    def __init__(self, source: str, nonce: str) -> None:
        self.source = source
        self.nonce = nonce
        self.blocks = blocks(source)
        self.spans = Spans(source, self.blocks)
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", source))]
        self.pieces: list[str] = []
        self.items: list[Formula | Reference] = []
        self.problems: list[Problem] = []
        self.copied = 0
        self.braces_from = self.braces_to = 0
        self.braces: dict[int, int] = {}
        self.groups, self.group, self.group_key = 0, 0, ""
        self.unclosed: dict[str, int] = {}

    def run(self) -> None:
        position = 0
        while match := _SPECIAL.search(self.source, position):
            code_end = self.blocks.code_end(match.start())
            position = code_end or self._take(match)
        self.pieces.append(self.source[self.copied :])

    def _take(self, match: re.Match[str]) -> int:
        """Deal with one special place; return where to go on."""
        kind = match.lastgroup or ""
        if match["group"]:
            return self._subequations(match)
        if kind in ("environment", "key", "escaped"):
            takers = {"environment": self._environment, "key": self._reference}
            return takers.get(kind, self._escaped)(match) or match.end()
        finders = {
            "display": self._display,
            "dollar": self._inline,
            "code": self.spans.code_span_end,
            "html": self.spans.html_end,
            "link": self.spans.destination_end,
        }
        finder = finders.get(kind)
        return (finder and finder(match.start())) or match.end()

    def _subequations(self, match: re.Match[str]) -> int:
        """Leave out the border of a ``subequations``, and remember which one it is."""
        begins = match[0].startswith("\\begin")
        self.groups += begins
        self.group = self.groups if begins else 0
        self.group_key = (match["group_key"] or "") if begins else ""
        self._replace(*match.span(), "")
        return match.end()

    def _escaped(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if match["escaped"] == "(":
            return self._delimited(start, _PAREN_BODY, self.blocks.paragraph_end(start)) or end
        if match["escaped"] == "[":
            return self._delimited(start, _BRACKET_BODY, self.blocks.wall_after(start)) or end
        if match["escaped"] == "$":
            self._replace(start, end, "$")
        return end

    def _delimited(self, start: int, body: re.Pattern[str], limit: int) -> int | None:
        match = body.match(self.source, start + 2, limit)
        before = self.source[start - 1 : start] if start else ""
        if match is None or not is_bracketed_maths(match[0], before):
            return None
        display = body is _BRACKET_BODY
        return self._formula(start, match.end() + 2, match[0], display=display)

    def _display(self, start: int) -> int | None:
        match = _DISPLAY_BODY.match(self.source, start + 2, self.blocks.wall_after(start))
        if match is None and self._begins_line(start):
            self._report(start, "This $$ has no closing $$")
        if match is None or not match[0].strip():
            return None
        return self._formula(start, match.end() + 2, match[0], display=True)

    def _environment(self, match: re.Match[str]) -> int | None:
        name = match[0][7:-1]
        if match["environment"] not in ENVIRONMENTS:
            return None
        closing, limit = f"\\end{{{name}}}", self.blocks.wall_after(match.start())
        if self.unclosed.get(name) == limit:
            return None
        found = self.source.find(closing, match.end(), limit)
        if found < 0:
            self.unclosed[name] = limit
            self._report(match.start(), "\\begin{%(name)s} has no \\end{%(name)s}", name=name)
            return None
        end = found + len(closing)
        body = self.source[match.start() : end]
        return self._formula(match.start(), end, body, display=name != "math", environment=name)

    def _inline(self, start: int) -> int | None:
        end = self._closing_dollar(start)
        if end is None:
            return None
        content = self.source[start + 1 : end]
        before = self.source[start - 1 : start] if start else ""
        if not is_maths(content, before, self.source[end + 1 : end + 2]):
            return None
        return self._formula(start, end + 1, content, display=False)

    def _closing_dollar(self, start: int) -> int | None:
        """Return the offset of the next ``$`` on the same level of braces and paragraph."""
        limit = self.blocks.paragraph_end(start)
        position, depth = start + 1, 0
        while match := _INLINE_STEP.search(self.source, position, limit):
            position = match.end()
            if match[0] == "$":
                return match.start()
            if match[0] == "{":
                depth += 1
            elif match[0] == "}":
                depth -= 1
                if depth < 0:
                    return None
            elif match[0] == "`" and self.spans.code_span_end(match.start()):
                return None
            elif group := _TEXT_GROUP.match(self.source, match.start(), limit):
                position = self._closing_brace(group.end() - 1, limit) or position
        return None

    def _closing_brace(self, start: int, limit: int) -> int | None:
        """Return the end of the group opened at ``start``; one pass a paragraph."""
        if self.braces_to != limit or start < self.braces_from:
            self.braces, opened = {}, []
            self.braces_from, self.braces_to = start, limit
            for match in _BRACE.finditer(self.source, start, limit):
                if match[0] == "{":
                    opened.append(match.start())
                elif match[0] == "}" and opened:
                    self.braces[opened.pop()] = match.end()
        return self.braces.get(start)

    def _reference(self, match: re.Match[str]) -> int:
        line, column = self._place(match.start())
        self._add(
            Reference(len(self.items), match["command"], match["key"], line, column, match[0]),
            *match.span(),
        )
        return match.end()

    def _formula(
        self, start: int, end: int, tex: str, *, display: bool, environment: str | None = None
    ) -> int:
        line, column = self._place(start)
        source = self.source[start:end]
        depth = self._quote_depth(start)
        if depth and "\n" in tex:
            tex, source = _unquoted(tex, depth), _unquoted(source, depth)
        found = Formula(len(self.items), tex, display, environment, line, column, source)
        if self.group:
            found = replace(found, group=self.group, group_key=self.group_key)
        self._add(found, start, end)
        return end

    def _add(self, item: Formula | Reference, start: int, end: int) -> None:
        self._replace(start, end, f"{self.nonce}{len(self.items)}q")
        self.items.append(item)

    def _replace(self, start: int, end: int, text: str) -> None:
        self.pieces += (self.source[self.copied : start], text)
        self.copied = end

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def _report(self, offset: int, template: str, **params: str) -> None:
        line, column = self._place(offset)
        self.problems.append(Problem("warning", line, column, template, params))

    def _begins_line(self, offset: int) -> bool:
        line, column = self._place(offset)
        start = self.line_starts[line - 1]
        return not self.source[start : start + column - 1].strip(" \t>")

    def _quote_depth(self, offset: int) -> int:
        line, column = self._place(offset)
        start = self.line_starts[line - 1]
        prefix = _QUOTE_PREFIX.match(self.source, start, start + column - 1)
        return prefix[0].count(">") if prefix else 0


def _unquoted(text: str, depth: int) -> str:
    """Return ``text`` without the ``>`` that each further line of a block quote begins with."""
    return re.sub(rf"\n(?:[ \t]{{0,3}}>[ \t]?){{1,{depth}}}", "\n", text)
