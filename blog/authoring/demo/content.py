"""The demo's files as values: TOML between lines of ``+++``, and the Markdown after them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from blog.posts.licences import AS_THE_SITE

HERE = Path(__file__).parent
FIGURES = HERE / "figures"
FENCE = "+++\n"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with its replies; ``hours_after`` counts from the post's appearance."""

    text: str
    name: str
    is_by_author: bool
    hours_after: float
    replies: tuple["Remark", ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A post or a page. ``days_ago`` and ``at`` say when a post appeared; pages have neither."""

    title: str
    source: str
    slug: str | None
    language: str
    category: str
    tags: tuple[str, ...]
    series: str
    translation_of: str
    days_ago: int
    at: time
    is_pinned: bool
    is_draft: bool
    licence: str
    menu_order: int
    is_in_foot: bool
    shows_links: bool
    comments: tuple[Remark, ...]


def posts() -> list[Text]:
    """Return the demo's posts, oldest first, so that numbers grow with time."""
    return sorted(_texts("content"), key=lambda text: -text.days_ago)


def pages() -> list[Text]:
    """Return the demo's pages."""
    return _texts("pages")


def masthead_and_shelves() -> dict[str, Any]:
    """Return ``blog.toml``: {"site", "categories", "series", "links", "tags"}."""
    return tomllib.loads((HERE / "blog.toml").read_text("utf-8"))


def _texts(folder: str) -> list[Text]:
    return [_text(path.read_text("utf-8")) for path in sorted((HERE / folder).glob("*.md"))]


def _text(file: str) -> Text:
    _, front, source = file.split(FENCE, 2)
    fields = tomllib.loads(front)
    return Text(
        title=fields["title"],
        source=source,
        slug=fields.get("slug"),
        language=fields.get("language", "zh-hans"),
        category=fields.get("category", ""),
        tags=tuple(fields.get("tags", ())),
        series=fields.get("series", ""),
        translation_of=fields.get("translation_of", ""),
        days_ago=fields.get("days_ago", 0),
        at=time.fromisoformat(fields.get("at", "12:00")),
        is_pinned=fields.get("pinned", False),
        is_draft=fields.get("draft", False),
        licence=fields.get("licence", AS_THE_SITE),
        menu_order=fields.get("menu_order", 0),
        is_in_foot=fields.get("place") == "foot",
        shows_links=fields.get("shows_links", False),
        comments=_remarks(fields.get("comments", ())),
    )


def _remarks(tables: Iterable[dict[str, Any]]) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            text=table["text"],
            name=table.get("name", ""),
            is_by_author=table.get("by_author", False),
            hours_after=table["hours_after"],
            replies=_remarks(table.get("replies", ())),
        )
        for table in tables
    )
