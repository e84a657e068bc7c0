"""Keep display formulas out of paragraphs, and tokens out of code and attributes."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Callable

_PARAGRAPH = re.compile(r"<p((?: [^>]*)?)>((?:[^<]|<(?!/p>))*+)</p>")
_PHRASING = re.compile(r"<(h[1-6]|summary|figcaption|caption)(?: [^>]*)?>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_VOID = frozenset("br img hr wbr input".split())
_BLANK = re.compile(r"(?:\s|<br ?/?>|&nbsp;)*")
_VERBATIM = re.compile(r"<(code|pre)(?: [^>]*)?>.*?</\1>", re.DOTALL)
_ADDRESS = re.compile(r"(?:href|src|id)=\"[^\"]*\"")
_ID = re.compile(r" id=\"[^\"]*\"")


def split_paragraphs(html: str, token: re.Pattern[str], is_display: Callable[[int], bool]) -> str:
    """Return ``html`` with each display token between paragraphs instead of inside one."""

    def split(match: re.Match[str]) -> str:
        tokens = [t for t in token.finditer(match[2]) if is_display(int(t[1]))]
        return _split(match[1], match[2], tokens) if tokens else match[0]

    return _PARAGRAPH.sub(split, html)


def in_phrasing(html: str, token: re.Pattern[str], write: Callable[[int], str | None]) -> str:
    """Return ``html`` with tokens inside headings and captions written by ``write``.

    A token for which ``write`` answers None stays.
    """

    def one(match: re.Match[str]) -> str:
        written = write(int(match[1]))
        return match[0] if written is None else written

    return _PHRASING.sub(lambda match: token.sub(one, match[0]), html)


def restore_verbatim(
    html: str,
    token: re.Pattern[str],
    source: Callable[[int], str],
    plain: Callable[[int], str],
) -> str:
    """Return ``html`` with tokens in code and addresses as source, in other attributes as text."""

    def as_source(match: re.Match[str]) -> str:
        return token.sub(lambda t: html_text.escape(source(int(t[1]))), match[0])

    def in_tag(match: re.Match[str]) -> str:
        if not token.search(match[0]):
            return match[0]
        tag = _ADDRESS.sub(as_source, match[0])
        return token.sub(lambda t: html_text.escape(plain(int(t[1]))), tag)

    return _TAG.sub(in_tag, _VERBATIM.sub(as_source, html))


def _split(attributes: str, content: str, tokens: list[re.Match[str]]) -> str:
    """Cut a paragraph at ``tokens``; inline elements open there are closed and opened again."""
    pieces: list[str] = []
    opened: list[tuple[str, str]] = []
    start = 0
    for token in [*tokens, None]:
        end = token.start() if token else len(content)
        text = content[start:end]
        reopened = "".join(tag for _, tag in opened)
        for tag in _TAG.finditer(text):
            if tag[1] and opened:
                opened.pop()
            elif not tag[1] and tag[2] not in _VOID:
                opened.append((tag[2], _ID.sub("", tag[0])))
        if _visible(text):
            closed = "".join(f"</{name}>" for name, _ in reversed(opened))
            pieces.append(f"<p{attributes}>{reopened}{text.strip()}{closed}</p>")
            attributes = _ID.sub("", attributes)
        if token:
            pieces.append(token[0])
            start = token.end()
    return "\n".join(pieces)


def _visible(text: str) -> bool:
    without_tags = _TAG.sub(lambda tag: "x" if tag[2] in ("img", "input") else "", text)
    return _BLANK.fullmatch(without_tags) is None
