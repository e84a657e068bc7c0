"""What a source may be before anything reads it: clean characters and a bounded size."""

from __future__ import annotations

import re

from blog.markup.document import Problem
from blog.markup.errors import MarkupError

LONGEST = {"post": 600_000, "feed": 600_000, "comment": 30_000}
"""Characters."""
LONGEST_BLOCK = 60_000
MOST_LINES = 3_000
"""Bounds for what stands between two blank lines: Python-Markdown reads it again per line."""
MOST_BLOCKS = 8_000
DEEPEST_QUOTE = 12

_BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_QUOTE_MARKS = re.compile(rf"^[ \t]*(?:>[ \t]*){{{DEEPEST_QUOTE + 1}}}", re.MULTILINE)


def cleaned(source: str) -> tuple[str, list[Problem]]:
    """Return ``source`` with plain line ends and no character that HTML or a database refuses.

    Positions stay what they were, but for a byte order mark at the start, which goes.
    """
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = UNUSABLE.search(text)
    if first is None:
        return text, []
    line, column = position(text, first.start())
    count = len(UNUSABLE.findall(text))
    problem = Problem(
        "warning", line, column, "%(count)s unusable control characters were replaced",
        {"count": str(count)},
    )  # fmt: skip
    return UNUSABLE.sub("\ufffd", text), [problem]


def check_bounds(text: str, profile: str) -> None:
    """Raise MarkupError where reading ``text`` would cost more than it is worth."""
    longest = LONGEST["comment" if profile == "comment" else "post"]
    if len(text) > longest:
        raise _beyond(text, longest, "The text is longer than %(most)s characters", longest)
    quote = _QUOTE_MARKS.search(text)
    if quote:
        raise _beyond(
            text, quote.start(), "Quotes are nested more than %(most)s deep", DEEPEST_QUOTE
        )
    ends = [*_BLANK_LINE.finditer(text)]
    if len(ends) >= MOST_BLOCKS:
        raise _beyond(text, 0, "The text has more than %(most)s paragraphs", MOST_BLOCKS)
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(text)]
    for start, stop in zip(starts, stops, strict=True):
        if stop - start > LONGEST_BLOCK:
            raise _beyond(
                text, start, "A paragraph is longer than %(most)s characters", LONGEST_BLOCK
            )
        if text.count("\n", start, stop) > MOST_LINES:
            raise _beyond(
                text, start, "More than %(most)s lines stand without a blank one", MOST_LINES
            )


def _beyond(text: str, offset: int, template: str, most: int) -> MarkupError:
    line, column = position(text, offset)
    return MarkupError(template, line=line, column=column, most=str(most))


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of ``offset``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def position_of(text: str, excerpt: str) -> tuple[int, int]:
    """Return where ``excerpt`` first stands in ``text``, or its start where it does not."""
    return position(text, max(0, text.find(excerpt)))
