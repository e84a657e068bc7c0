"""What surrounds the pages: popular and recent posts, recent comments, links, a random post."""

import pytest
from django.test import Client

from blog.posts.models import Post
from blog.posts.popular import PopularPost
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


def more(page: str) -> str:
    """Return the block of other things to read, "" where there is none."""
    _before, opening, rest = page.partition('<div class="more">')
    return rest.partition("</main>")[0] if opening else ""


def test_the_front_page_ends_with_what_is_read_and_said(client: Client):
    read, said, hidden = (make_post(title=title) for title in ("Read", "Said", "Hidden"))
    for place, post in enumerate((hidden, read)):
        PopularPost.objects.create(post=post, place=place)
    comment = make_comment(said, author_name="Ada")
    make_comment(said, author_name="Held", status="held")
    make_comment(hidden, author_name="Bob")
    Post.objects.filter(pk=hidden.pk).update(status=Post.Status.DRAFT)
    block = more(client.get("/").text)
    assert f'href="{read.url}"' in block
    assert (
        f'Ada</span> <a class="title" lang="{said.language}" href="{said.url}#{comment.anchor}"'
        in block
    )
    for secret in ("Hidden", "Bob", "Held"):
        assert secret not in block


def test_an_empty_blog_has_nothing_more_to_read(client: Client):
    assert more(client.get("/").text) == ""
    assert more(client.get("/none/").text) == ""


def test_a_lost_reader_is_shown_what_is_new(client: Client):
    post = make_post()
    response = client.get("/none/")
    assert response.status_code == 404
    assert f'href="{post.url}"' in more(response.text)


def test_chance_chooses_public_posts_only(client: Client, django_assert_max_num_queries):
    assert client.get("/random/")["Location"] == "/"
    public = {make_post().url for _ in range(3)}
    make_post(status=Post.Status.DRAFT)
    found = set()
    for _ in range(40):
        with django_assert_max_num_queries(2):
            response = client.get("/random/")
        assert response.status_code == 302
        assert "no-store" in response["Cache-Control"]
        found.add(response["Location"])
    assert found == public
