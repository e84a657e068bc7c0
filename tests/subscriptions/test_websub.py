"""WebSub: what the hub is told, when, and what happens when it does not listen."""

from datetime import timedelta

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from blog.authoring.drafts import withdraw
from blog.authoring.publish import save_post
from blog.posts.models import Post
from blog.posts.series import Series
from blog.posts.site import Site
from blog.subscriptions import websub
from blog.subscriptions.websub import HubIsBusy, HubRefuses, tell_hub
from tests.make import make_category, make_post
from tests.subscriptions.hub import hub

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _hub_is_set(settings) -> None:
    settings.PAGES_KEPT = 0
    Site.objects.update(hub_url="https://hub.example/")


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=tell_hub.name, status="todo"))


def forget_jobs() -> None:
    ProcrastinateJob.objects.all()._raw_delete("default")


def tell(post: Post) -> None:
    """Do what the queue would do now."""
    tell_hub(post_id=post.pk, published_at=post.published_at.isoformat())


# When ---------------------------------------------------------------------------------------------


def test_publishing_has_the_hub_told_later_and_opens_no_connection(monkeypatch):
    monkeypatch.setattr(websub, "HTTPSConnection", None)
    post = make_post()
    (job,) = jobs()
    assert job.args == {"post_id": post.pk, "published_at": post.published_at.isoformat()}
    assert job.scheduled_at is None


def test_without_a_hub_nothing_waits():
    Site.objects.update(hub_url="")
    make_post()
    assert jobs() == []


def test_a_post_held_back_is_announced_at_its_time_and_once():
    later = timezone.now() + timedelta(days=1)
    post = make_post(published_at=later)
    post.source = "Other words."
    save_post(post)
    (job,) = jobs()
    assert job.scheduled_at == later
    post.published_at = sooner = later - timedelta(hours=2)
    save_post(post)
    assert {job.scheduled_at for job in jobs()} == {sooner, later}


def test_a_revision_is_announced_and_an_unchanged_save_is_not():
    post = make_post()
    forget_jobs()
    save_post(post)
    assert jobs() == []
    post.source = "Revised."
    save_post(post)
    save_post(post)
    assert len(jobs()) == 1


def test_drafts_and_private_posts_are_nobodys_business():
    make_post(status=Post.Status.DRAFT)
    make_post(status=Post.Status.PRIVATE)
    assert jobs() == []


# What ---------------------------------------------------------------------------------------------


def test_the_hub_is_told_of_every_feed_the_post_stands_in(client: Client):
    root = make_category(slug="root")
    branch = make_category(slug="branch", parent=root)
    series = Series.objects.create(name="S", slug="s", name_plain="S", name_html="S")
    post = make_post(title="T", category=branch, tags=["t"], series=series)
    with hub() as one:
        Site.objects.update(hub_url=one.url)
        tell(post)
    (told,) = one.told
    assert told["hub.mode"] == ["publish"]
    paths = [url.removeprefix(SITE) for url in told["hub.url"]]
    places = ("/", "/category/branch/", "/category/root/", "/series/s/", "/tag/t/")
    assert set(paths) == {f"{p}feed/{form}" for p in places for form in ("", "atom/", "json/")}
    for path in paths:
        response = client.get(path)
        assert "<title>T</title>" in response.text or '"title": "T"' in response.text
    assert one.headers[0]["Content-Type"] == "application/x-www-form-urlencoded"


def test_what_was_withdrawn_or_put_off_meanwhile_is_not_told():
    withdrawn, put_off = make_post(), make_post()
    withdraw(withdrawn)
    with hub() as one:
        Site.objects.update(hub_url=one.url)
        tell(withdrawn)
        tell_hub(post_id=put_off.pk, published_at="2020-01-01T00:00:00+00:00")
        tell_hub(post_id=0, published_at="2020-01-01T00:00:00+00:00")
    assert one.told == []


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, HubIsBusy), (503, HubIsBusy), (429, HubIsBusy), (404, HubRefuses), (302, HubRefuses)],
)
def test_an_answer_other_than_yes_is_an_error_and_no_redirect_is_followed(status, error):
    post = make_post()
    with hub(status) as one:
        Site.objects.update(hub_url=one.url)
        with pytest.raises(error, match=str(status)):
            tell(post)
    assert len(one.told) == 1


@pytest.mark.parametrize(
    ("failure", "is_tried_again"),
    [(HubIsBusy(), True), (ConnectionRefusedError(), True), (HubRefuses(), False)],
)
def test_only_what_may_pass_is_tried_again(failure, is_tried_again):
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=tell_hub.name)
    assert tell_hub.retry_strategy
    decision = tell_hub.retry_strategy.get_retry_decision(exception=failure, job=job)
    assert (decision is not None) is is_tried_again


def test_a_hub_that_is_down_is_an_error_that_passes():
    post = make_post()
    with hub() as one:
        pass
    Site.objects.update(hub_url=one.url)
    with pytest.raises(OSError, match="refused"):
        tell(post)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://hub.example/", "hub", "gopher://x/"])
def test_a_hub_is_asked_by_http_or_not_at_all(url):
    site = Site.objects.get()
    site.hub_url = url
    with pytest.raises(ValidationError):
        site.full_clean()


# Feeds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
def test_feeds_name_the_hub_and_themselves(client: Client, address):
    make_post()
    response = client.get(address)
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    links = {link["rel"]: link["href"] for link in feed.feed.links}
    assert (links["hub"], links["self"]) == ("https://hub.example/", SITE + address)
    named = f'<https://hub.example/>; rel="hub", <{SITE}{address}>; rel="self"'
    assert response["Link"] == named


def test_the_json_feed_names_the_hub(client: Client):
    hubs = [{"type": "WebSub", "url": "https://hub.example/"}]
    assert client.get("/feed/json/").json()["hubs"] == hubs


@pytest.mark.parametrize("kept", [0, 5])
def test_a_kept_feed_keeps_its_header(client: Client, settings, kept):
    settings.PAGES_KEPT = kept
    assert client.get("/feed/")["Link"] == client.get("/feed/")["Link"]


def test_feeds_that_no_hub_is_told_of_name_none(client: Client):
    assert "Link" not in client.get("/comments/feed/")
    Site.objects.update(hub_url="")
    for address in ("/feed/", "/feed/atom/", "/feed/json/"):
        response = client.get(address)
        assert "Link" not in response
        assert "hub" not in response.text
