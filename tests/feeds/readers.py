"""Feeds as a subscriber's program sees them."""

import json
from typing import Any

import feedparser
from django.test import Client

FORMATS = ["", "atom/", "json/"]
OF_COMMENTS = ["/comments/feed/", "/archives/on-squares/feed/"]


def every(address: str) -> list[str]:
    """Return the addresses of a feed in all its forms."""
    return [address + ending for ending in FORMATS]


def entries_of(client: Client, address: str) -> list[dict[str, Any]]:
    """Return the entries of any feed in one shape: key, url, title, html, published, updated."""
    response = client.get(address)
    assert response.status_code == 200, address
    if "json" in response["Content-Type"]:
        return [
            {
                "key": item["id"],
                "url": item["url"],
                "title": item["title"],
                "html": item["content_html"],
                "tags": item["tags"],
            }
            for item in json.loads(response.content)["items"]
        ]
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return [
        {
            "key": entry.id,
            "url": entry.link,
            "title": entry.title,
            "html": entry.content[0].value if "content" in entry else entry.summary,
            "tags": [tag.term for tag in entry.get("tags", [])],
        }
        for entry in feed.entries
    ]
