"""The finish of code, tables, task lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from blog.markup.elements import Element
from blog.markup.highlight import panel

_TASK = re.compile(r"\s*\[([ xX])\][ \xa0]+")
_CAPTION = re.compile(r"\s*(?:Table:|表[：:])\s*")
_STATES = {"zh": ("未完成", "已完成"), "en": ("To do", "Done")}
_SOURCE = ("—", "--", "――")


def finish_blocks(
    root: Element, code_of: Callable[[str], str], language: str, *, focusable: bool
) -> None:
    """Give each block below ``root`` the shape the stylesheet knows.

    code_of: turns the tokens in code back into what the author wrote.
    language: names the states of tasks for those who cannot see the boxes.
    focusable: whether what can scroll can also be reached with the keyboard.
    """

    def change(element: Element) -> Element:
        if element.tag == "pre":
            return _code(element, code_of, focusable)
        if element.tag == "table":
            return _table(element, focusable)
        if element.tag in ("ul", "ol"):
            _tasks(element, language)
        if element.tag == "blockquote":
            _source(element)
        _captions(element)
        return element

    root.replace(change)
    _captions(root)


def _code(pre: Element, code_of: Callable[[str], str], focusable: bool) -> Element:
    inner = next((child for child in pre.elements if child.tag == "code"), pre)
    language = next((c[9:] for c in inner.classes if c.startswith("language-")), "")
    return panel(code_of(pre.text()), language, focusable=focusable)


def _table(table: Element, focusable: bool) -> Element:
    for cell in table.walk():
        align = cell.attributes.pop("align", "")
        if align:
            cell.attributes["class"] = f"align-{align}"
    attributes = {"class": "table", "tabindex": "0"} if focusable else {"class": "table"}
    return Element("div", attributes, [table])


def _captions(parent: Element) -> None:
    """Move a paragraph ``Table: …`` beside a table into the table, as its caption."""
    for before, after in pairwise(parent.elements):
        for paragraph, wrapper in ((before, after), (after, before)):
            match = _CAPTION.match(_leading_text(paragraph)) if paragraph.tag == "p" else None
            if match is None or "table" not in wrapper.classes or not paragraph.children:
                continue
            table = wrapper.elements[0]
            if not any(child.tag == "caption" for child in table.elements):
                text = [_leading_text(paragraph)[match.end() :], *paragraph.children[1:]]
                table.children.insert(0, Element("caption", {}, text))
                paragraph.children = []
                parent.children.remove(paragraph)


def _tasks(element: Element, language: str) -> None:
    states = _STATES["zh" if language.startswith("zh") else "en"]
    found = False
    for item in element.elements:
        holder = item
        if item.elements and item.elements[0].tag == "p" and not _leading_text(item).strip():
            holder = item.elements[0]
        match = _TASK.match(_leading_text(holder))
        if item.tag != "li" or match is None:
            continue
        found = True
        is_done = match[1] != " "
        state = states[is_done]
        box = Element("input", {"type": "checkbox", "disabled": "", "aria-label": state})
        if is_done:
            box.attributes["checked"] = ""
        holder.children[0] = _leading_text(holder)[match.end() :]
        holder.children[:0] = [box, " "]
        item.attributes["class"] = "task-list__item"
    if found:
        element.attributes["class"] = "task-list"


def _leading_text(element: Element) -> str:
    first = element.children[0] if element.children else ""
    return first if isinstance(first, str) else ""


def _source(quote: Element) -> None:
    paragraphs = quote.elements
    if len(paragraphs) < 2 or paragraphs[-1].tag != "p":
        return
    if paragraphs[-1].text().lstrip().startswith(_SOURCE):
        paragraphs[-1].attributes["class"] = "quote__source"
