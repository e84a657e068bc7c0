"""Series from address to HTML: the overview, the list in its order, the article's place in it."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from blog.authoring.publish import save_post
from blog.posts.models import Post
from blog.posts.series import Series
from blog.posts.site import Site
from blog.templatetags.blog import as_part
from tests.make import make_category, make_page, make_post, make_series, moment
from tests.walks.test_listing import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    return make_series("On integrals", slug="integrals")


def parts_of(series: Series, count: int) -> list[Post]:
    """Return posts whose dates run against the order of the series."""
    return [
        make_post(title=f"P{n}", series=series, published_at=moment(f"2025-01-{28 - n}"))
        for n in range(1, count + 1)
    ]


def test_a_series_lists_its_parts_in_their_order_by_pages(client: Client, series):
    Site.objects.update(posts_per_page=2)
    parts_of(series, 3)
    assert titles(client.get("/series/integrals/")) == ["P1", "P2"]
    assert titles(client.get("/series/integrals/page/2/")) == ["P3"]
    assert client.get("/series/integrals/page/3/").status_code == 404
    assert client.get("/series/integrals/page/1/")["Location"] == "/series/integrals/"


def test_the_overview_shows_series_that_readers_can_begin(client: Client, series):
    parts_of(series, 2)
    make_post(series=make_series("Unwritten"), status=Post.Status.DRAFT)
    page = client.get("/series/").text
    assert "On integrals" in page
    assert "Unwritten" not in page


def test_no_series_is_said(client: Client):
    page = client.get("/series/").text
    assert 'class="empty"' in page
    assert 'href="/series/"' not in page


def test_the_menu_leads_to_series_once_there_is_one(client: Client, series):
    parts_of(series, 1)
    assert 'href="/series/"' in client.get("/").text


def test_an_article_knows_its_place_among_the_public_parts(client: Client, series):
    first, second, third, fourth = parts_of(series, 4)
    second.status = Post.Status.DRAFT
    save_post(second)
    place = Post.objects.for_page().get(pk=third.pk).place_in_series
    assert place
    assert (place.position, place.total) == (2, 3)
    assert (place.previous or {}).get("url") == first.url
    assert (place.next or {}).get("url") == fourth.url
    page = client.get(third.url).text
    facts = page[page.index('class="post__facts"') :]
    assert f'href="{first.url}"' in facts
    assert f'href="{fourth.url}"' in facts
    assert second.url not in page


def test_a_post_without_a_place_becomes_the_last_part(series):
    parts_of(series, 2)
    assert make_post(series=series).part == 3
    assert make_post(part=7).part is None


def test_a_card_says_which_part_it_is(client: Client, series):
    parts_of(series, 2)
    card = client.get("/").text
    assert re.search(r'href="/series/integrals/">On integrals</a> [^<]*(二|2)', card)


def test_a_series_has_feeds_and_stands_in_the_sitemap(client: Client, series):
    post = parts_of(series, 1)[0]
    for form in ("", "atom/", "json/"):
        assert post.url in client.get(f"/series/integrals/feed/{form}").text
    assert "/series/integrals/" in client.get("/sitemap.xml").text
    assert client.get("/series/none/feed/").status_code == 404


@pytest.mark.parametrize("address", ["/series/", "/series/integrals/"])
def test_series_take_four_queries_at_most(
    client: Client, django_assert_max_num_queries, series, address
):
    parts_of(series, 5)
    with django_assert_max_num_queries(4):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_parts_are_counted_as_in_chinese(number: int, word: str):
    with override("zh-hans"):
        assert as_part(number).endswith(word)
    with override("en"):
        assert as_part(number) == f"part {number}"


def test_an_article_with_all_that_leads_on_takes_six_queries(
    client: Client, django_assert_max_num_queries, series
):
    category = make_category(parent=make_category())
    parts = [make_post(series=series, category=category, tags=["t"]) for _ in range(3)]
    make_post(language="en", translation_of=parts[1])
    make_page(shows_links=True)
    with django_assert_max_num_queries(6):
        page = client.get(parts[1].url).text
    for mark in ("hreflang", "related__list", "series-steps", "breadcrumbs"):
        assert mark in page


def test_breadcrumbs_lead_up_the_tree(client: Client):
    above = make_category("Above", slug="above")
    below = make_category("Below", slug="below", parent=above)
    post = make_post(category=below)
    for address in (post.url, "/category/below/"):
        page = client.get(address).text
        crumbs = page[page.index('class="breadcrumbs"') :].partition("</nav>")[0]
        assert crumbs.index('href="/"') < crumbs.index('href="/category/above/"')
    assert 'href="/category/below/"' not in crumbs
