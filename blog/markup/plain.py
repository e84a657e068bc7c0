"""A rendering as readable text, for the search, descriptions and anchors."""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.markup.elements import Element

_BLOCKS = frozenset(
    """aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol
    p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_SILENT = frozenset(
    "code__head heading__anchor heading__number footnote-ref footnote-back figure__label".split()
)


DESCRIPTION = 160
"""Characters of a description; what search engines show of one is hardly more."""

# A Han character, unlike a Latin letter, is no part of a longer word.
_WORD = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_UNFINISHED = " （［｛「『《〈【〔“‘([{,，、;；:：-—"


def plain_text(root: Element, plain: Callable[[str], str]) -> str:
    """Return the text of ``root``, a line a block, footnotes last.

    plain: turns the tokens in a piece of text into what their formulas read like.
    """
    pieces: list[str] = []
    _collect(root, pieces, verbatim=False)
    lines = (_tidy(line) for line in plain("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def description(text: str, token: re.Pattern[str], plain: Callable[[str], str]) -> str:
    """Return the first words of ``text``, plain text whose tokens are still to be read, in a line.

    At most ``DESCRIPTION`` characters; cut between words or Han characters, never in a formula.
    What stands first and is longer by itself is passed over.
    """
    pieces: list[str] = []
    size = 0
    for match in re.finditer(rf"{token.pattern}|{_WORD.pattern}|.", " ".join(text.split())):
        piece = plain(match[0])
        if size + len(piece) < DESCRIPTION:
            pieces.append(piece)
            size += len(piece)
        elif size:
            return f"{''.join(pieces).rstrip(_UNFINISHED)}…"
    return "".join(pieces).strip()


def _collect(node: Element, pieces: list[str], *, verbatim: bool) -> None:
    for child in node.children:
        if isinstance(child, str):
            pieces.append(child if verbatim else re.sub(r"\s+", " ", child))
        elif not _SILENT.isdisjoint(child.classes):
            continue
        elif child.tag == "br":
            pieces.append("\n")
        else:
            around = ("\t" if child.tag in ("td", "th") else "\n") if child.tag in _BLOCKS else ""
            pieces.append(around)
            _collect(child, pieces, verbatim=verbatim or child.tag == "pre")
            pieces.append(around)


def _tidy(line: str) -> str:
    return re.sub(r"[ ]*\t[\t ]*", " ", line.strip())
