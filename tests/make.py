"""Objects for tests: valid by default, so that a test overrides only what its claim mentions."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from blog.authoring.publish import save_named, save_page, save_post
from blog.comments.conversation import store
from blog.comments.models import Comment
from blog.posts.models import Page, Post
from blog.posts.series import Series
from blog.posts.taxonomy import Category, Tag

_numbers = count(1)

NOT_PUBLIC: dict[str, dict[str, Any]] = {
    "draft": {"status": Post.Status.DRAFT},
    "private": {"status": Post.Status.PRIVATE},
    "held": {"published_at": timezone.now() + timedelta(days=1)},
}
"""What keeps a post from strangers, as ``make_post`` takes it."""


def make_category(name: str = "", **fields: Any) -> Category:
    """Store a category."""
    category = Category(name=name or f"Category {next(_numbers)}", **fields)
    save_named(category)
    return category


def make_tag(name: str, **fields: Any) -> Tag:
    """Store a tag; one that has the name already is returned."""
    tag = Tag.objects.filter(name=name).first() or Tag(name=name, **fields)
    save_named(tag)
    return tag


def make_series(name: str = "", **fields: Any) -> Series:
    """Store a series with its name as readers see it."""
    series = Series(name=name or f"Series {next(_numbers)}", **fields)
    save_named(series)
    return series


def make_post(source: str = "Some text.", *, tags: list[str] | None = None, **fields: Any) -> Post:
    """Store a public post with its rendering, under no category."""
    defaults: dict[str, Any] = {
        "title": f"Post {next(_numbers)}",
        "status": Post.Status.PUBLISHED,
        "published_at": timezone.now(),
    }
    post = Post(source=source, **{**defaults, **fields})
    save_post(post, [make_tag(name) for name in tags or []])
    return post


def make_page(source: str = "Some text.", **fields: Any) -> Page:
    """Store a page with its rendering."""
    number = next(_numbers)
    page = Page(source=source, **{"title": f"Page {number}", "slug": f"page-{number}", **fields})
    save_page(page)
    return page


def make_comment(post: Post, source: str = "A remark.", **fields: Any) -> Comment:
    """Store a comment that readers see, with its rendering."""
    defaults: dict[str, Any] = {"author_name": "Reader", "status": Comment.Status.SHOWN}
    comment = Comment(post=post, source=source, **{**defaults, **fields})
    store(comment)
    return comment


def moment(text: str) -> datetime:
    """Return an ISO date or time as a moment in the site's time zone."""
    return timezone.make_aware(datetime.fromisoformat(text))
