"""What a rendering is: frozen shapes, shared by every step and by every caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

ImageSize = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the table of contents."""

    level: int
    anchor: str
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Something that can be cited: ``key`` is the author's name for it, "" where there is none.

    kind: "equation", "section", "figure" or "theorem". word: what a statement calls itself, "引理".
    """

    key: str
    number: str
    anchor: str
    kind: str = "equation"
    word: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLabel:
    """A label of another article: the number shown there and the address that leads to it."""

    number: str
    url: str
    kind: str = "equation"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An equation that a text names by its number.

    number: to be shown, without brackets. url: where it stands, "" where it is gone. note: what
    is to be said of it besides.
    """

    number: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the author should know, at a 1-based line and column (in characters) of the source.

    template: English with ``%(name)s`` places, so that it can be translated before filling.
    tex: the formula concerned, or "".
    """

    severity: Severity
    line: int
    column: int
    template: str
    params: dict[str, str] = field(default_factory=dict)
    tex: str = ""

    @property
    def message(self) -> str:
        """Return the problem in English, filled in."""
        return self.template % self.params


@dataclass(frozen=True, slots=True)
class FeedForm:
    """A text and its opening as feeds carry them; empty where none was asked for."""

    html: str = ""
    teaser_html: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything one rendering gives.

    description: the first words of ``plain``, on one line.
    toc: headings in order. labels: what can be cited from elsewhere. problems: by position.
    is_whole: False where the pipeline gave up and the source stands in place of its rendering.
    """

    html: str
    teaser_html: str
    has_more: bool
    plain: str
    description: str = ""
    feed: FeedForm = FeedForm()
    toc: tuple[Heading, ...] = ()
    labels: tuple[Label, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Inline:
    """A title or a name: as HTML, as plain text for places without markup, as LaTeX to cite it."""

    html: str
    plain: str
    latex: str = ""


ImageSizes = Callable[[str], ImageSize | None]
"""From an image's address to its size, or None where it is unknown."""

ForeignLabels = Callable[[str], ForeignLabel | None]
"""From a key such as ``6760:eq:loss`` to that article's label, or None where there is none."""

Mentions = Callable[[str], Mentioned | None]
"""From a number written in running words to the equation meant, or None where it is none."""
