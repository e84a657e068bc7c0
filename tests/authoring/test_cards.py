"""When pictures for link previews are drawn, and when they go."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.authoring.cards import draw_all_later, draw_card, draw_cards
from blog.authoring.publish import delete_post, save_post
from blog.authoring.rerender import everything, rerender
from blog.posts.models import Post
from blog.posts.site import Site
from tests.make import make_post, moment

pytestmark = pytest.mark.django_db


def waiting() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name="authoring.draw_card", status="todo")
    return [job.args["post_id"] for job in jobs]


def drawn(post: Post) -> str:
    """Do what the queue would, and return the picture's name."""
    ProcrastinateJob.objects.all()._raw_delete("default")
    draw_card(post_id=post.pk)
    post.refresh_from_db()
    return post.card


def test_publishing_asks_for_a_picture_and_draws_none(monkeypatch):
    monkeypatch.setattr("blog.authoring.cards.draw", None)
    post = make_post()
    save_post(post)
    make_post(status=Post.Status.DRAFT)
    later = make_post(published_at=timezone.now() + timedelta(days=1))
    assert waiting() == [post.pk, later.pk]


@pytest.mark.parametrize(
    ("fields", "is_new"),
    [
        ({"source": "Other words."}, False),
        ({"slug": "other"}, False),
        ({"title": "Other"}, True),
        ({"published_at": moment("2025-07-01")}, True),
    ],
)
def test_a_picture_is_drawn_again_when_it_would_show_something_else(
    fields, is_new, django_capture_on_commit_callbacks
):
    post = make_post(published_at=moment("2025-06-14"))
    former = drawn(post)
    assert default_storage.exists(former)
    for name, value in fields.items():
        setattr(post, name, value)
    save_post(post)
    assert bool(waiting()) is is_new
    with django_capture_on_commit_callbacks(execute=True):
        assert (drawn(post) != former) is is_new
    assert default_storage.exists(post.card)
    assert default_storage.exists(former) is not is_new


def test_the_blogs_name_stands_on_every_picture():
    posts = [make_post(), make_post()]
    former = [drawn(post) for post in posts]
    Site.objects.update(title="Another")
    draw_all_later()
    draw_all_later()
    (job,) = ProcrastinateJob.objects.filter(status="todo")
    assert job.task_name == "authoring.draw_cards"
    draw_cards()
    assert not set(former) & set(Post.objects.values_list("card", flat=True))


def test_the_picture_goes_with_its_post(django_capture_on_commit_callbacks):
    post = make_post()
    name = drawn(post)
    with django_capture_on_commit_callbacks(execute=True):
        delete_post(post)
    assert not default_storage.exists(name)
    draw_card(post_id=999)


def test_rendering_again_asks_for_what_is_missing():
    post = make_post()
    ProcrastinateJob.objects.all()._raw_delete("default")
    list(rerender(everything()))
    assert waiting() == [post.pk]
    drawn(post)
    list(rerender(everything()))
    assert waiting() == []


def test_a_picture_whose_file_was_lost_is_drawn_again():
    post = make_post()
    name = drawn(post)
    default_storage.delete(name)
    list(rerender(everything()))
    assert waiting() == [post.pk]
    assert drawn(post) == name
    assert default_storage.exists(name)


def test_a_store_that_fails_fails_no_save(monkeypatch):
    def full(*arguments: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("blog.authoring.cards.put_file", full)
    post = make_post()
    with pytest.raises(OSError, match="No space"):
        draw_card(post_id=post.pk)
    post.refresh_from_db()
    assert post.card == ""


def test_the_article_names_its_picture(client: Client, settings):
    settings.PAGES_KEPT = 0
    post = make_post(title="On $\\sqrt2$")
    assert "og:image" not in client.get(post.url).text
    name = drawn(post)
    page = client.get(post.url).text
    assert f'<meta property="og:image" content="{settings.SITE_URL}/media/{name}">' in page
    assert '<meta property="og:image:alt" content="On √2">' in page
    response = client.get(f"/media/{name}")
    assert response["Content-Type"] == "image/png"
