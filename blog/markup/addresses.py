"""Where links lead, also those of a fragment that stands on another page than its article."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from blog.markup.elements import Element, parse

_SCHEME = re.compile(r"([^/?#:]*):")
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)

_DEEPEST = 300  # formulas nest deeper than prose
_ON_PAGE_ONLY = frozenset({"heading__anchor", "code__head"})


def is_foreign(address: str) -> bool:
    """Return whether a browser would leave the site for ``address``."""
    return _FOREIGN.match(_squeezed(address)) is not None


def _squeezed(address: str) -> str:
    """Return ``address`` without the blanks that browsers overlook."""
    return re.sub(r"[\x00-\x20]", "", address)


def settle_links(root: Element, rel: str) -> None:
    """Give links to other sites their ``rel``; a link to nowhere becomes its text."""

    def change(element: Element) -> Element:
        if element.tag != "a":
            return element
        address = element.attributes.get("href", "")
        scheme = _SCHEME.match(_squeezed(address))
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            address = ""  # nh3 sees no scheme where odd characters stand in one
        if not address:
            element.attributes.pop("href", None)
            return element if "id" in element.attributes else Element(children=element.children)
        if is_foreign(address) and not address.startswith("mailto:"):
            element.attributes["rel"] = rel
        return element

    root.replace(change)


def readdressed(html: str, *, prefix: str, article_url: str, absolute: bool = False) -> str:
    """Return ``html`` with ``prefix`` before every id, and links that still arrive.

    A link to something inside the fragment leads to its new id, one to anything else to
    ``article_url``; so does an equation's own number, which is its permalink. absolute: also
    complete relative addresses and leave out what only makes sense on our own page (for feeds).
    ``html`` must be what the pipeline wrote.
    """
    if not (prefix or article_url or absolute):
        return html
    root = parse(html, _DEEPEST)
    if absolute:
        root.replace(lambda element: None if _ON_PAGE_ONLY & {*element.classes} else element)
    elements = list(root.walk())
    inside = {element.attributes["id"] for element in elements if "id" in element.attributes}
    for element in elements:
        if article_url and "equation__number" in element.classes:
            for link in element.elements:
                link.attributes["href"] = f"{article_url}{link.attributes['href']}"
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
