"""The styles that readers may choose from."""

from collections.abc import Callable
from dataclasses import dataclass

from blog.reading.citation.bibtex import bibtex
from blog.reading.citation.csl import csl_json
from blog.reading.citation.entry import Entry
from blog.reading.citation.prose import ACCESSED, apa, gb7714
from blog.reading.citation.ris import ris


@dataclass(frozen=True, slots=True)
class Style:
    """A way to spell an entry. ending, content_type: of its file; "" where it is prose."""

    name: str
    spell: Callable[[Entry], str]
    ending: str = ""
    content_type: str = ""


STYLES = (
    Style("GB/T 7714", gb7714),
    Style("APA", apa),
    Style("BibTeX", bibtex, "bib", "application/x-bibtex"),
    Style("RIS", ris, "ris", "application/x-research-info-systems"),
    Style("CSL-JSON", csl_json, "json", "application/vnd.citationstyles.csl+json"),
)
FILES = {style.ending: style for style in STYLES if style.ending}


@dataclass(frozen=True, slots=True)
class Spelled:
    """An entry in one style, as the box shows it.

    rest: what follows the day of reading, "" where the style does without one. ending: of the
    file to download, or "".
    """

    name: str
    text: str
    rest: str
    ending: str


def in_every_style(entry: Entry) -> list[Spelled]:
    """Return the entry in all styles."""
    return [_spelled(style, entry) for style in STYLES]


def _spelled(style: Style, entry: Entry) -> Spelled:
    before, accessed, rest = style.spell(entry).strip().rpartition(ACCESSED)
    if style.spell is gb7714 and accessed:
        return Spelled(style.name, before, rest, style.ending)
    return Spelled(style.name, before + accessed + rest, "", style.ending)
