"""The article from address to HTML, and who may see it."""

import pytest
from django.test import Client

from blog.authoring.publish import save_page, save_post
from blog.posts.models import Post
from blog.posts.old_paths import OldPath
from tests.make import NOT_PUBLIC, make_comment, make_page, make_post, moment

pytestmark = pytest.mark.django_db


def test_an_article_shows_its_text_and_its_comments(client: Client):
    post = make_post("Sum: $a+b$.", title="On sums")
    make_comment(post, "Nice.")
    page = client.get(post.url).text
    assert "On sums" in page
    assert "<math" in page
    assert "Nice." in page


def test_a_slug_is_canonical_and_the_number_leads_to_it(client: Client):
    post = make_post(slug="sums")
    response = client.get(f"/archives/{post.pk}/")
    assert (response.status_code, response["Location"]) == (301, "/archives/sums/")
    assert client.get("/archives/sums/").status_code == 200


@pytest.mark.parametrize("fields", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_what_is_not_public_is_for_its_author_only(client: Client, admin_client: Client, fields):
    post = make_post(slug="secret", **fields)
    assert client.get(post.url).status_code == 404
    assert client.get(f"/archives/{post.pk}/").status_code == 404
    response = admin_client.get(post.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert not response.has_header("ETag")


@pytest.mark.parametrize("comments", [0, 40])
def test_an_article_takes_six_queries_at_most(
    client: Client, django_assert_max_num_queries, comments
):
    posts = [make_post(tags=["a", "b"], published_at=moment(f"2025-01-0{n}")) for n in (1, 2, 3)]
    for _ in range(comments):
        make_comment(posts[1])
    with django_assert_max_num_queries(6):
        assert client.get(posts[1].url).status_code == 200


def test_neighbours_are_linked(client: Client):
    posts = [make_post(published_at=moment(f"2025-01-0{n}")) for n in (1, 2, 3)]
    page = client.get(posts[1].url).text
    assert f'href="{posts[0].url}"' in page
    assert f'href="{posts[2].url}"' in page


def test_a_changed_slug_redirects_for_ever(client: Client):
    post = make_post(slug="first")
    for slug in ("second", "third"):
        post = Post.objects.get(pk=post.pk)
        post.slug = slug
        save_post(post)
    for old in ("first", "second"):
        response = client.get(f"/archives/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/archives/third/")


def test_a_slug_taken_up_again_does_not_loop(client: Client):
    post = make_post(slug="first")
    for slug in ("second", "first"):
        post = Post.objects.get(pk=post.pk)
        post.slug = slug
        save_post(post)
    assert client.get("/archives/first/").status_code == 200
    assert client.get("/archives/second/")["Location"] == "/archives/first/"


def test_an_imported_address_redirects(client: Client):
    post = make_post()
    OldPath.objects.create(path="/index.php/旧文.html", post=post)
    response = client.get("/index.php/旧文.html")
    assert (response.status_code, response["Location"]) == (301, post.url)


def test_the_old_address_of_a_draft_gives_nothing_away(client: Client):
    post = make_post(status=Post.Status.DRAFT)
    OldPath.objects.create(path="/old/", post=post)
    assert client.get("/old/").status_code == 404


def test_a_page_stands_under_its_own_word(client: Client):
    page = make_page("About **us**.", slug="about")
    assert "<strong>us</strong>" in client.get("/about/").text
    page.slug = "we"
    save_page(page)
    assert client.get("/about/")["Location"] == "/we/"


def test_a_revised_public_text_says_when():
    post = make_post("One.")
    assert post.updated_at is None
    post.source = "Two."
    save_post(post)
    assert post.updated_at is not None


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_pages_are_only_read(client: Client, method):
    assert getattr(client, method)("/").status_code == 405
