"""Footnotes: bracketed marks, numbered as they are first used, and the list at the end."""

from __future__ import annotations

from collections.abc import Callable

from blog.markup.elements import Element

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
    lists = [element for element in notes.elements if element.tag == "ol"]
    items = lists[0].elements if lists else []
    kept: list[Element | str] = []
    for item in items:
        key = item.attributes.pop("id", "").removeprefix("fn:")
        if key not in marks:
            on_unused(key)
            continue
        number = len(kept) + 1
        back = [_renumber(mark, number, turn) for turn, mark in enumerate(marks.pop(key), 1)]
        item.attributes = {"id": f"fn-{number}"}
        _lead_back(item, back, language)
        kept.append(item)
    root.children.remove(notes)
    if kept:
        title = _TITLE["zh" if language.startswith("zh") else "en"]
        section = Element("section", {"class": "footnotes", "aria-label": title})
        section.children = [Element("ol", {}, kept)]
        root.children.append(section)


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


def _renumber(mark: Element, number: int, turn: int) -> str:
    """Make ``mark`` the ``turn``-th mark of note ``number``; return its id."""
    anchor = f"fnref-{number}" if turn == 1 else f"fnref-{number}-{turn}"
    mark.attributes = {"class": "footnote-ref"}
    link = Element("a", {"href": f"#fn-{number}", "id": anchor}, [f"[{number}]"])
    mark.children = [link]
    return anchor


def _lead_back(item: Element, anchors: list[str], language: str) -> None:
    item.replace(lambda e: None if "footnote-backref" in e.classes else e)
    last = item.elements[-1] if item.elements else item
    target = last if last.tag == "p" else item
    while target.children and isinstance(target.children[-1], str):
        text = target.children.pop()
        if isinstance(text, str) and text.strip("\xa0 \n"):
            target.children.append(text.rstrip("\xa0 \n"))
            break
    title = _BACK["zh" if language.startswith("zh") else "en"]
    for anchor in anchors:
        attributes = {"class": "footnote-back", "href": f"#{anchor}", "aria-label": title}
        target.children += [" ", Element("a", attributes, ["↩"])]
