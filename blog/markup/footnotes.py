"""Footnotes: bracketed marks, numbered as they are first used, and the list at the end."""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.markup.elements import Element

_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_BACK = {"zh": "返回正文", "en": "Back to the text"}
_TITLE = {"zh": "脚注", "en": "Footnotes"}


def restyle_footnotes(root: Element, language: str, on_unused: Callable[[str], None]) -> None:
    """Give Python-Markdown's footnotes our marks, ids and list; leave out what nobody cites.

    on_unused: told the author's name of each such note.
    """
    notes = next((e for e in root.elements if "footnote" in e.classes and e.tag == "div"), None)
    marks = _marks(root)
    if notes is None:
        return
    items = {item.attributes.pop("id", "")[3:]: item for item in notes.walk() if _is_note(item)}
    for key in items.keys() - marks.keys():
        on_unused(key)
    kept: list[Element | str] = []
    for key, places in marks.items():
        if key in items:
            number = len(kept) + 1
            back = [_renumber(mark, number, turn) for turn, mark in enumerate(places, 1)]
            items[key].attributes = {"id": f"fn-{number}"}
            _lead_back(items[key], back, language)
            kept.append(items[key])
    root.children.remove(notes)
    if kept:
        title = _TITLE["zh" if language.startswith("zh") else "en"]
        section = Element("section", {"class": "footnotes", "aria-label": title})
        section.children = [Element("ol", {}, kept)]
        root.children.append(section)


def undefined_marks(root: Element) -> list[str]:
    """Return the marks that stand in the text because no note belongs to them."""
    found: list[str] = []
    for child in root.children:
        if isinstance(child, str):
            found += _MARK.findall(child)
        elif child.tag not in ("code", "pre"):
            found += undefined_marks(child)
    return found


def _marks(root: Element) -> dict[str, list[Element]]:
    """Return the marks in the text by their note's key, in order."""
    found: dict[str, list[Element]] = {}
    for element in root.walk():
        if element.tag != "sup" or not element.attributes.get("id", "").startswith("fnref"):
            continue
        link = next((child for child in element.elements if child.tag == "a"), None)
        if link is not None:
            key = link.attributes.get("href", "").removeprefix("#fn:")
            found.setdefault(key, []).append(element)
    return found


def _is_note(element: Element) -> bool:
    return element.tag == "li" and element.attributes.get("id", "").startswith("fn:")


def _renumber(mark: Element, number: int, turn: int) -> str:
    """Make ``mark`` the ``turn``-th mark of note ``number``; return its id."""
    anchor = f"fnref-{number}" if turn == 1 else f"fnref-{number}-{turn}"
    mark.attributes = {"class": "footnote-ref"}
    link = Element("a", {"href": f"#fn-{number}", "id": anchor}, [f"[{number}]"])
    mark.children = [link]
    return anchor


def _lead_back(item: Element, anchors: list[str], language: str) -> None:
    last = item.elements[-1] if item.elements else item
    target = last if last.tag == "p" else item
    title = _BACK["zh" if language.startswith("zh") else "en"]
    for anchor in anchors:
        attributes = {"class": "footnote-back", "href": f"#{anchor}", "aria-label": title}
        target.children += [" ", Element("a", attributes, ["↩"])]
