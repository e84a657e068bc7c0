"""The picture of each published post for link previews: drawn by the queue, never while one reads.

Its name says what it shows, so a changed title, date or author asks for another one.
"""

from hashlib import sha256

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import dateformat, timezone
from django.utils.translation import override, pgettext
from procrastinate.contrib.django import app

from blog.jobs.backoff import Backoff
from blog.jobs.defer import defer_once
from blog.media.card import DRAWN_WITH, Card, draw
from blog.media.images import put_file, remove_file
from blog.posts.models import Post
from blog.posts.site import Site, hold_edition

SHOWN = ("title", "title_plain", "status", "published_at", "card")
"""The fields of a post that its picture depends on."""


def draw_later(post: Post) -> None:
    """Have the picture of a post drawn where it is missing or old: 1 query, 2 if so."""
    if post.status == Post.Status.PUBLISHED and not _is_drawn(post, _name(post, _site())):
        defer_once(draw_card, str(post.pk), post_id=post.pk)


def draw_all_later() -> None:
    """Have all pictures drawn that are missing or old."""
    defer_once(draw_cards, "all")


def forget(post: Post) -> None:
    """Remove the picture of a deleted post once that is certain."""
    if post.card:
        remove_file(post.card)


@app.task(name="authoring.draw_card", retry=Backoff(OSError))
def draw_card(post_id: int) -> None:
    """Draw the picture of a post, unless there is one that shows the same."""
    post = Post.objects.only(*SHOWN).filter(pk=post_id).first()
    if post is None or post.status != Post.Status.PUBLISHED:
        return
    site = _site()
    name = _name(post, site)
    if not _is_drawn(post, name):
        put_file(name, draw(_card(post, site)))
        _keep(post.pk, name)


@app.task(name="authoring.draw_cards", retry=Backoff(OSError))
def draw_cards() -> None:
    """Draw every picture that is missing or old, the newest post's first."""
    posts = Post.objects.filter(status=Post.Status.PUBLISHED).order_by("-published_at")
    for pk in posts.values_list("pk", flat=True):
        draw_card(post_id=pk)


@transaction.atomic
def _keep(pk: int, name: str) -> None:
    """Store which picture a post has; the former one goes."""
    hold_edition()
    former = Post.objects.filter(pk=pk).values_list("card", flat=True).first()
    if former is None:
        remove_file(name)
    elif former != name:
        Post.objects.filter(pk=pk).update(card=name)
        if former:
            remove_file(former)


def _is_drawn(post: Post, name: str) -> bool:
    """Tell whether a post has that picture; after a restore its file may be missing."""
    return post.card == name and default_storage.exists(name)


def _site() -> Site:
    return Site.objects.only("title", "author_name").get()


def _name(post: Post, site: Site) -> str:
    shown = (DRAWN_WITH, post.pk, _card(post, site))
    return f"{sha256(repr(shown).encode()).hexdigest()[:32]}.png"


def _card(post: Post, site: Site) -> Card:
    day = timezone.localdate(post.published_at)
    with override(settings.LANGUAGE_CODE):
        month = dateformat.format(day, pgettext("month in the date badge", "M"))
    return Card(
        title=post.title_plain or post.title,
        day=str(day.day),
        month=month,
        site=site.title,
        foot=(site.author_name, f"{settings.SITE_URL.partition('://')[2]}, {day.year}"),
    )
