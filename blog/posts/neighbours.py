"""The posts before and after one, in order of time."""

from functools import cache
from typing import NamedTuple

from django.db.models import BigIntegerField, DateTimeField, F, Q

from blog.posts.compiled import Blank, Compiled
from blog.posts.models import Post


class Neighbours(NamedTuple):
    """The public posts next to one; None at either end."""

    previous: Post | None
    next: Post | None


def neighbours_of(post: Post) -> Neighbours:
    """Return the nearest older and newer public post, title and address only, in one query."""
    here = (post.published_at, post.pk)
    previous = following = None
    for neighbour in _nearest().rows(at=post.published_at, number=post.pk):
        if (neighbour.published_at, neighbour.pk) < here:
            previous = neighbour
        else:
            following = neighbour
    return Neighbours(previous, following)


@cache
def _nearest() -> Compiled[Post]:
    at, number = Blank("at", DateTimeField()), Blank("number", BigIntegerField())
    public = Post.objects.public().only("title_html", "slug", "language", "published_at")
    # The bound outside the alternatives tells the database where to enter the index.
    older = public.filter(Q(published_at__lt=at) | Q(pk__lt=number), published_at__lte=at)
    newer = public.filter(Q(published_at__gt=at) | Q(pk__gt=number), published_at__gte=at)
    return Compiled(
        older.order_by(F("published_at").desc(), "-pk")[:1].union(
            newer.order_by("published_at", "pk")[:1], all=True
        )
    )
