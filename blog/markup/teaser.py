"""The opening of an article, for lists: what stands above the author's mark, or whole blocks."""

from __future__ import annotations

from collections.abc import Callable

from blog.markup.elements import Element
from blog.markup.plain import plain_text

LENGTH = 280
"""Visible characters after which no further block is begun; a Han character counts as one."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def take_more_marks(root: Element) -> int | None:
    """Remove the marks ``<!--more-->`` from ``root``; return before which child the first stood.

    Only a mark between two blocks counts; one inside a block leaves no trace.
    """
    place = next((n for n, c in enumerate(root.children) if _is_more(c)), None)
    if place is not None and root.children[place + 1 : place + 2] == ["\n"]:
        del root.children[place + 1]
    root.replace(lambda element: None if _is_more(element) else element)
    return place


def _is_more(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag == "hr" and "more" in child.classes


def opening(
    root: Element, place: int | None, size_of: Callable[[Element], int]
) -> tuple[Element, bool]:
    """Return the opening of ``root`` as a fragment, and whether the article goes on.

    place: the child before which the author's mark stood, or None. size_of: visible characters
    of a block, formulas as their plain text. Where nothing is left the fragment is all of
    ``root``, footnotes too.
    """
    notes = [child for child in root.elements if "footnotes" in child.classes]
    if place is not None:
        above = root.children[:place]
        if any(isinstance(child, Element) for child in above):
            below = [c for c in root.children[place:] if isinstance(c, Element) and c not in notes]
            return _fragment(root, above, bool(below))
    blocks = [child for child in root.elements if child not in notes]
    chosen = _chosen(blocks, size_of)
    return _fragment(root, list(_spaced(blocks[:chosen])), chosen < len(blocks))


def _fragment(root: Element, children: list[Element | str], has_more: bool) -> tuple[Element, bool]:
    return (Element(children=children), True) if has_more else (root, False)


def _spaced(blocks: list[Element]) -> list[Element | str]:
    return [piece for block in blocks for piece in (block, "\n")]


def _chosen(blocks: list[Element], size_of: Callable[[Element], int]) -> int:
    """Return how many of ``blocks`` open the article; a heading is never the last of them."""
    size = count = 0
    for block in blocks:
        next_size = size_of(block)
        if count and size >= LENGTH:
            break
        if count and size >= LENGTH // 2 and size + next_size > 2 * LENGTH:
            break
        size += next_size
        count += 1
    count = _with_companions(blocks, count, size_of)
    while 0 < count < len(blocks) and blocks[count - 1].tag in _HEADINGS:
        count -= 1
    return count or min(1, len(blocks))


def _with_companions(blocks: list[Element], count: int, size_of: Callable[[Element], int]) -> int:
    """Return ``count`` with the figure or formula that the last block leads to."""
    if count < len(blocks):
        following = blocks[count]
        lead = blocks[count - 1].text().rstrip()
        leads_in = lead.endswith((":", "：")) or following.tag == "figure"
        if leads_in and (following.tag == "figure" or size_of(following) <= LENGTH):
            return count + 1
    return count


def visible(root: Element, plain: Callable[[str], str]) -> int:
    """Return how many characters of ``root`` a reader sees, spaces left out."""
    return sum(not character.isspace() for character in plain_text(root, plain))
