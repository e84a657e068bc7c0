"""What Chinese asks of lines and emphasis.

Source: CSS Text 4 §4.1.2, segment break transformation, which browsers do not do yet.
"""

from __future__ import annotations

import re

from blog.markup.elements import Element

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = HAN + "\u3000-\u3004\u3008-\u3020\u3030-\u30ff\uff01-\uff60"
_EITHER = "“”‘’…—·"
_BLOCKS = frozenset(
    """aside audio blockquote br caption code dd details div dl dt figcaption figure h1 h2 h3 h4 h5
    h6 hr img li ol p section summary table tbody td tfoot th thead tr ul video""".split()
)
_VERBATIM = ("pre", "code")
_SEAM = "\x00"  # stands between two pieces of text; never in a cleaned source


def join_lines(root: Element, token: re.Pattern[str]) -> None:
    """Remove the line break between two full-width characters, which browsers show as a space.

    A formula counts as full-width where its other neighbour is.
    """
    run: list[tuple[Element, int]] = []
    _gather(root, run, re.compile(_pattern(token)))


def mark_foreign_emphasis(root: Element, token: re.Pattern[str]) -> None:
    """Tell the browser which emphasis is Latin: Chinese is emphasised by dots, not by slant."""
    for element in root.walk():
        text = token.sub("", element.text()) if element.tag in ("em", "i") else ""
        if re.search("[A-Za-z]", text) and not re.search(f"[{_WIDE}]", text):
            element.attributes.setdefault("lang", "en")


def _pattern(token: re.Pattern[str]) -> str:
    formula = re.sub(r"\((?!\?)", "(?:", token.pattern)
    gap = rf"(?P<a>{_SEAM}*)[ \t]*\n[ \t]*(?P<b>{_SEAM}*)"
    wide, either = f"[{_WIDE}]", f"(?:[{_WIDE}{_EITHER}]|{formula})"
    return f"(?:(?<={wide}){gap}(?={either})|(?P<before>[{_EITHER}]|{formula}){_renamed(gap)}(?={wide}))"


def _renamed(gap: str) -> str:
    return gap.replace("<a>", "<c>").replace("<b>", "<d>")


def _gather(node: Element, run: list[tuple[Element, int]], pattern: re.Pattern[str]) -> None:
    """Collect the text of one line of inline elements, and join its lines where it ends."""
    is_block = node.tag in _BLOCKS or not node.tag
    if is_block:
        _join(run, pattern)
    if node.tag not in _VERBATIM:
        for place, child in enumerate(node.children):
            if isinstance(child, str):
                run.append((node, place))
            else:
                _gather(child, run, pattern)
    if is_block:
        _join(run, pattern)


def _join(run: list[tuple[Element, int]], pattern: re.Pattern[str]) -> None:
    texts = [str(node.children[place]) for node, place in run]
    whole = _SEAM.join(texts)
    if "\n" in whole:
        joined = pattern.sub(_without_break, whole).split(_SEAM)
        for (node, place), text in zip(run, joined, strict=True):
            node.children[place] = text
    run.clear()


def _without_break(match: re.Match[str]) -> str:
    return "".join(match[name] or "" for name in ("before", "a", "b", "c", "d"))
