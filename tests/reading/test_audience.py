"""Views: who counts as a reader, and that none is lost on the way to the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory
from django.utils import timezone

from blog.posts.models import Post
from blog.posts.popular import DAYS, DAYS_REMEMBERED, PopularPost, popular, refresh
from blog.posts.readership import DayOfReading, Readership, add_views
from blog.posts.site import Edition, Site
from blog.reading import audience
from blog.reading.audience import Tally, is_by_a_reader
from tests.make import make_post
from tests.operations.wire import gunicorn

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def tally(monkeypatch, settings) -> Tally:
    """Count, and leave it to the test when it is stored."""
    settings.COUNT_VIEWS = True
    tally = Tally()
    monkeypatch.setattr(Tally, "_run", lambda self: None)
    monkeypatch.setattr(audience, "tally", tally)
    return tally


def views(tally: Tally) -> dict[int, int]:
    tally.store()
    return dict(Readership.objects.values_list("post", "count"))


def read(client: Client, post: Post, reader: str = "", **headers: str) -> int:
    return client.get(
        post.url, headers={"User-Agent": f"{BROWSER} {reader}", **headers}
    ).status_code


def test_a_page_is_counted_rendered_kept_and_unchanged(client: Client, tally, settings):
    post = make_post(slug="矩阵")
    first = client.get(post.url, headers={"User-Agent": BROWSER})
    assert read(client, post, "2") == 200
    assert read(client, post, "3", **{"If-None-Match": first["ETag"]}) == 304
    assert views(tally) == {post.pk: 3}


def test_reading_writes_nothing(client: Client, tally, django_assert_num_queries):
    post = make_post()
    read(client, post)
    with django_assert_num_queries(1):
        read(client, post, "2")


def test_who_comes_again_at_once_is_the_same_reader(client: Client, tally):
    post = make_post()
    for reader in "abba":
        read(client, post, reader)
    assert views(tally) == {post.pk: 2}
    read(client, post, "a")
    assert views(tally) == {post.pk: 3}


def test_a_number_that_leads_to_a_slug_counts_once(client: Client, tally):
    post = make_post(slug="sums")
    agent = {"User-Agent": BROWSER}
    assert client.get(f"/archives/{post.pk}/", headers=agent).status_code == 301
    assert client.get(post.url, headers=agent).status_code == 200
    assert views(tally) == {post.pk: 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Mozilla/5.0 (Linux) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Cookie": "sessionid=x"},
    ],
    ids=str,
)
def test_it_was_no_reader(headers):
    request = RequestFactory().get("/", headers={"User-Agent": BROWSER, **headers})
    assert not is_by_a_reader(request)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Dest": "document"},
        {"User-Agent": "Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36"},
        {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0.50"},
    ],
    ids=str,
)
def test_it_was_a_reader(headers):
    factory = RequestFactory()
    assert is_by_a_reader(factory.get("/", headers={"User-Agent": BROWSER, **headers}))
    assert not is_by_a_reader(factory.head("/", headers={"User-Agent": BROWSER, **headers}))


def test_what_is_not_there_or_not_public_is_not_counted(client: Client, tally):
    draft = make_post(status=Post.Status.DRAFT)
    assert read(client, draft) == 404
    today = timezone.localdate()
    add_views({(today, str(draft.pk)): 1, (today, "none"): 1, (today, "9" * 30): 1})
    assert views(tally) == {}


def test_days_are_told_apart_and_add_up():
    post = make_post(slug="s")
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    for _ in range(2):
        add_views({(today, "s"): 2, (yesterday, "s"): 1, (today, str(post.pk)): 1})
    days = dict(DayOfReading.objects.values_list("read_on", "count"))
    assert days == {today: 6, yesterday: 2}
    assert Readership.objects.get().count == 8


def test_what_could_not_be_stored_is_stored_later(client: Client, tally, monkeypatch):
    post = make_post()
    read(client, post)

    def fail(views: object) -> None:
        raise DatabaseError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(audience, "add_views", fail)
        tally.store()
    read(client, post, "2")
    assert views(tally) == {post.pk: 2}


def test_memory_is_bounded(tally, monkeypatch):
    monkeypatch.setattr(audience, "MOST_PLACES", 2)
    posts = [make_post() for _ in range(3)]
    for post in posts:
        tally.note(str(post.pk), 1)
        tally.note(str(post.pk), 2)
    assert views(tally) == {posts[0].pk: 2, posts[1].pk: 2}


def test_counting_can_be_switched_off(client: Client, tally, settings):
    settings.COUNT_VIEWS = False
    post = make_post()
    read(client, post)
    assert views(tally) == {}


# Popular ------------------------------------------------------------------------------------------


def edition() -> int:
    return Edition.objects.get().number


def test_popular_is_what_is_read_most_these_days():
    much, little, once = make_post(slug="much"), make_post(slug="little"), make_post(slug="once")
    make_post(slug="unread")
    withdrawn = make_post(slug="withdrawn")
    today = timezone.localdate()
    long_ago = today - timedelta(days=DAYS)
    add_views({(today, "much"): 9, (today, "little"): 2, (today, "withdrawn"): 5})
    add_views({(long_ago, "once"): 99, (today, "once"): 1})
    Post.objects.filter(pk=withdrawn.pk).update(status=Post.Status.DRAFT)
    refresh()
    assert list(popular()) == [much, little, once]


def test_the_edition_changes_only_with_the_list():
    for slug in "ab":
        make_post(slug=slug)
    today = timezone.localdate()
    before = edition()
    add_views({(today, "a"): 2, (today, "b"): 1})
    assert edition() == before
    refresh()
    first = edition()
    assert first > before
    add_views({(today, "a"): 1})
    refresh()
    assert edition() == first
    add_views({(today, "b"): 9})
    refresh()
    assert edition() > first
    assert PopularPost.objects.get(place=1).post.slug == "b"


def test_readers_see_a_number_only_where_the_author_wants_it(client: Client):
    post = make_post(slug="s")
    add_views({(timezone.localdate(), "s"): 1234})
    refresh()
    assert "1,234" not in client.get(post.url).text
    Site.objects.update(shows_views=True)
    refresh()
    shown = edition()
    assert "1,234" in client.get(post.url).text
    # Not live: the page is the same until the number is told anew.
    add_views({(timezone.localdate(), "s"): 1})
    assert edition() == shown
    assert "1,234" in client.get(post.url).text
    refresh()
    assert "1,235" in client.get(post.url).text


def test_days_long_past_are_forgotten_and_the_sum_stays():
    make_post(slug="s")
    add_views({(timezone.localdate() - timedelta(days=DAYS_REMEMBERED + 1), "s"): 7})
    refresh()
    assert not DayOfReading.objects.exists()
    assert Readership.objects.get().count == 7


def test_the_author_sees_views_in_the_list_and_on_the_post(admin_client: Client):
    posts = [make_post(slug=slug) for slug in "abc"]
    add_views({(timezone.localdate(), "b"): 41, (timezone.localdate(), "c"): 42})
    page = admin_client.get("/admin/blog/post/", {"o": "-7"}).text
    assert page.index(">42<") < page.index(">41<")
    form = admin_client.get(f"/admin/blog/post/{posts[2].pk}/change/").text
    assert form.count(">42<") == 2


# A real server ------------------------------------------------------------------------------------


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_a_server_told_to_stop_stores_what_it_has_counted(static_files):
    post = make_post()
    with gunicorn() as wire:
        for reader in range(3):
            lines = [
                f"GET {post.url} HTTP/1.1",
                "Host: localhost",
                f"User-Agent: {BROWSER} {reader}",
                "X-Forwarded-Proto: https",
                *("Connection: close", "", ""),
            ]
            assert wire.status("\r\n".join(lines).encode()) == 200
        assert not Readership.objects.exists()
    assert Readership.objects.get(post=post).count == 3
