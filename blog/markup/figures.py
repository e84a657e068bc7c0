"""Pictures: only the site's own are loaded; one alone in its paragraph becomes a figure."""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.markup.addresses import is_foreign
from blog.markup.anchors import Anchors, slug
from blog.markup.document import ImageSizes, Label
from blog.markup.elements import Element

_KEY = re.compile(r"[ \t]*\{#([\w:.-]+)\}")
_LABEL = {"zh": "图 %s", "en": "Figure %s"}


def settle_media(
    root: Element, images: ImageSizes | None, on_foreign: Callable[[str], None]
) -> None:
    """Give pictures their size, and turn those of other hosts into links.

    on_foreign: told the address of each picture, video or sound that is not the site's own.
    """

    def change(element: Element) -> Element:
        if element.tag == "a":
            element.replace(
                lambda inner: Element(children=inner.children) if inner.tag == "a" else inner
            )
        if element.tag not in ("img", "video", "audio"):
            return element
        address = element.attributes.get("src", "")
        if is_foreign(address):
            on_foreign(address)
            text = element.attributes.get("alt") or address
            return Element("a", {"href": address}, [text])
        if element.tag == "img":
            return _settled(element, images) if address else Element(children=[_alt(element)])
        return element

    root.replace(change)


def _alt(image: Element) -> str:
    return image.attributes.get("alt", "")


def _settled(image: Element, images: ImageSizes | None) -> Element:
    written = image.attributes
    attributes = {"src": written["src"], "alt": _alt(image)}
    if "title" in written:
        attributes["title"] = written["title"]
    size = images(written["src"]) if images else None
    if size:
        attributes |= {"width": str(size[0]), "height": str(size[1])}
    elif "width" in written and "height" in written:
        attributes |= {"width": written["width"], "height": written["height"]}
    image.attributes = attributes | {"loading": "lazy", "decoding": "async"}
    return image


def make_figures(root: Element, anchors: Anchors, language: str) -> list[Label]:
    """Turn each paragraph that is one picture into a figure; number those with a caption.

    The caption is the picture's title, or the lines of the paragraph below it.
    """
    labels: list[Label] = []

    def change(element: Element) -> Element:
        picture = _picture_of(element) if element.tag == "p" else None
        if picture is None:
            return element
        key, caption = _caption(element, picture)
        figure = Element("figure", {}, [_outer(element, picture)])
        if caption:
            number = str(len(labels) + 1)
            name = slug(key.removeprefix("fig:")) or number
            anchor = anchors.give(figure, f"fig-{name}", key)
            labels.append(Label(key, number, anchor, "figure"))
            text = _LABEL["zh" if language.startswith("zh") else "en"] % number
            mark = Element("span", {"class": "figure__label"}, [text])
            figure.children.append(Element("figcaption", {}, [mark, " ", *caption]))
        return figure

    root.replace(change)
    return labels


def _picture_of(paragraph: Element) -> Element | None:
    """Return the only picture of a paragraph that begins with it, or None."""
    pictures = [element for element in paragraph.walk() if element.tag == "img"]
    if len(pictures) != 1:
        return None
    first, *rest = [c for c in paragraph.children if not isinstance(c, str) or c.strip()] or [""]
    if first is not pictures[0] and not (
        isinstance(first, Element) and first.tag == "a" and first.elements == pictures
    ):
        return None
    if not rest:
        return pictures[0]
    below = _KEY.sub("", rest[0], count=1) if isinstance(rest[0], str) else ""
    ends = len(rest) == 1 and not below.strip()
    return pictures[0] if ends or below.startswith("\n") else None


def _outer(paragraph: Element, picture: Element) -> Element:
    return next(
        element
        for element in paragraph.elements
        if element is picture or picture in element.children
    )


def _caption(paragraph: Element, picture: Element) -> tuple[str, list[Element | str]]:
    """Return the figure's key and what stands in its caption, taking the picture's title."""
    start = paragraph.children.index(_outer(paragraph, picture)) + 1
    rest = paragraph.children[start:]
    title = picture.attributes.pop("title", "")
    key = ""
    if rest and isinstance(rest[0], str):
        match = _KEY.match(rest[0])
        key = match[1] if match else ""
        rest[0] = rest[0][match.end() if match else 0 :].lstrip()
    rest = [child for child in rest if child != ""]
    return key, rest or ([title] if title else [])
