"""Ids and links of a fragment that stands on another page than its article."""

from __future__ import annotations

from urllib.parse import urljoin

from blog.markup.elements import Element, parse


def readdressed(html: str, *, prefix: str, article_url: str, absolute: bool = False) -> str:
    """Return ``html`` with ``prefix`` before every id, and links that still arrive.

    A link to something inside the fragment leads to its new id, one to anything else to
    ``article_url``. absolute: also complete relative addresses and leave out what only makes
    sense on our own page (for feeds). ``html`` must be what the pipeline wrote.
    """
    if not (prefix or article_url or absolute):
        return html
    root = parse(html)
    elements = list(root.walk())
    inside = {element.attributes["id"] for element in elements if "id" in element.attributes}
    for element in elements:
        _readdress(element, inside, prefix, article_url)
        if absolute:
            _make_absolute(element, article_url)
    return root.html()


def _readdress(element: Element, inside: set[str], prefix: str, article_url: str) -> None:
    attributes = element.attributes
    if "id" in attributes:
        attributes["id"] = prefix + attributes["id"]
    href = attributes.get("href", "")
    if href.startswith("#"):
        here = href[1:] in inside
        attributes["href"] = f"#{prefix}{href[1:]}" if here else f"{article_url}{href}"


def _make_absolute(element: Element, article_url: str) -> None:
    attributes = element.attributes
    attributes.pop("tabindex", None)
    for name in ("href", "src"):
        value = attributes.get(name, "")
        if not value:
            continue
        try:
            attributes[name] = urljoin(article_url, value)
        except ValueError:  # "http://[": not an address at all, so nothing to complete
            del attributes[name]
