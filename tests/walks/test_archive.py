"""The archive and its months: what is listed where, however many posts there are."""

import re

import pytest
from django.test import Client

from blog.posts.models import Post
from blog.posts.site import Site
from blog.reading import archive
from tests.make import make_post, moment

pytestmark = pytest.mark.django_db


def titles(page: str) -> list[str]:
    found = re.findall(r'class="card__title[^>]*>\s*<a[^>]*>(.*?)</a>', page, re.DOTALL)
    return [title.strip() for title in found]


@pytest.fixture
def posts() -> list[Post]:
    days = ["2024-12-31T23:59", "2025-06-01T00:00", "2025-06-15", "2025-06-30T23:59", "2025-07-01"]
    return [make_post(title=f"P{n}", published_at=moment(day)) for n, day in enumerate(days)]


def test_a_month_lists_its_posts_by_the_sites_own_clock(client: Client, posts):
    assert titles(client.get("/archives/2025/06/").text) == ["P3", "P2", "P1"]
    assert titles(client.get("/archives/2024/12/").text) == ["P0"]


def test_a_month_goes_on_in_pages(client: Client, posts):
    Site.objects.update(posts_per_page=2)
    assert titles(client.get("/archives/2025/06/").text) == ["P3", "P2"]
    assert titles(client.get("/archives/2025/06/page/2/").text) == ["P1"]
    first = client.get("/archives/2025/06/page/1/")
    assert (first.status_code, first["Location"]) == (301, "/archives/2025/06/")


def test_a_pinned_post_keeps_its_place_in_time(client: Client, posts):
    Post.objects.filter(title="P1").update(is_pinned=True)
    assert titles(client.get("/archives/2025/06/").text) == ["P3", "P2", "P1"]


def test_a_month_leads_to_those_beside_it(client: Client, posts):
    page = client.get("/archives/2025/06/").text
    assert re.search(r'href="/archives/2025/06/" aria-current="page"', page)
    for address in ("/archives/", "/archives/2025/07/", "/archives/2024/12/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    "address",
    ["2025/05/", "2025/13/", "0000/01/", "9999/12/", "2025/6/", "2025/06/page/2/"],
)
def test_an_empty_month_is_not_there(client: Client, posts, address):
    assert client.get(f"/archives/{address}").status_code == 404


def test_what_is_held_back_has_no_month_yet(client: Client):
    make_post(published_at=moment("2125-01-01"))
    make_post(published_at=moment("2025-01-01"), status=Post.Status.DRAFT)
    for address in ("/archives/2125/01/", "/archives/2025/01/"):
        assert client.get(address).status_code == 404
    assert "2125" not in client.get("/archives/").text


@pytest.mark.parametrize("are_few", [True, False])
def test_the_archive_leads_to_every_month(client: Client, posts, monkeypatch, are_few):
    monkeypatch.setattr(archive, "MOST_LISTED", len(posts) if are_few else len(posts) - 1)
    page = client.get("/archives/").text
    months = re.findall(r'href="(/archives/\d{4}/\d\d/)"', page)
    assert months == ["/archives/2025/06/", "/archives/2025/07/", "/archives/2024/12/"]
    assert page.count('class="index-rows__title') == (len(posts) if are_few else 0)


@pytest.mark.parametrize("address", ["/archives/", "/archives/2025/06/"])
def test_four_queries_at_most(client: Client, posts, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(4):
        assert client.get(address).status_code == 200
