"""From what the author wrote to what readers get: post and page → markup → stored HTML."""

import logging
from dataclasses import asdict

from blog.markup import PIPELINE_VERSION, render, render_inline
from blog.markup.document import Document
from blog.media.images import sizes_in
from blog.posts.addresses import ANYWHERE
from blog.posts.models import Page, Post

logger = logging.getLogger(__name__)


def render_post(post: Post) -> None:
    """Set every rendered field of a stored post on the instance; ``post.save()`` keeps them.

    Costs no query, one where the text shows our images.
    """
    title = render_inline(post.title, language=post.language)
    post.title_html, post.title_plain = title.html, title.plain
    document = _rendered(
        post, id_prefix=f"p{post.pk}-", feed_url=ANYWHERE + post.get_absolute_url()
    )
    if document:
        post.teaser_html, post.has_more = document.teaser_html, document.has_more
        post.feed_html, post.feed_teaser_html = document.feed.html, document.feed.teaser_html


def render_page(page: Page) -> None:
    """Set every rendered field of a page on the instance; as ``render_post``."""
    _rendered(page)


def preview(source: str, language: str) -> Document:
    """Return what a post of this source would become, without storing anything."""
    return render(source, "post", language=language, images=sizes_in(source))


def _rendered(text: Post | Page, id_prefix: str = "", feed_url: str = "") -> Document | None:
    """Render ``text.source`` onto ``text``; log and return None where the pipeline gives up."""
    document = render(
        text.source,
        "post",
        language=text.language,
        images=sizes_in(text.source),
        article_url=text.get_absolute_url(),
        id_prefix=id_prefix,
        feed_url=feed_url,
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
