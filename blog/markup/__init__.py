"""Source text to HTML: pure Python, no Django inside.

The door of this room is ``render`` (a text) and ``render_inline`` (a title); ``pipeline.py``
reads as the table of contents of everything behind it.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Literal

from blog.markup.document import Document, FeedForm, ForeignLabels, ImageSizes, Mentions, Problem
from blog.markup.errors import MarkupError
from blog.markup.inline import render_inline
from blog.markup.pipeline import run
from blog.markup.shared_macros import problems_in_macros
from blog.markup.source import cleaned
from blog.markup.work import Work

__all__ = [
    "PIPELINE_VERSION",
    "PROFILES",
    "Profile",
    "problems_in_macros",
    "render",
    "render_inline",
]

PIPELINE_VERSION = 10
"""Raised with every change of what the pipeline writes, so that stored posts can be found that
an older one rendered."""

Profile = Literal["post", "comment", "feed"]
PROFILES: tuple[Profile, ...] = ("post", "comment", "feed")

_TEASER_OF_UNRENDERED = 280


def render(
    source: str,
    profile: Profile = "post",
    *,
    language: str = "zh-hans",
    images: ImageSizes | None = None,
    labels: ForeignLabels | None = None,
    article_url: str = "",
    id_prefix: str = "",
    feed_url: str = "",
    macros: str = "",
    cited: Collection[str] = (),
    numbers_by_section: bool = False,
    mentions: Mentions | None = None,
) -> Document:
    """Return ``source``, Markdown with TeX, as HTML and all that goes with it.

    Never raises on any text: one beyond the bounds is shown as it stands, with a problem.
    language: names figures and boxes. images: sizes of the site's own pictures.
    labels: what other articles can be cited by. article_url and id_prefix: for the teaser, which
    stands on other pages; in a comment the prefix is for its own ids.
    feed_url: the absolute address of the article; where given, the text is also written for feeds.
    macros: definitions that hold from the beginning. cited: the keys that other articles cite.
    numbers_by_section: number equations (2.1), (2.2) in the second section.
    mentions: which equations numbers in running words mean, "式(5)".
    """
    work = Work(
        source, profile, language, images, labels, article_url, id_prefix, feed_url,
        macros, cited, numbers_by_section, mentions,
    )  # fmt: skip
    try:
        return run(work)
    except MarkupError as error:
        problem = Problem("error", error.line, error.column, error.template, error.params)
    except RecursionError:
        problem = Problem("error", 1, 1, "The text nests too deep")
    return _unrendered(source, [*work.problems, problem])


def _unrendered(source: str, problems: list[Problem]) -> Document:
    """Return the text as it stands."""
    text, _ = cleaned(source)
    opening = text[:_TEASER_OF_UNRENDERED]
    html, teaser_html = _as_it_stands(text), _as_it_stands(opening)
    return Document(
        html=html,
        teaser_html=teaser_html,
        feed=FeedForm(html, teaser_html),
        has_more=len(opening) < len(text),
        plain=text,
        problems=tuple(problems),
        is_whole=False,
    )


def _as_it_stands(text: str) -> str:
    return f'<div class="code"><pre tabindex="0"><code>{escape(text)}</code></pre></div>'
