"""How feeds are spelled: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

The text stands in each entry once: RSS has one place for it, and where Atom has ``content`` it
needs no ``summary``.
"""

import json
import re
from typing import Any, BinaryIO

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.xmlutils import SimplerXMLGenerator

LICENCES = "http://backend.userland.com/creativeCommonsRssModule"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Printable(SyndicationFeed):
    """Leaves out what XML cannot hold, so that one odd name does not spoil a feed."""

    content_type: str

    def __init__(self, **fields: Any) -> None:
        super().__init__(**_printable(fields))

    def add_item(self, **fields: Any) -> None:  # type: ignore[override]
        """Add an entry; Django's ``Feed`` names every field."""
        super().add_item(**_printable(fields))


class Rss(Printable, Rss201rev2Feed):
    """RSS 2.0; the text is the description."""

    def rss_attributes(self) -> dict[str, str]:
        """Name the vocabulary that licences are said in, beside Django's."""
        return {**super().rss_attributes(), "xmlns:creativeCommons": LICENCES}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Name the hub as Atom does."""
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        if item["licence_url"]:
            handler.addQuickElement("creativeCommons:license", item["licence_url"])


class Atom(Printable, Atom1Feed):
    """Atom; a whole text is the content, a teaser the summary."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Name the hub."""
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": self.feed["hub"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Name the entry's own language."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry; its licence as RFC 4946 has it."""
        if item["licence_url"]:
            handler.addQuickElement("link", None, {"rel": "license", "href": item["licence_url"]})
        if not item["is_whole"]:
            super().add_item_elements(handler, item)
            return
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", item["description"], {"type": "html"})


class Json(Printable):
    """JSON Feed 1.1. Source: https://www.jsonfeed.org/version/1.1/."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: BinaryIO, encoding: str) -> None:
        """Write the whole feed."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"]}],
            **({"hubs": [{"type": "WebSub", "url": hub}]} if (hub := self.feed["hub"]) else {}),
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_html": item["description"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [{"name": item["author_name"]}],
        "tags": item["categories"],
        "language": item["language"],
    }


def _printable(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _clean(value) for name, value in fields.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    return _UNPRINTABLE.sub("", value) if isinstance(value, str) else value
