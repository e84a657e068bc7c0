"""WebSub: the author's hub is told when feeds have changed, and tells their subscribers at once.

Source: https://www.w3.org/TR/websub/ (the publisher's side is left open there);
PubSubHubbub 0.4, 7.1, which is what hubs accept.
"""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from procrastinate.contrib.django import app

from blog.jobs.backoff import Backoff
from blog.jobs.defer import defer_once
from blog.posts.addresses import absolute
from blog.posts.models import Post
from blog.posts.site import Site

TIMEOUT_SECONDS = 10
FORMS = ("", "_atom", "_json")
"""What the names of a feed's addresses end with."""


class HubIsBusy(Exception):
    """The hub answered, but not yes; it may later."""


class HubRefuses(Exception):
    """The hub will not have this, now or later."""


def announce(post: Post, before: Post | None) -> None:
    """Have the hub told when a post appears, at its time, and when readers see it revised.

    before: the post as it was stored, None for a new one. Costs 1 query, 2 where the hub is told.
    """
    if post.status != Post.Status.PUBLISHED or not _hub():
        return
    seen_alike = before and before.is_public and post.is_public
    if before and seen_alike and _shown(before) == _shown(post):
        return
    moment = post.published_at.isoformat()
    defer_once(
        tell_hub,
        f"{post.pk} {moment}",
        at=None if post.is_public else post.published_at,
        post_id=post.pk,
        published_at=moment,
    )


@app.task(name="subscriptions.tell_hub", retry=Backoff(OSError, HTTPException, HubIsBusy))
def tell_hub(post_id: int, published_at: str) -> None:
    """Tell the hub which feeds a post stands in, unless it was withdrawn or put off meanwhile.

    Raises HubIsBusy, OSError or HTTPException, after which it is tried again, and HubRefuses.
    """
    hub = _hub()
    post = Post.objects.public().select_related("category", "series").filter(pk=post_id).first()
    if hub and post and post.published_at.isoformat() == published_at:
        _tell(hub, [absolute(path) for path in feeds_of(post)])


def feeds_of(post: Post) -> Iterator[str]:
    """Yield the paths of all feeds that a post stands in: 1 query, 1 a level of categories."""
    places = [("feed", "")]
    category = post.category
    while category and ("category_feed", category.slug) not in places:
        places.append(("category_feed", category.slug))
        category = category.parent
    if post.series:
        places.append(("series_feed", post.series.slug))
    places += [("tag_feed", slug) for slug in post.tags.values_list("slug", flat=True)]
    for name, slug in places:
        for form in FORMS:
            yield reverse(f"blog:{name}{form}", args=[slug] if slug else [])


def _hub() -> str:
    return Site.objects.values_list("hub_url", flat=True).get()


def _shown(post: Post) -> tuple[object, ...]:
    """Return what subscribers would notice."""
    return post.published_at, post.updated_at, post.title


def _tell(hub: str, topics: list[str]) -> None:
    """Post the addresses of changed feeds to the hub. No redirect is followed."""
    parts = urlsplit(hub)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(
            "POST",
            f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}",
            urlencode({"hub.mode": "publish", "hub.url": topics}, doseq=True),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        status = connection.getresponse().status
    finally:
        connection.close()
    if status >= 500 or status == 429:
        raise HubIsBusy(f"{hub} answered {status}")
    if not 200 <= status < 300:
        raise HubRefuses(f"{hub} answered {status}")
