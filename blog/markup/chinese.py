"""What Chinese asks of lines and emphasis.

Source: CSS Text 4 §4.1.2, segment break transformation, which browsers do not do yet.
"""

from __future__ import annotations

import re

from blog.markup.elements import Element

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WIDE = HAN + "\u3000-\u3004\u3008-\u3020\u3030-\u30ff\uff01-\uff60"
_EITHER = "“”‘’…—·"
_BLOCKS = frozenset(
    """aside audio blockquote br caption code dd details div dl dt figcaption figure h1 h2 h3 h4 h5
    h6 hr img li ol p section summary table tbody td tfoot th thead tr ul video""".split()
)
_VERBATIM = ("pre", "code")
_SEAM, _FORMULA = "\x00", "\x01"  # no cleaned source holds either
_BREAK = re.compile(
    "(?:(?<=[{wide}]){gap}(?=[{wide}{either}])|(?<=[{either}]){gap}(?=[{wide}]))".format(
        wide=_WIDE, either=_EITHER + _FORMULA, gap=f"{_SEAM}*[ \\t]*\\n[ \\t]*{_SEAM}*"
    )
)


def join_lines(root: Element, token: re.Pattern[str]) -> None:
    """Remove the line break between two full-width characters, which browsers show as a space.

    A formula counts as full-width where its other neighbour is.
    """
    _gather(root, [], token)


def mark_foreign_emphasis(root: Element, token: re.Pattern[str]) -> None:
    """Tell the browser which emphasis is Latin: Chinese is emphasised by dots, not by slant."""
    for element in root.walk():
        text = token.sub("", element.text()) if element.tag in ("em", "i") else ""
        if re.search("[A-Za-z]", text) and not re.search(f"[{_WIDE}]", text):
            element.attributes.setdefault("lang", "en")


def _gather(node: Element, run: list[tuple[Element, int]], token: re.Pattern[str]) -> None:
    """Collect the text of one line of inline elements, and join its lines where it ends."""
    is_block = node.tag in _BLOCKS or not node.tag
    if is_block:
        _join(run, token)
    if node.tag not in _VERBATIM:
        for place, child in enumerate(node.children):
            if isinstance(child, str):
                run.append((node, place))
            else:
                _gather(child, run, token)
    if is_block:
        _join(run, token)


def _join(run: list[tuple[Element, int]], token: re.Pattern[str]) -> None:
    """Join the lines of the pieces of text in ``run``, and empty it.

    The pieces are looked at as one text with seams between them.
    """
    whole = _SEAM.join(str(node.children[place]) for node, place in run)
    if "\n" in whole:
        tokens = (match[0] for match in list(token.finditer(whole)))
        joined = _BREAK.sub(_seams, token.sub(_FORMULA, whole))
        pieces = re.sub(_FORMULA, lambda _: next(tokens), joined).split(_SEAM)
        for (node, place), text in zip(run, pieces, strict=True):
            node.children[place] = text
    run.clear()


def _seams(match: re.Match[str]) -> str:
    return _SEAM * match[0].count(_SEAM)
