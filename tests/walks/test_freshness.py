"""Conditional requests: a copy holds until something a reader could see has changed."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.comments.models import Comment
from blog.posts.links import Link
from blog.posts.menu import lay_out
from blog.posts.models import Post
from blog.posts.related import Related
from blog.posts.site import Site
from tests.make import make_category, make_comment, make_page, make_post, make_series

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/archives/first/", "/archives/", "/category/c/", "/tag/t/", "/about/"]


@pytest.fixture
def post() -> Post:
    make_page(slug="about")
    return make_post(slug="first", category=make_category(slug="c"), tags=["t"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_page_is_answered_304_from_one_query(
    client: Client, post, django_assert_num_queries, address
):
    first = client.get(address)
    assert first.status_code == 200
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        with django_assert_num_queries(1):
            again = client.get(address, headers=header)
        assert again.status_code == 304
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == "public, no-cache"


CHANGES = {
    "a new comment": make_comment,
    "a bulk update": lambda post: Post.objects.update(title_html="x"),
    "a tag": lambda post: post.tags.clear(),
    "a deletion": lambda post: post.delete(),
    "the site's title": lambda post: Site.objects.update(title="New"),
    "a page": lambda post: make_page(),
    "a category": lambda post: make_category(),
    "a series": lambda post: make_series(),
    "a link": lambda post: Link.objects.create(name="L", url="https://example.org/"),
    "a line of the menu": lambda post: lay_out(),
    "a relation": lambda post: Related.objects.create(post=post, other=make_post(), score=1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_visible_change_makes_a_copy_stale(client: Client, post, change):
    tag = client.get("/")["ETag"]
    change(post)
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_a_post_whose_time_comes_makes_a_copy_stale(client: Client, post, monkeypatch):
    make_post(title="Held", published_at=timezone.now() + timedelta(hours=1))
    first = client.get("/")
    assert "Held" not in first.text
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    again = client.get("/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "Held" in again.text


def test_pages_do_not_share_a_validator(client: Client, post):
    assert len({client.get(address)["ETag"] for address in ADDRESSES}) == len(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_pages_set_no_cookie_and_carry_no_form(client: Client, post, address):
    response = client.get(address)
    assert not response.cookies
    assert not response.has_header("Vary") or "Cookie" not in response["Vary"]
    assert "csrfmiddlewaretoken" not in response.text
    assert 'method="post"' not in response.text.lower()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_next_reader_of_an_edition_costs_one_query(
    client: Client, post, django_assert_num_queries, address
):
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)
    assert again.content == first.content
    assert again["Content-Type"] == first["Content-Type"]
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("times", [1, 2], ids=["rendered", "kept"])
def test_a_page_is_compressed_for_those_who_take_it(client: Client, post, times):
    plain = client.get("/")
    for _ in range(times):
        packed = client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    for refusal in ("identity", "gzip;q=0, br"):
        assert not client.get("/", headers={"Accept-Encoding": refusal}).has_header(
            "Content-Encoding"
        )


def test_a_site_may_keep_no_pages(client: Client, post, settings):
    settings.PAGES_KEPT = 0
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) > 1


def test_a_draft_is_kept_for_nobody(client: Client, admin_client: Client):
    draft = make_post(status=Post.Status.DRAFT)
    assert admin_client.get(draft.url).status_code == 200
    assert client.get(draft.url).status_code == 404


@pytest.mark.parametrize("status", ["held", "spam"])
def test_a_comment_nobody_sees_leaves_every_copy_fresh(client: Client, post, status):
    tag = client.get("/")["ETag"]
    comment = make_comment(post, status=status)
    Comment.objects.filter(pk=comment.pk).update(source="Changed")
    comment.delete()
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(("before", "after"), [("held", "shown"), ("shown", "spam")])
def test_approving_and_hiding_a_comment_makes_a_copy_stale(client: Client, post, before, after):
    comment = make_comment(post, status=before)
    tag = client.get("/")["ETag"]
    Comment.objects.filter(pk=comment.pk).update(status=after)
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200
