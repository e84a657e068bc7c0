"""Listings from address to HTML: home, category, tag, and their pages."""

import re

import pytest
from django.test import Client

from blog.posts.models import Post
from blog.posts.site import Site
from tests.make import make_category, make_comment, make_post, moment

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    """Return the titles of the cards of a listing, in order."""
    found = re.findall(r'class="card__title[^>]*>\s*<a[^>]*>(.*?)</a>', response.text, re.DOTALL)
    return [title.strip() for title in found]


@pytest.fixture
def three_a_page():
    Site.objects.update(posts_per_page=3)


def test_an_empty_blog_says_so(client: Client):
    response = client.get("/")
    assert response.status_code == 200
    assert titles(response) == []
    assert 'class="empty' in response.text


def test_home_shows_the_newest_first_in_pages(client: Client, three_a_page):
    for day in range(1, 6):
        make_post(title=f"Day {day}", published_at=moment(f"2025-01-0{day}"))
    assert titles(client.get("/")) == ["Day 5", "Day 4", "Day 3"]
    assert titles(client.get("/page/2/")) == ["Day 2", "Day 1"]


@pytest.mark.parametrize("number", ["3", "0", "99999999999999999999"])
def test_there_is_no_page_past_the_last(client: Client, three_a_page, number):
    for _ in range(5):
        make_post()
    assert client.get(f"/page/{number}/").status_code == 404


def test_the_first_page_has_one_address(client: Client):
    response = client.get("/page/1/")
    assert (response.status_code, response["Location"]) == (301, "/")


def test_a_pinned_post_stands_on_top_once(client: Client, three_a_page):
    for day in range(1, 6):
        make_post(title=f"Day {day}", published_at=moment(f"2025-01-0{day}"))
    Post.objects.filter(title="Day 1").update(is_pinned=True)
    assert titles(client.get("/")) == ["Day 1", "Day 5", "Day 4"]
    assert titles(client.get("/page/2/")) == ["Day 3", "Day 2"]


def test_a_draft_is_on_no_list(client: Client):
    category = make_category(slug="c")
    make_post(status=Post.Status.DRAFT, category=category, tags=["t"])
    for address in ("/", "/category/c/", "/tag/t/", "/archives/"):
        assert "Post " not in client.get(address).text


def test_a_card_shows_the_teaser_and_leads_to_the_rest(client: Client):
    post = make_post("Above.\n\n<!--more-->\n\nBelow.")
    page = client.get("/").text
    assert "Above." in page
    assert "Below." not in page
    assert re.search(rf'<a class="read-more[^>]*href="{post.url}', page)


def test_a_whole_short_post_has_no_link_to_the_rest(client: Client):
    make_post("All of it.")
    assert "read-more" not in client.get("/").text


def test_a_category_lists_what_is_filed_below_it(client: Client):
    root = make_category(slug="root")
    leaf = make_category(slug="leaf", parent=root)
    make_post(title="Deep", category=leaf)
    make_post(title="Elsewhere", category=make_category())
    assert titles(client.get("/category/root/")) == ["Deep"]
    assert titles(client.get("/category/leaf/")) == ["Deep"]


def test_a_tag_lists_the_posts_that_carry_it(client: Client, three_a_page):
    for number in range(4):
        make_post(title=f"T{number}", tags=["矩阵"], published_at=moment(f"2025-01-0{number + 1}"))
    make_post(title="Other")
    assert titles(client.get("/tag/矩阵/")) == ["T3", "T2", "T1"]
    assert titles(client.get("/tag/矩阵/page/2/")) == ["T0"]


@pytest.mark.parametrize("address", ["/category/none/", "/tag/none/", "/none/", "/archives/9/"])
def test_what_is_not_there_is_a_404_that_looks_like_the_site(client: Client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "masthead" in response.text


@pytest.mark.parametrize(
    "address", ["/", "/category/c/", "/tag/t/", "/archives/", "/category/", "/tag/"]
)
@pytest.mark.parametrize("posts", [1, 12])
def test_a_listing_takes_four_queries_at_most(
    client: Client, django_assert_max_num_queries, address, posts
):
    category = make_category(slug="c")
    for _ in range(posts):
        post = make_post(category=category, tags=["t", "u"])
        for _ in range(3):
            make_comment(post)
    # Nothing is warm: the first reader after a change pays no more than this.
    with django_assert_max_num_queries(4):
        assert client.get(address).status_code == 200


def test_a_card_counts_the_comments_that_are_shown(client: Client):
    post = make_post()
    make_comment(post)
    make_comment(post, status="held")
    card = client.get("/").text
    assert re.search(r"\b1 (条评论|comment)", card)


def test_the_overview_of_tags_begins_with_the_most_used(client: Client):
    make_post(tags=["甲", "乙"])
    make_post(tags=["乙"])
    make_post(tags=["丙"], status=Post.Status.DRAFT)
    page = client.get("/tag/").text
    assert 0 < page.index(">乙<") < page.index(">甲<")
    assert ">丙<" not in page
