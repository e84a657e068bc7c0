"""The tokens that stand for formulas, read as text before anything is set."""

from __future__ import annotations

from collections.abc import Callable

from blog.markup.delimiters import Formula, Stash
from blog.markup.elements import Element
from blog.markup.plain_tex import plain_tex


def plain_of(stashed: Stash) -> Callable[[str], str]:
    """Return a function that writes tokens as plain text before anything is numbered."""

    def plain(text: str) -> str:
        return stashed.pattern.sub(lambda token: read(int(token[1])), text)

    def read(index: int) -> str:
        item = stashed.items[index]
        return plain_tex(item.tex) if isinstance(item, Formula) else item.key

    return plain


def source_of(stashed: Stash) -> Callable[[str], str]:
    """Return a function that writes tokens as the author did."""
    return lambda text: stashed.pattern.sub(lambda t: stashed.items[int(t[1])].source, text)


def sections_of(stashed: Stash, root: Element) -> dict[int, str]:
    """Return the number of the main section that each token of ``root`` stands in, by index.

    Tokens before the first numbered heading are left out.
    """
    found: dict[int, str] = {}
    here = ""
    for block in root.elements:
        mark = next((e for e in block.elements if "heading__number" in e.classes), None)
        here = mark.text().partition(".")[0] if mark else here
        if here:
            for token in stashed.pattern.finditer(block.html()):
                found[int(token[1])] = here
    return found
