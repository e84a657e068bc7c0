"""Lists as people write them: brought to the four columns Python-Markdown asks for.

Source: the containers of CommonMark 0.31 §5.2, made tolerant: four columns always work too.
"""

from __future__ import annotations

import re

from markdown import Markdown, util
from markdown.preprocessors import Preprocessor

_QUOTES = re.compile(r"(?:[ ]{0,3}>[ ]?)*+")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])[ ]+(?=\S)")
_OTHER_CONTAINER = re.compile(r"(?:\[\^[^\]\n]+\]:|!!!|\?\?\?\+?|:)(?=[ ]|$)")
_RULE = re.compile(r"([-*_])[ ]*(?:\1[ ]*){2,}$")
_DELIMITER_ROW = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*+\|?[ ]*$")
_DEEPEST = 12
"""Lists nested deeper stay at this depth: Python-Markdown's work grows with the square of it."""


class Indentation(Preprocessor):
    """Moves the content of the n-th open list item to column 4n; parts paragraph and list."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.marks: list[int] = []  # the columns of the open containers' marks
        self.after_text = False
        self.quotes = 0
        self.code: int | None = None  # the least column of the indented code we are in

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` moved, their tabs expanded; linear in their number."""
        result: list[str] = []
        lines = [line.expandtabs(4) if line.strip() else "" for line in lines]
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            prefix = self._quote_prefix(line)
            if prefix.count(">") != self.quotes:
                self.marks, self.after_text, self.code = [], False, None
                self.quotes = prefix.count(">")
            content = line[len(prefix) :]
            if self._starts_block(content, below[len(prefix) :]):
                result.append(prefix.rstrip())
                self.after_text = False
            result.append(prefix + self._moved(content))
            self.after_text = content.strip() != ""
        return [*result, "", ""]

    def _quote_prefix(self, line: str) -> str:
        indent = len(line) - len(line.lstrip(" "))
        if self.marks and not self.quotes and indent >= self.marks[-1] + 2:
            return ""  # a quote inside a list item is the item's content
        return _QUOTES.match(line)[0]  # type: ignore[index]

    def _starts_block(self, line: str, below: str) -> bool:
        """Return whether a blank line is missing before a list or a table."""
        if not self.after_text or self.code is not None:
            return False
        item = _item(line.lstrip(" "))
        if item and not self.marks and not line.startswith("    "):
            return item[1] in ("-", "*", "+", "1.", "1)")
        return "|" in line and "|" in below and _DELIMITER_ROW.match(below) is not None

    def _moved(self, line: str) -> str:
        text = line.lstrip(" ")
        if not text:
            return line
        indent = len(line) - len(text)
        if self.code is not None and indent >= self.code:
            return self._shifted_code(line)
        self.code = None
        item = _item(text)
        container = _OTHER_CONTAINER.match(text)
        if not self.after_text or item or container:
            self._close(indent)
        depth = len(self.marks)
        is_placeholder = text.startswith(util.STX)
        least = self.marks[-1] + 8 if self.marks else 4
        if not self.after_text and indent >= least and not is_placeholder:
            self.code = least
            return self._shifted_code(line)
        if container or (item and (self.marks or not self.after_text or indent < 4)):
            self._open(indent)
            return " " * 4 * depth + _with_dot(text, item)
        if self.marks and (not self.after_text or text.startswith(">")):
            return " " * 4 * depth + text
        return text if is_placeholder else line

    def _close(self, indent: int) -> None:
        while self.marks and indent < self.marks[-1] + 2:
            self.marks.pop()

    def _open(self, indent: int) -> None:
        if len(self.marks) < _DEEPEST:
            self.marks.append(indent)

    def _shifted_code(self, line: str) -> str:
        least = self.code or 0
        return " " * (4 * len(self.marks) + 4) + line[least:]


def _item(text: str) -> re.Match[str] | None:
    """Return a match of a list item's mark at the start of ``text``."""
    return None if _RULE.match(text) else _ITEM.match(text)


def _with_dot(text: str, item: re.Match[str] | None) -> str:
    """Return ``text`` with ``1)`` written as ``1.``, the only form Python-Markdown knows."""
    if item and item[1].endswith(")"):
        return item[1][:-1] + "." + text[item.end(1) :]
    return text
