"""What else there is: short lists that surround the pages, computed once an edition."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.db.models.functions import JSONObject

from blog.comments.addresses import comment_address
from blog.comments.models import Comment
from blog.posts.addresses import address
from blog.posts.models import Post
from blog.posts.popular import popular
from blog.posts.queries import PostQuerySet

SHOWN = 5


@dataclass(frozen=True, slots=True)
class PostLink:
    """A post by its title."""

    title_html: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """A comment by who wrote it, under which post."""

    author_name: str
    post: PostLink
    url: str


def recent_post_rows() -> ArraySubquery:
    """Return an expression: the newest public posts."""
    return _first(Post.objects.public().order_by("-published_at", "-pk"))


def popular_post_rows() -> ArraySubquery:
    """Return an expression: the public posts that are read most."""
    return _first(popular())


def recent_comment_rows() -> ArraySubquery:
    """Return an expression: the newest comments that readers see."""
    row = JSONObject(
        author_name="author_name",
        comment="pk",
        pk=F("post__pk"),
        slug=F("post__slug"),
        comment_count=F("post__comment_count"),
        title_html=F("post__title_html"),
        language=F("post__language"),
    )
    newest = Comment.objects.shown().filter(post__in=Post.objects.public())
    return ArraySubquery(newest.order_by("-created_at", "-pk")[:SHOWN].values(json=row))


def posts_in(rows: list[dict[str, Any]]) -> tuple[PostLink, ...]:
    """Return rows of posts as links."""
    return tuple(map(_post, rows))


def comments_in(rows: list[dict[str, Any]]) -> tuple[Said, ...]:
    """Return rows of comments, each leading to its place under its post."""
    return tuple(map(_said, rows))


def _first(posts: PostQuerySet) -> ArraySubquery:
    row = JSONObject(pk="pk", slug="slug", title_html="title_html", language="language")
    return ArraySubquery(posts[:SHOWN].values(json=row))


def _post(row: dict[str, Any]) -> PostLink:
    return PostLink(row["title_html"], row["language"], address("post", row["slug"] or row["pk"]))


def _said(row: dict[str, Any]) -> Said:
    post = _post(row)
    url = comment_address(post.url, row["comment_count"], row["comment"])
    return Said(row["author_name"], post, url)
