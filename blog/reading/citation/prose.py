"""Citations that people read: the author's line, GB/T 7714 and APA."""

from django.utils import dateformat
from django.utils.translation import override

from blog.reading.citation.entry import Entry
from blog.reading.citation.names import Name

ACCESSED = "[]"
"""Where GB/T 7714 has the day of reading, which only the reader's browser can know."""


def line(entry: Entry) -> str:
    """Return how the author would be cited: names, title, blog, year, address."""
    return " ".join(
        [
            *_ended(", ".join(name.in_order for name in entry.authors), entry.title, entry.place),
            f"{entry.site}, {entry.published_on.year}.",
            entry.url,
        ]
    )


def gb7714(entry: Entry) -> str:
    """Return the entry by GB/T 7714—2015, 8.8: a source online, [EB/OL].

    ``ACCESSED`` stands where the day of reading belongs, the last of its kind.
    """
    authors = ", ".join(map(_in_capitals, entry.authors))
    title = f"{entry.title}: {entry.place}" if entry.place else entry.title
    day = f"({entry.published_on:%Y-%m-%d}){ACCESSED}"
    return " ".join([*_ended(authors), f"{title}[EB/OL].", f"{day}.", f"{entry.url}."])


def apa(entry: Entry) -> str:
    """Return the entry in APA style, 7th edition, 10.1: a post of a blog."""
    authors = ", & ".join(map(_with_initials, entry.authors))
    with override("en"):
        day = dateformat.format(entry.published_on, "(Y, F j).")
    title = f"{entry.title} [{entry.place}]" if entry.place else entry.title
    return " ".join([*_ended(authors), day, *_ended(title, entry.site), entry.url])


def _in_capitals(name: Name) -> str:
    if not name.given:
        return name.family
    return f"{name.family.upper()} {name.initials('').replace('-', ' ')}"


def _with_initials(name: Name) -> str:
    return f"{name.family}, {name.initials('.')}" if name.given else name.family


def _ended(*parts: str) -> list[str]:
    """Return the parts there are, each with a full stop unless it ends with a mark of its own."""
    return [part if part[-1] in ".?!。？！…" else f"{part}." for part in parts if part]
