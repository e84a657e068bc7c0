"""Rendering what is stored once more: posts, pages, comments, each kept as soon as it is done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from blog.authoring.cards import draw_later
from blog.authoring.citing import follow, shown_elsewhere
from blog.comments.conversation import follow_equations
from blog.comments.models import Comment
from blog.comments.rendering import COMMENT_FIELDS, render_comment
from blog.markup import PIPELINE_VERSION
from blog.posts.models import Page, Post
from blog.posts.related import relate
from blog.posts.rendering import (
    NAME_FIELDS,
    PAGE_FIELDS,
    POST_FIELDS,
    render_name,
    render_page,
    render_post,
)
from blog.posts.series import Series
from blog.posts.site import hold_edition, macros
from blog.posts.taxonomy import Category, Named, Tag
from blog.search.index import index

Stored = Post | Page | Comment
AnyStored = TypeVar("AnyStored", Post, Page, Comment)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be rendered again, as primary keys, so that stopping half-way loses nothing."""

    posts: list[int]
    pages: list[int]
    comments: list[int]

    def __len__(self) -> int:
        return len(self.posts) + len(self.pages) + len(self.comments)


def everything() -> Work:
    """Return all that is stored: 3 queries."""
    return _work(Post.objects.all(), Page.objects.all(), Comment.objects.all())


def stale() -> Work:
    """Return what another version of the pipeline rendered: 3 queries."""
    return _work(
        Post.objects.exclude(rendered_with=PIPELINE_VERSION),
        Page.objects.exclude(rendered_with=PIPELINE_VERSION),
        Comment.objects.exclude(rendered_with=PIPELINE_VERSION),
    )


def of_posts(ids: list[int]) -> Work:
    """Return these posts and their comments: 2 queries; a number that is no post's is left out."""
    return _work(
        Post.objects.filter(pk__in=ids),
        Page.objects.none(),
        Comment.objects.filter(post__in=ids),
    )


def rerender(work: Work) -> Iterator[Stored]:
    """Render and store one after another, yielding each: some 8 queries, one at a time in memory.

    Each text is locked while it is rendered, so an edit made meanwhile waits and is not undone.
    """
    for pk in work.posts:
        yield from _again(Post.objects.filter(pk=pk), _render_post)
    for pk in work.pages:
        yield from _again(Page.objects.filter(pk=pk), _render_page)
    for pk in work.comments:
        yield from _again(Comment.objects.select_related("post").filter(pk=pk), _render_comment)


def rename() -> int:
    """Set the formulas in every name of a category, tag or series again; return how many changed.

    Names are short: all are read, in 6 queries, and those that changed are stored.
    """
    return _rename(Category) + _rename(Tag) + _rename(Series)


def _rename(kind: type[Named]) -> int:
    changed: list[Any] = []
    definitions = macros()
    for named in kind._default_manager.all():
        before = named.name_html, named.name_plain
        render_name(named, definitions)
        if (named.name_html, named.name_plain) != before:
            changed.append(named)
    kind._default_manager.bulk_update(changed, NAME_FIELDS, batch_size=500)
    return len(changed)


def _again(one: QuerySet[AnyStored], render: Callable[[AnyStored], None]) -> Iterator[AnyStored]:
    """Render and store the one text, unless it went away since the work was planned."""
    with transaction.atomic():
        hold_edition()
        text = one.select_for_update(of=("self",), no_key=True).first()
        if text is None:
            return
        render(text)
    yield text


def _render_post(post: Post) -> None:
    before = shown_elsewhere(post)
    render_post(post)
    post.save(update_fields=POST_FIELDS)
    follow(post, before)
    relate(post)
    index(post)
    follow_equations(post, has_moved=False)
    draw_later(post)


def _render_page(page: Page) -> None:
    render_page(page)
    page.save(update_fields=PAGE_FIELDS)


def _render_comment(comment: Comment) -> None:
    render_comment(comment)
    comment.save(update_fields=COMMENT_FIELDS)


def _work(posts: QuerySet[Post], pages: QuerySet[Page], comments: QuerySet[Comment]) -> Work:
    return Work(
        posts=list(posts.order_by("pk").values_list("pk", flat=True)),
        pages=list(pages.order_by("pk").values_list("pk", flat=True)),
        comments=list(comments.order_by("pk").values_list("pk", flat=True)),
    )
