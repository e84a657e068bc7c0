"""What a source may be before anything reads it: clean characters and a bounded size."""

from __future__ import annotations

import re

from blog.markup.document import Problem
from blog.markup.errors import MarkupError

LONGEST = {"post": 600_000, "feed": 600_000, "comment": 30_000}
"""Characters."""
LONGEST_BLOCK = 60_000
MOST_LINES = 1_500
"""Bounds for what stands between two blank lines: Python-Markdown reads it again per line."""
DEEPEST_QUOTE = 12

_UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]*){%d}" % (DEEPEST_QUOTE + 1), re.MULTILINE)


def cleaned(source: str) -> tuple[str, list[Problem]]:
    """Return ``source`` with plain line ends and no character that HTML or a database refuses.

    Positions stay what they were, but for a byte order mark at the start, which goes.
    """
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = _UNUSABLE.search(text)
    if first is None:
        return text, []
    line, column = position(text, first.start())
    count = len(_UNUSABLE.findall(text))
    problem = Problem(
        "warning", line, column, "%(count)s unusable control characters were replaced",
        {"count": str(count)},
    )  # fmt: skip
    return _UNUSABLE.sub("\ufffd", text), [problem]


def check_bounds(text: str, profile: str) -> None:
    """Raise MarkupError where reading ``text`` would cost more than it is worth."""
    longest = LONGEST["comment" if profile == "comment" else "post"]
    if len(text) > longest:
        line, column = position(text, longest)
        raise MarkupError(
            "The text is longer than %(longest)s characters",
            line=line, column=column, longest=str(longest),
        )  # fmt: skip
    quote = _QUOTE_MARKS.search(text)
    if quote:
        raise MarkupError(
            "Quotes are nested more than %(deepest)s deep",
            line=position(text, quote.start())[0], column=1, deepest=str(DEEPEST_QUOTE),
        )  # fmt: skip
    start = 0
    for block in re.split(r"(\n[ \t]*\n)", text):
        if len(block) > LONGEST_BLOCK or block.count("\n") > MOST_LINES:
            raise MarkupError(
                "A block without a blank line is longer than %(lines)s lines or %(longest)s characters",
                line=position(text, start)[0], column=1,
                lines=str(MOST_LINES), longest=str(LONGEST_BLOCK),
            )  # fmt: skip
        start += len(block)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of ``offset``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def position_of(text: str, excerpt: str) -> tuple[int, int]:
    """Return where ``excerpt`` first stands in ``text``, or its start where it does not."""
    return position(text, max(0, text.find(excerpt)))
