"""What a page says of itself in its head: to search engines, link previews and feed readers."""

import re

import pytest
from django.test import Client

from blog.posts.site import Site
from tests.make import make_category, make_page, make_post

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _no_kept_pages(settings) -> None:
    settings.PAGES_KEPT = 0


def meta(page: str, name: str) -> list[str]:
    return re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)


def links(page: str, kind: str) -> list[str]:
    return re.findall(rf'<link rel="{kind}"[^>]* href="([^"]*)">', page)


def test_an_article_is_described_by_its_first_words(client: Client):
    post = make_post('When $x_i^2<1$ & "so".', title="On $\\frac13$", slug="矩阵")
    page = client.get(post.url).text
    for name in ("description", "og:description"):
        assert meta(page, name) == ["When xᵢ²&lt;1 &amp; &quot;so&quot;."]
    assert meta(page, "og:title") == ["On 1/3"]
    assert meta(page, "og:type") == ["article"]
    assert links(page, "canonical") == meta(page, "og:url") == [f"{SITE}{post.url}"]
    assert f"/archives/{post.pk}/feed/" in links(page, "alternate")


@pytest.mark.parametrize(
    "address",
    ["/", "/page/2/", "/category/c/", "/tag/t/", "/archives/", "/category/", "/tag/", "/about/"],
)
def test_every_page_has_one_canonical_address_and_the_sites_feeds(client: Client, address):
    Site.objects.update(tagline="Proofs", posts_per_page=1)
    make_page(slug="about")
    for _ in range(2):
        make_post(tags=["t"], category=make_category(slug="c") if _ else None)
    page = client.get(f"{address}?from=elsewhere").text
    assert links(page, "canonical") == meta(page, "og:url") == [SITE + address]
    assert len(meta(page, "og:title")) == 1
    assert len(meta(page, "description")) <= 1
    assert links(page, "alternate")[-3:] == ["/feed/", "/feed/atom/", "/feed/json/"]


@pytest.mark.parametrize("address", ["/category/c/", "/tag/t/"])
def test_a_list_offers_feeds_of_its_own_that_exist(client: Client, address):
    make_post(tags=["t"], category=make_category(slug="c"))
    feeds = links(client.get(address).text, "alternate")
    assert feeds[:3] == [f"{address}feed/{ending}" for ending in ("", "atom/", "json/")]
    assert {client.get(feed).status_code for feed in feeds} == {200}


def test_the_front_page_is_described_by_the_tagline(client: Client):
    Site.objects.update(tagline="Proofs", title="A&B")
    page = client.get("/").text
    assert meta(page, "description") == ["Proofs"]
    assert meta(page, "og:title") == ["A&amp;B"]


def test_a_page_that_is_not_there_claims_no_address(client: Client):
    page = client.get("/nowhere/").text
    assert links(page, "canonical") == []
    assert meta(page, "robots") == ["noindex"]
