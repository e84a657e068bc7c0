"""Say where a source is not prose: code, comments, raw HTML, addresses.

Lines first (fences and indented code decide what a block is), then spans inside a block.
Source: CommonMark 0.31 §4.4, 4.5, 6.1, 6.6, made tolerant of Python-Markdown's four columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}+|~{3,}+)(.*)")
_FENCE_END = re.compile(r"[ \t>]*(`{3,}+|~{3,}+)[ \t]*$")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>)*+")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_CONTAINER = re.compile(r"(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|!!!|\?\?\?\+?|===|:)(?=[ \t]|$)")

_TAG = re.compile(
    r"<(?:!--.*?-->"
    r"|[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>"
    r"|/?[A-Za-z][\w-]*+(?:\s++[\w:@.-]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+"
    r"\s*+/?>)",
    re.DOTALL,
)
_RAW = ("pre", "code", "script", "style", "textarea", "samp", "kbd")
_RAW_START = re.compile(rf"<({'|'.join(_RAW)})(?=[\s>])", re.IGNORECASE)
_RAW_END = re.compile(rf"</({'|'.join(_RAW)})\s*>", re.IGNORECASE)
_DESTINATION = re.compile(r"\]\(\s*+(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+)")
_BACKTICKS = re.compile(r"`++")


@dataclass(slots=True)
class Blocks:
    """Where the lines of a source fall apart.

    code: (start, end) of fenced and indented code. ends: offsets at which a paragraph ends.
    walls: offsets that not even a display formula crosses (headings, code).
    """

    code: list[tuple[int, int]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    walls: list[int] = field(default_factory=list)
    length: int = 0

    def code_end(self, offset: int) -> int | None:
        """Return where the code block around ``offset`` ends, or None outside of code."""
        place = bisect_right(self.code, (offset, self.length + 1)) - 1
        if place >= 0 and offset < self.code[place][1]:
            return self.code[place][1]
        return None

    def paragraph_end(self, offset: int) -> int:
        """Return where the paragraph around ``offset`` ends."""
        place = bisect_right(self.ends, offset)
        return self.ends[place] if place < len(self.ends) else self.length

    def wall_after(self, offset: int) -> int:
        """Return the first offset after ``offset`` that no formula crosses."""
        place = bisect_right(self.walls, offset)
        return self.walls[place] if place < len(self.walls) else self.length


def blocks(source: str) -> Blocks:
    """Return where code blocks and paragraphs of ``source`` lie; linear in its length."""
    found = Blocks(length=len(source))
    _Lines(source.split("\n"), found).read()
    return found


class _Lines:
    """One pass over the lines, knowing which containers (lists, notes) are open."""

    def __init__(self, lines: list[str], found: Blocks) -> None:
        self.lines = lines
        self.found = found
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.fence_reach = _longest_fence_below(lines)
        self.containers: list[int] = []
        self.after_blank = True
        self.quoted = 0

    def read(self) -> None:
        number = 0
        while number < len(self.lines):
            number = self._block(number)

    def _block(self, number: int) -> int:
        """Take the line ``number`` and all of its code block; return the next line."""
        line = self.lines[number]
        content = line[_QUOTE.match(line).end() :]  # type: ignore[union-attr]
        if not content.strip():
            self.found.ends.append(self.starts[number])
            self.after_blank = True
            return number + 1
        end = self._fence(number)
        if end is not None:
            self._leave_containers(_columns(content))
        else:
            end = self._indented(number, line, content)
        if end is not None:
            self._mark_code(number, end)
            return end
        if _HEADING.match(line):
            self._mark_wall(number, number + 1)
        return number + 1

    def _fence(self, number: int) -> int | None:
        match = _FENCE.match(self.lines[number])
        if match is None or (match[1][0] == "`" and "`" in match[2]):
            return None
        character, length = match[1][0], len(match[1])
        if self.fence_reach[character][number + 1] < length:
            return None
        for after in range(number + 1, len(self.lines)):
            closing = _FENCE_END.match(self.lines[after])
            if closing and closing[1][0] == character and len(closing[1]) >= length:
                return after + 1
        return None

    def _indented(self, number: int, line: str, content: str) -> int | None:
        indent = _columns(content)
        marker = _CONTAINER.match(content.lstrip())
        quoted = len(line) - len(content)
        if (self.after_blank or marker) and quoted == self.quoted:
            self._leave_containers(indent)
        elif quoted != self.quoted:
            self.containers.clear()
            self.quoted = quoted
        least = self.containers[-1] + 8 if self.containers else 4
        starts_code = self.after_blank and indent >= least
        self.after_blank = False
        if not starts_code:
            if marker:
                self.containers.append(indent)
            return None
        return self._end_of_indented(number, least)

    def _end_of_indented(self, number: int, least: int) -> int:
        last = number
        for after in range(number + 1, len(self.lines)):
            line = self.lines[after]
            content = line[_QUOTE.match(line).end() :]  # type: ignore[union-attr]
            if content.strip():
                if _columns(content) < least:
                    break
                last = after
        return last + 1

    def _leave_containers(self, indent: int) -> None:
        while self.containers and indent <= self.containers[-1]:
            self.containers.pop()

    def _mark_code(self, first: int, end: int) -> None:
        self.found.code.append((self.starts[first], min(self.starts[end], self.found.length)))
        self._mark_wall(first, end)
        self.after_blank = False

    def _mark_wall(self, first: int, end: int) -> None:
        for offset in (self.starts[first], self.starts[end]):
            self.found.ends.append(offset)
            self.found.walls.append(offset)


def _longest_fence_below(lines: list[str]) -> dict[str, list[int]]:
    """Return, by character, the longest closing fence at or below each line.

    So a fence nobody closes costs nothing, however many there are.
    """
    reach = {"`": [0] * (len(lines) + 1), "~": [0] * (len(lines) + 1)}
    for number in range(len(lines) - 1, -1, -1):
        closing = _FENCE_END.match(lines[number])
        for character, longest in reach.items():
            here = len(closing[1]) if closing and closing[1][0] == character else 0
            longest[number] = max(longest[number + 1], here)
    return reach


def _columns(content: str) -> int:
    blank = content[: len(content) - len(content.lstrip())]
    return len(blank.expandtabs(4))


class Spans:
    """Finds verbatim spans inside prose; every search is remembered, so all are linear."""

    def __init__(self, source: str, found: Blocks) -> None:
        self.source = source
        self.blocks = found
        self._runs: dict[int, list[int]] = defaultdict(list)
        for match in _BACKTICKS.finditer(source):
            self._runs[len(match[0])].append(match.start())
        self._raw_ends: dict[str, list[int]] = defaultdict(list)
        for match in _RAW_END.finditer(source):
            self._raw_ends[match[1].lower()].append(match.end())
        self._last_comment_end = source.rfind("-->")

    def code_span_end(self, start: int) -> int | None:
        """Return where the code span whose backticks begin at ``start`` ends, if it does."""
        length = _BACKTICKS.match(self.source, start).end() - start  # type: ignore[union-attr]
        runs = self._runs[length]
        place = bisect_left(runs, start + length)
        if place == len(runs) or runs[place] >= self.blocks.paragraph_end(start):
            return None
        return runs[place] + length

    def html_end(self, start: int) -> int | None:
        """Return where the tag, comment, autolink or raw element at ``start`` ends, or None."""
        raw = _RAW_START.match(self.source, start)
        if raw:
            ends = self._raw_ends[raw[1].lower()]
            place = bisect_right(ends, start)
            if place < len(ends):
                return ends[place]
        if self.source.startswith("<!--", start) and self._last_comment_end < start:
            return None
        match = _TAG.match(self.source, start)
        return match.end() if match else None

    def destination_end(self, start: int) -> int | None:
        """Return where the address of a link ends whose ``](`` is at ``start``."""
        match = _DESTINATION.match(self.source, start)
        return match.end() if match else None
