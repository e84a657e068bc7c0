"""HTML between Markdown blocks, and the mark that ends a teaser.

Source: CommonMark 0.31 §4.6, kinds 1, 2 and 6: a block of HTML ends at the next blank line, so
Markdown may stand between ``<details>`` and ``</details>``.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

MORE = '<hr class="more">'

_MORE = re.compile(r"[ ]{0,3}<!--[ \t]*more[ \t]*-->[ \t]*$", re.IGNORECASE)
_BLOCK = re.compile(
    r"[ ]{0,3}</?(?:address|article|aside|audio|blockquote|caption|center|col|colgroup|dd|details"
    r"|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li"
    r"|link|main|menu|nav|object|ol|p|section|source|summary|table|tbody|td|tfoot|th|thead|title"
    r"|tr|track|ul|video)(?=[\s/>]|$)",
    re.IGNORECASE,
)
_VERBATIM = re.compile(r"[ ]{0,3}<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_COMMENT = re.compile(r"[ ]{0,3}<!--")


class RawHtml(Preprocessor):
    """Replaces blocks of HTML by placeholders; the sanitiser judges them later."""

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` with placeholders; linear in their number."""
        last = {ending: _last(lines, ending) for ending in _ENDINGS}
        result: list[str] = []
        after_text = False
        number = 0
        while number < len(lines):
            line = lines[number]
            end = self._end(lines, number, after_text, last)
            if end is None:
                result.append(line)
                after_text = line.strip() != "" and not line.startswith("#")
                number += 1
                continue
            block = MORE if _MORE.match(line) else "\n".join(lines[number:end])
            result += ["", self.md.htmlStash.store(block), ""]
            after_text = False
            number = end
        return result

    def _end(
        self, lines: list[str], start: int, after_text: bool, last: dict[str, int]
    ) -> int | None:
        """Return the line after the block of HTML that begins at ``start``, if one does."""
        line = lines[start]
        if _MORE.match(line):
            return start + 1
        verbatim = _VERBATIM.match(line)
        ending = f"</{verbatim[1].lower()}" if verbatim else "-->" if _COMMENT.match(line) else ""
        if ending and last[ending] >= start:
            return next(n for n in range(start, len(lines)) if ending in lines[n].lower()) + 1
        if after_text and not ending:
            return None
        if not (ending or _BLOCK.match(line)):
            return None
        return next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))


_ENDINGS = ("</pre", "</script", "</style", "</textarea", "-->")


def _last(lines: list[str], ending: str) -> int:
    """Return the last line that holds ``ending``, or -1."""
    return max((n for n, line in enumerate(lines) if ending in line.lower()), default=-1)
