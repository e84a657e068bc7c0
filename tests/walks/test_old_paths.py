"""Old addresses: of whatever was renamed, and of the blog that was there before."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from blog.authoring.publish import save_named, save_page, save_post
from blog.posts.models import Post
from blog.posts.old_paths import OldPath
from tests.make import make_category, make_page, make_post, make_series, make_tag

pytestmark = pytest.mark.django_db


def renamed(thing, slug: str) -> None:
    thing.slug = slug
    save: Any = {"post": save_post, "page": save_page}.get(thing._meta.model_name, save_named)
    save(thing)


@pytest.mark.parametrize(
    ("make", "before", "after"),
    [
        (lambda: make_category(slug="a"), "/category/a/", "/category/b/"),
        (lambda: make_tag("a"), "/tag/a/", "/tag/b/"),
        (lambda: make_series(slug="a"), "/series/a/", "/series/b/"),
        (lambda: make_page(slug="a"), "/a/", "/b/"),
        (lambda: make_post(slug="a"), "/archives/a/", "/archives/b/"),
    ],
)
def test_whatever_is_renamed_is_found_at_its_former_address(client: Client, make, before, after):
    renamed(make(), "b")
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, after)
    assert client.get(after).status_code == 200


def test_what_stands_below_an_old_address_moves_along(client: Client):
    renamed(make_category(slug="甲"), "乙")
    assert client.get("/category/甲/feed/atom/")["Location"] == "/category/%E4%B9%99/feed/atom/"
    assert client.get("/category/甲/page/2/")["Location"] == "/category/%E4%B9%99/page/2/"
    assert client.get("/category/乙/page/2/").status_code == 404


def test_a_query_stays_unless_it_was_the_address(client: Client):
    post = make_post(slug="new")
    OldPath.objects.create(path="/?p=123", post=post)
    OldPath.objects.create(path="/old.html", post=post)
    assert client.get("/?p=123")["Location"] == "/archives/new/"
    assert client.get("/?utm_source=a&p=123")["Location"] == "/archives/new/?utm_source=a"
    assert client.get("/old.html?utm_source=a")["Location"] == "/archives/new/?utm_source=a"
    assert client.get("/?p=124").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/archives/123.html", "/2019/05/primes.html", "/index.php?a=1&b=文", "/2019/05/primes/"],
)
def test_the_addresses_of_another_blog_lead_on(client: Client, path: str):
    post = make_post()
    OldPath.objects.create(path=path, post=post)
    assert client.get(path)["Location"] == post.url
    if path.endswith("/"):
        assert client.get(path.removesuffix("/"))["Location"] == post.url


def test_what_nobody_could_have_asked_for_is_no_error(client: Client):
    for query in ("p=%00", "p=%ff%fe", "&&&", "p" * 5000, "=".join("abc"), "p=%ed%a0%80"):
        assert client.get(f"/?{query}").status_code < 500
        assert client.get(f"/nowhere/?{query}").status_code in (400, 404, 414)


def test_an_address_taken_by_another_belongs_to_that_one(client: Client):
    renamed(make_category("First", slug="a"), "b")
    save_named(make_category("Second", slug="a"))
    assert client.get("/category/a/page/9/").status_code == 404


def test_a_pasted_address_is_kept_as_a_request_has_it():
    old = OldPath(path="https://old.example/%E6%97%A7/?p=1", post=make_post())
    old.full_clean()
    assert old.path == "/旧/?p=1"


class Renaming(TestCase):
    """Whatever was renamed to whatever, in whatever order, every old address ends at a page."""

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abcd")), max_size=8))
    def test_no_chain_of_names_ever_loops(self, steps):
        things = [make_category(slug=slug) for slug in "xyz"]
        used = set("xyz")
        for which, slug in steps:
            if slug not in {thing.slug for thing in things}:
                renamed(things[which], slug)
                used.add(slug)
        for slug in used:
            response = self.client.get(f"/category/{slug}/")
            hops = 0
            while response.status_code == 301:
                response = self.client.get(response["Location"])
                hops += 1
            assert (response.status_code, hops <= 1) == (200, True)


def test_a_hidden_target_stays_hidden(client: Client):
    OldPath.objects.create(path="/?p=5", post=make_post(status=Post.Status.DRAFT))
    assert client.get("/?p=5").status_code == 200
