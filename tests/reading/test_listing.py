"""Deep pages: the same posts from either end, and no more work than an index is."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from blog.posts.models import Post
from blog.posts.neighbours import neighbours_of
from blog.posts.site import Site, current_edition
from blog.posts.taxonomy import Category, Tag, Tagging
from blog.reading import far
from blog.reading.listing import BY_DATE, listing
from tests.make import make_post, moment

pytestmark = pytest.mark.django_db

MANY = 3_000


def titles(rows: QuerySet[Any], total: int, number: int, **how: Any) -> list[str]:
    page = listing(rows, total, number, 3, str, **how)
    return [post.title for post in page.posts]


@pytest.mark.parametrize("total", [1, 2, 3, 7, 9, 10])
def test_the_pages_together_are_the_list_once(total):
    tag = Tag.objects.create(name="t")
    for number in range(total):
        day = moment(f"2025-01-{1 + number // 2:02}")  # two of each day
        make_post(published_at=day, tags=["t"], is_pinned=number == 1)
    listed = list(Post.objects.public().newest_first().values_list("title", flat=True))
    pages = range(1, -(-total // 3) + 1)
    public = Post.objects.public()
    assert [title for n in pages for title in titles(public, total, n)] == listed
    tagged = Tagging.objects.filter(tag=tag)
    assert [title for n in pages for title in titles(tagged, total, n, key="post")] == listed
    by_date = list(public.order_by("-published_at", "-pk").values_list("title", flat=True))
    assert [title for n in pages for title in titles(public, total, n, order=BY_DATE)] == by_date


@pytest.fixture
def many() -> Category:
    """Store bare posts, enough for the planner to mind."""
    category = Category.objects.create(name="c")
    tag = Tag.objects.create(name="t")
    begin = moment("2020-01-01")
    posts = Post.objects.bulk_create(
        Post(
            title="x",
            html="x" * 200,
            status=Post.Status.PUBLISHED,
            published_at=begin + timedelta(hours=number),
            category=category,
        )
        for number in range(MANY)
    )
    Tagging.objects.bulk_create(Tagging(post=post, tag=tag) for post in posts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE blog_post; ANALYZE blog_post_tags")
    return category


def nodes(query: QuerySet[Any]) -> list[dict[str, Any]]:
    """Return every node of the plan of a query."""
    found = []
    waiting = [json.loads(query.explain(format="json"))[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.get("Plans", [])
    return found


@pytest.mark.parametrize("offset", [0, MANY // 2, MANY - 10])
def test_a_deep_page_is_read_from_an_index(many, offset):
    home = Post.objects.public().newest_first().values("pk")[offset : offset + 10]
    month = Post.objects.public().order_by("-published_at", "-pk").values("pk")[:10]
    tagged = Tagging.objects.filter(tag=Tag.objects.get().pk, published_at__lte=timezone.now())
    order = ("-is_pinned", "-published_at", "-post")
    with connection.cursor() as cursor:
        # Few rows are sorted at once; what is asked here is whether an index could do without.
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off")
    for query, index in (
        (home, "post_listing"),
        (month, "post_by_date"),
        (tagged.order_by(*order).values("post")[offset : offset + 10], "tagging_listing"),
    ):
        plan = nodes(query)
        assert index in {node.get("Index Name") for node in plan}
        assert "Sort" not in {node["Node Type"] for node in plan}


def test_neighbours_are_found_without_passing_over_others(many):
    post = Post.objects.order_by("published_at")[MANY // 2]
    with connection.execute_wrapper(explaining := Explaining()):
        neighbours_of(post)
    assert 0 < explaining.rows < 50


class Explaining:
    """Counts the rows that scans of a query have looked at."""

    rows = 0

    def __call__(self, execute, sql, params, many, context):
        with connection.connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            waiting = [cursor.fetchone()[0][0]["Plan"]]
        while waiting:
            node = waiting.pop()
            removed = node.get("Rows Removed by Filter", 0)
            self.rows += int(node["Actual Rows"] + removed)
            waiting += node.get("Plans", [])
        return execute(sql, params, many, context)


def test_a_far_page_is_entered_by_its_month(monkeypatch):
    monkeypatch.setattr(far, "FAR", 1)
    for number in range(20):
        day = moment(f"2025-0{1 + number // 4}-0{1 + number % 4}")
        make_post(published_at=day, is_pinned=number in (2, 9, 10))
    listed = list(Post.objects.public().newest_first().values_list("title", flat=True))
    edition = current_edition()
    for number in range(1, 8):
        begin = (number - 1) * 3
        posts, out = far.from_its_month(Post.objects.public(), begin, edition)
        assert titles(posts, 20, number, out=out) == listed[begin : begin + 3]
        assert begin <= 3 or begin - out < 4


def test_a_far_page_takes_four_queries_at_most(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(far, "FAR", 1)
    Site.objects.update(posts_per_page=2)
    for _ in range(6):
        make_post()
    with django_assert_max_num_queries(4):
        assert client.get("/page/3/").status_code == 200
