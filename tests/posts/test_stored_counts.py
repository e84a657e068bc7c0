"""Counts that the database keeps: whoever changes what, and through which door."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from blog.comments.models import Comment
from blog.posts.models import Post
from blog.posts.site import Site
from blog.posts.taxonomy import Category, Tag, Tagging
from tests.make import make_category, make_comment, make_post

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    """Return every stored count by what it counts."""
    site = Site.objects.get()
    counts = {"site": site.post_count}
    counts |= {category.slug: category.post_count for category in Category.objects.all()}
    counts |= {tag.slug: tag.post_count for tag in Tag.objects.all()}
    return counts | {post.title: post.comment_count for post in Post.objects.all()}


@pytest.fixture
def post() -> Post:
    post = make_post(title="post", category=make_category(slug="c"), tags=["t"])
    make_category(slug="d")
    make_comment(post)
    make_comment(post, status="held")
    return post


def sql(statement: str) -> Callable[[Post], None]:
    def run(post: Post) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


CHANGES: dict[str, tuple[Callable[[Post], object], dict[str, int]]] = {
    "nothing": (lambda post: None, {}),
    "another post": (lambda post: make_post(title="new"), {"site": 2, "new": 0}),
    "another draft": (lambda post: make_post(title="new", status="draft"), {"new": 0}),
    "a post withdrawn": (
        lambda post: Post.objects.update(status=Post.Status.DRAFT),
        {"site": 0, "c": 0, "t": 0},
    ),
    "a post filed elsewhere": (sql("UPDATE blog_post SET category_id = d.id FROM"
                                   " (SELECT id FROM blog_category WHERE slug = 'd') d"),
                               {"c": 0, "d": 1}),
    "a tag taken away": (lambda post: post.tags.clear(), {"t": 0}),
    "a comment shown": (lambda post: Comment.objects.update(status="shown"), {"post": 2}),
    "a comment hidden": (lambda post: Comment.objects.update(status="hidden"), {"post": 0}),
    "comments deleted": (lambda post: Comment.objects.all().delete(), {"post": 0}),
    "a rendering": (lambda post: Post.objects.update(html="x"), {}),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_counts_follow(post, change, expected):
    before = {"site": 1, "c": 1, "d": 0, "t": 1, "post": 1}
    assert counted() == before
    change(post)
    assert counted() == {**before, **expected}


def test_a_deleted_post_takes_its_counts_along(post):
    post.delete()
    assert counted() == {"site": 0, "c": 0, "d": 0, "t": 0}


def test_one_statement_counts_for_many_rows(post):
    other = make_post(title="other", category=post.category, tags=["t"])
    Comment.objects.bulk_create(
        Comment(post=each, author_name="x", source="x", status="shown")
        for each in (post, other, other)
    )
    assert counted() == {"site": 2, "c": 2, "d": 0, "t": 2, "post": 2, "other": 2}


def test_saving_what_was_loaded_earlier_leaves_the_count_alone(post):
    stale = Post.objects.get(pk=post.pk)
    make_comment(post)
    stale.title_plain = "x"
    stale.save()
    assert Post.objects.get(pk=post.pk).comment_count == 2


def test_a_tagging_carries_what_its_list_is_ordered_by(post):
    tagging = Tagging.objects.get()
    assert (tagging.is_pinned, tagging.published_at) == (False, post.published_at)
    later = timezone.now() + timedelta(days=1)
    Post.objects.update(is_pinned=True, published_at=later)
    tagging.refresh_from_db()
    assert (tagging.is_pinned, tagging.published_at) == (True, later)
    Post.objects.update(status=Post.Status.DRAFT)
    tagging.refresh_from_db()
    assert tagging.published_at is None
    assert Tagging.objects.create(post=post, tag=Tag.objects.create(name="u")).published_at is None
