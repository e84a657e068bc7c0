"""Fenced code, also inside lists and quotes: taken out before Markdown sees its lines."""

from __future__ import annotations

import re
from html import escape

from markdown import Markdown
from markdown.preprocessors import Preprocessor

_OPENING = re.compile(
    r"(?P<prefix>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}+|~{3,}+)(?P<info>.*)"
)
_CLOSING = re.compile(r"[ \t>]*(`{3,}+|~{3,}+)[ \t]*$")
_LANGUAGE = re.compile(r"[\s{.]*([\w+#.-]*)")


class Fences(Preprocessor):
    """Replaces each fence that is closed by a placeholder on a line of its own.

    A fence nobody closes stays text. Runs before tabs are expanded, so code keeps its own.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.result: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` with placeholders; linear in their number."""
        self.result = []
        closings = _closings(lines)
        number = 0
        while number < len(lines):
            opening = _OPENING.match(lines[number])
            end = _end(opening, closings, number) if opening else None
            if opening is None or end is None:
                self.result.append(lines[number])
                number += 1
            else:
                self._take_out(opening, lines[number + 1 : end])
                number = end + 1
        return self.result

    def _take_out(self, opening: re.Match[str], body: list[str]) -> None:
        prefix = opening["prefix"]
        language = _LANGUAGE.match(opening["info"])[1]  # type: ignore[index]
        code = "\n".join(_without_prefix(line, prefix) for line in body)
        attribute = f' class="language-{escape(language)}"' if language else ""
        html = f"<pre><code{attribute}>{escape(code, quote=False)}\n</code></pre>"
        around = prefix[: prefix.rfind(">") + 1]
        starts_item = prefix[len(around) :].strip() != ""
        placeholder = prefix + self.md.htmlStash.store(html)
        self.result += [placeholder, around] if starts_item else [around, placeholder, around]


def _closings(lines: list[str]) -> dict[str, list[tuple[int, int]]]:
    """Return (line, length) of every possible closing fence, by its character, last first."""
    found: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
    for number in range(len(lines) - 1, -1, -1):
        closing = _CLOSING.match(lines[number])
        if closing:
            found[closing[1][0]].append((number, len(closing[1])))
    return found


def _end(
    opening: re.Match[str], closings: dict[str, list[tuple[int, int]]], number: int
) -> int | None:
    """Return the line that closes the fence opened on line ``number``."""
    character, length = opening["fence"][0], len(opening["fence"])
    if character == "`" and "`" in opening["info"]:
        return None
    candidates = closings[character]
    while candidates and candidates[-1][0] <= number:
        candidates.pop()
    for line, long in reversed(candidates[-_REACH:]):
        if long >= length:
            return line
    return None


_REACH = 200
"""How many shorter closing fences are looked past; keeps the search linear."""


def _without_prefix(line: str, prefix: str) -> str:
    """Return a line of code without the quote marks and the indent its fence had."""
    for _ in range(prefix.count(">")):
        line = re.sub(r"^[ \t]*>", "", line, count=1)
    inner = prefix[prefix.rfind(">") + 1 :]
    width = len(inner.expandtabs(4))
    blank = len(line) - len(line.lstrip(" "))
    if line.startswith("\t") and width >= 4:
        return line[width // 4 :] if line[: width // 4].strip("\t") == "" else line.lstrip("\t")
    return line[min(blank, width) :]
