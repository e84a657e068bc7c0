"""``::: theorem`` … ``:::``, the fenced blocks of Pandoc, read as the boxes they stand for.

Source: Pandoc user's guide, "Divs and Spans", extension ``fenced_divs``.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

_OPENING = re.compile(
    r":{3,}[ ]*(?:(?P<kind>[\w-]+)(?P<rest>(?:[ ]+\"[^\"]*\")?(?:[ ]*\{#[\w:.-]+\})?)"
    r"|\{(?P<attributes>[^{}]*)\})[ ]*:*[ ]*$"
)
_CLOSING = re.compile(r":{3,}[ ]*$")
_CLASS = re.compile(r"\.([\w-]+)")
_KEY = re.compile(r"(?:^|\s)#([\w:.-]+)")
_NAME = re.compile(r"\b(?:name|title)=\"([^\"]*)\"")
_DEEPEST = 8


class Divs(Preprocessor):
    """Turns each fenced block that is closed into an indented box; the others stay text."""

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` with boxes; linear in their number."""
        pairs = _pairs(lines)
        closings = set(pairs.values())
        result: list[str] = []
        depth = 0
        for number, line in enumerate(lines):
            if number in pairs:
                result += ["", " " * 4 * depth + _box(line)]
                depth += 1
            elif number in closings:
                depth -= 1
                result.append("")
            else:
                result.append(" " * 4 * depth + line if line.strip() else line)
        return result


def _pairs(lines: list[str]) -> dict[int, int]:
    """Return the line of each opening fence with the line that closes it."""
    found: dict[int, int] = {}
    still_open: list[int] = []
    for number, line in enumerate(lines):
        if not line.startswith(":::"):
            continue
        if _CLOSING.match(line):
            if still_open:
                found[still_open.pop()] = number
        elif _box(line) and len(still_open) < _DEEPEST:
            still_open.append(number)
    return found


def _box(line: str) -> str:
    """Return an opening fence as the first line of a box, "" where it is none."""
    match = _OPENING.match(line)
    if match is None:
        return ""
    if match["kind"]:
        return f"!!! {match['kind']}{match['rest']}"
    attributes = match["attributes"]
    kind, key, name = (p.search(attributes) for p in (_CLASS, _KEY, _NAME))
    if kind is None:
        return ""
    title = f' "{name[1]}"' if name else ""
    return f"!!! {kind[1]}{title}" + (f" {{#{key[1]}}}" if key else "")
