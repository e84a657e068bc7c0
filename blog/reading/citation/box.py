"""What the box under an article shows."""

from dataclasses import dataclass
from urllib.parse import quote

from blog.posts.models import Post
from blog.reading.chrome import Chrome
from blog.reading.citation.entry import Entry, entry_of
from blog.reading.citation.places import Place, places_in
from blog.reading.citation.prose import line
from blog.reading.citation.styles import Spelled, in_every_style


@dataclass(frozen=True, slots=True)
class Box:
    """An article's citation, or that of one place in it.

    at: the anchor of that place, "" for the whole. query: leads downloads to the same place.
    """

    line: str
    styles: list[Spelled]
    places: list[Place]
    at: str
    query: str


def box_of(post: Post, chrome: Chrome, at: str = "") -> Box:
    """Return the box of ``post``; an anchor ``at`` that it does not have means the whole."""
    places = places_in(post)
    entry, place = _entry(post, chrome, places, at)
    return Box(
        line=line(entry),
        styles=in_every_style(entry),
        places=places,
        at=place.anchor if place else "",
        query=f"?at={quote(place.anchor)}" if place else "",
    )


def cited(post: Post, chrome: Chrome, at: str = "") -> Entry:
    """Return the entry of ``post``, or of the place ``at`` in it."""
    return _entry(post, chrome, places_in(post), at)[0]


def _entry(post: Post, chrome: Chrome, places: list[Place], at: str) -> tuple[Entry, Place | None]:
    place = next((place for place in places if place.anchor == at), None)
    entry = entry_of(post, chrome)
    return (entry.at(place), place) if place else (entry, None)
