"""One rendering on its way through the pipeline."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from blog.markup import source
from blog.markup.anchors import Anchors
from blog.markup.delimiters import Stash
from blog.markup.document import (
    FeedForm,
    ForeignLabels,
    Heading,
    ImageSizes,
    Label,
    Mentions,
    Problem,
    Severity,
)
from blog.markup.elements import Element
from blog.markup.headings import Section
from blog.markup.typeset import Typeset


@dataclass(slots=True)
class Work:
    """One rendering on its way: the request, then what each step leaves for the next."""

    text: str
    profile: str
    language: str
    images: ImageSizes | None
    foreign: ForeignLabels | None
    article_url: str
    id_prefix: str
    feed_url: str
    macros: str = ""
    cited: Collection[str] = ()
    numbers_by_section: bool = False
    mentions: Mentions | None = None

    problems: list[Problem] = field(default_factory=list)
    stash: Stash = field(init=False)
    html: str = ""
    root: Element = field(default_factory=Element)
    anchors: Anchors = field(default_factory=Anchors)
    sections: list[Section] = field(default_factory=list)
    figures: list[Label] = field(default_factory=list)
    statements: list[Label] = field(default_factory=list)
    more_at: int | None = None
    setting: Typeset = field(init=False)
    opening: Element = field(default_factory=Element)
    teaser_html: str = ""
    has_more: bool = False
    feed: FeedForm = field(default_factory=FeedForm)
    plain: str = ""
    description: str = ""
    toc: tuple[Heading, ...] = ()

    @property
    def is_comment(self) -> bool:
        """Return whether a stranger wrote this."""
        return self.profile == "comment"

    def report(self, severity: Severity, excerpt: str, template: str, **params: str) -> None:
        """Note a problem where ``excerpt`` first stands in the source."""
        line, column = source.position_of(self.text, excerpt)
        self.problems.append(Problem(severity, line, column, template, params))
