"""From what the author wrote to what readers get: post and page → markup → stored HTML."""

import logging
from dataclasses import asdict
from typing import Any

from blog.markup import PIPELINE_VERSION, render, render_inline
from blog.markup.document import Document, Inline
from blog.media.images import sizes_in
from blog.posts.addresses import ANYWHERE
from blog.posts.citations import Citation
from blog.posts.labels import OtherPosts, keys_cited_in_pages, labels_in
from blog.posts.models import Page, Post
from blog.posts.site import macros
from blog.posts.taxonomy import Named

logger = logging.getLogger(__name__)

PAGE_FIELDS = [
    "title_html",
    "title_plain",
    "html",
    "problems",
    "rendered_with",
    "toc",
    "labels",
    "plain",
    "description",
]
"""What ``render_page`` sets."""
POST_FIELDS = [
    *PAGE_FIELDS,
    "title_latex",
    "teaser_html",
    "has_more",
    "feed_html",
    "feed_teaser_html",
]
"""What ``render_post`` sets."""
NAME_FIELDS = ["name_html", "name_plain"]
"""What ``render_name`` sets."""


def render_post(post: Post) -> None:
    """Set every rendered field of a stored post on the instance; ``post.save()`` keeps them.

    What it cites stands in ``found_citations`` then, for ``citations.keep``. Costs 3 queries, and
    one each where the text shows our images or names other posts.
    """
    post.title_latex = _render_title(post).latex
    others = labels_in(post.source, but=post.pk)
    document = _rendered(
        post,
        others,
        id_prefix=f"p{post.pk}-",
        feed_url=ANYWHERE + post.get_absolute_url(),
        cited=_cited(post),
        numbers_by_section=post.numbers_by_section,
    )
    if document:
        post.teaser_html, post.has_more = document.teaser_html, document.has_more
        post.feed_html, post.feed_teaser_html = document.feed.html, document.feed.teaser_html
        post.found_citations = others.asked


def render_page(page: Page) -> None:
    """Set every rendered field of a page on the instance; as ``render_post``."""
    _render_title(page)
    _rendered(page, labels_in(page.source))


def render_name(named: Named, macros: str) -> None:
    """Set the name of a category or a tag with its formulas on the instance: no query."""
    name = render_inline(named.name, macros=macros)
    named.name_html, named.name_plain = name.html, name.plain


def preview(source: str, language: str, *, numbers_by_section: bool = False) -> Document:
    """Return what a post of this source would become, without storing anything."""
    return render(
        source,
        "post",
        language=language,
        images=sizes_in(source),
        labels=labels_in(source),
        macros=macros(),
        # Which post it is nobody knows here, so a key counts as cited if anybody's is.
        cited=_cited(None),
        numbers_by_section=numbers_by_section,
    )


def _cited(post: Post | None) -> frozenset[str]:
    """Return the keys of ``post``, or of any, that other texts cite: 2 queries."""
    citations = Citation.objects.filter(cited=post) if post else Citation.objects.all()
    return frozenset(citations.values_list("key", flat=True)) | keys_cited_in_pages(post)


def _render_title(text: Post | Page) -> Inline:
    title = render_inline(text.title, language=text.language, macros=macros())
    text.title_html, text.title_plain = title.html, title.plain
    return title


def _rendered(text: Post | Page, others: OtherPosts, **options: Any) -> Document | None:
    """Render ``text.source`` onto ``text``; log and return None where the pipeline gives up."""
    document = render(
        text.source,
        "post",
        language=text.language,
        images=sizes_in(text.source),
        labels=others,
        article_url=text.get_absolute_url(),
        macros=macros(),
        **options,
    )
    text.problems = [asdict(problem) for problem in document.problems]
    if text.html and not document.is_whole:
        reason = document.problems[-1].message
        logger.warning("%s %s keeps its last rendering: %s", type(text).__name__, text.pk, reason)
        return None
    text.html, text.plain, text.description = document.html, document.plain, document.description
    text.toc = [asdict(heading) for heading in document.toc]
    text.labels = [asdict(label) for label in document.labels]
    text.rendered_with = PIPELINE_VERSION
    return document
