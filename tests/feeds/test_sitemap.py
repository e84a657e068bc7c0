"""The sitemap and robots.txt: what crawlers are told."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from blog.feeds import sitemap
from blog.posts.models import Post
from tests.make import NOT_PUBLIC, make_category, make_page, make_post, moment

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client: Client, address: str = "/sitemap.xml", root: str = "urlset") -> dict[str, str]:
    """Return path → last change."""
    response = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = ET.fromstring(response.content)
    assert tree.tag == f"{NAMESPACE}{root}"
    return {
        (entry.findtext(f"{NAMESPACE}loc") or "").removeprefix(SITE): entry.findtext(
            f"{NAMESPACE}lastmod"
        )
        or ""
        for entry in tree
    }


def test_every_public_address_is_listed_with_its_last_change(client: Client):
    first = make_post(published_at=moment("2025-06-01"), category=make_category(slug="c"))
    revised = make_post(slug="矩阵", tags=["t"])
    Post.objects.filter(pk=revised.pk).update(updated_at=moment("2025-07-01"))
    make_page(slug="about")
    assert places(client) == {
        "/": "",
        "/archives/": "",
        "/archives/2025/06/": "",
        f"/archives/{timezone.localdate():%Y/%m}/": "",
        "/about/": "",
        "/category/c/": "",
        "/tag/t/": "",
        f"/archives/{first.pk}/": "2025-05-31T16:00:00+00:00",
        "/archives/%E7%9F%A9%E9%98%B5/": "2025-06-30T16:00:00+00:00",
    }
    for path in places(client):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("fields", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_what_is_not_public_is_not_listed(client: Client, fields):
    make_post(slug="secret", tags=["secret-tag"], **fields)
    assert set(places(client)) == {"/", "/archives/"}


def test_too_many_addresses_are_listed_in_parts(client: Client, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
    posts = [make_post(published_at=moment("2025-06-01")) for _ in range(4)]
    parts = places(client, root="sitemapindex")
    assert list(parts) == [f"/sitemap.xml?part={n}" for n in (0, 1, 2)]
    listed = [path for part in parts for path in places(client, part)]
    assert listed == ["/", "/archives/", "/archives/2025/06/", *(post.url for post in posts)]
    for none in ("3", "-1", "x", "٣"):
        assert client.get("/sitemap.xml", {"part": none}).status_code == 404


def test_the_sitemap_takes_six_queries_at_most(client: Client, django_assert_max_num_queries):
    for _ in range(5):
        make_post(tags=["a", "b"])
    with django_assert_max_num_queries(6):
        response = client.get("/sitemap.xml")
    assert response["Cache-Control"] == "public, no-cache"
    again = client.get("/sitemap.xml", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_robots_are_let_in_and_not_told_where_the_author_works(client: Client, settings):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow:",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
    assert settings.ADMIN_PATH not in response.text
