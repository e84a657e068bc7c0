"""The sitemap: every public address, in one list or, where there are too many, in several.

Source: https://www.sitemaps.org/protocol.html.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date
from django.views.decorators.http import require_safe

from blog.posts.addresses import absolute, address, number_in
from blog.posts.calendar import calendar_of
from blog.posts.freshness import ReadingRequest, fresh
from blog.posts.models import Page, Post
from blog.posts.series import Series
from blog.posts.stored_counts import public_count
from blog.posts.taxonomy import Category, Tag

MOST_ADDRESSES = 50_000
"""What the protocol allows in one list."""

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class Place(NamedTuple):
    """A public address, and when what stands there last changed, where that is known."""

    path: str
    changed_at: datetime | None = None


@require_safe
@fresh
def sitemap(request: ReadingRequest) -> HttpResponse:
    """List all addresses, a part of them (``?part=2``), or the parts there are."""
    count = sum(month.post_count for month in calendar_of(request.edition))
    parts = -(-count // MOST_ADDRESSES) or 1
    wanted = request.GET.get("part", "")
    if wanted:
        number = number_in(wanted)
        if number is None or number > parts:
            raise Http404
        return _xml("urlset", "url", _posts(number) if number else _others(request))
    if parts == 1:
        every = [*_others(request), *_posts(1)]
        if len(every) <= MOST_ADDRESSES:
            return _xml("urlset", "url", every)
    here = reverse("blog:sitemap")
    return _xml("sitemapindex", "sitemap", [Place(f"{here}?part={n}") for n in range(parts + 1)])


def _posts(part: int) -> Iterator[Place]:
    """Yield one part of the posts, the oldest first, so that a new one changes the last part."""
    rows = (
        Post.objects.public()
        .annotate(changed_at=Coalesce("updated_at", "published_at"))
        .order_by("published_at", "pk")
        .values_list("slug", "pk", "changed_at")
    )
    # Reversing fifty thousand addresses takes seconds; they differ in one word.
    before, after = reverse("blog:post", args=["KEY"]).split("KEY")
    for slug, pk, changed_at in rows[(part - 1) * MOST_ADDRESSES : part * MOST_ADDRESSES]:
        yield Place(f"{before}{quote(slug or str(pk))}{after}", changed_at)


def _others(request: ReadingRequest) -> Iterator[Place]:
    """Yield everything that is no post: 2 queries."""
    yield Place(reverse("blog:home"))
    yield Place(reverse("blog:archive"))
    for month in calendar_of(request.edition):
        yield Place(month.url)
    tags = Tag.objects.annotate(public_posts=public_count(tags=OuterRef("pk")))
    series = Series.objects.annotate(public_posts=public_count(series=OuterRef("pk")))
    shelves: list[tuple[str, QuerySet[Any]]] = [
        ("category", Category.objects.all()),
        ("tag", tags.filter(public_posts__gt=0)),
        ("series", series.filter(public_posts__gt=0)),
    ]
    pages = _named("page", Page.objects.all())
    for kind, slug in pages.union(*(_named(*shelf) for shelf in shelves), all=True):
        yield Place(address(kind, slug))


def _named(kind: str, things: QuerySet[Any]) -> QuerySet[Any]:
    named: QuerySet[Any] = things.order_by().annotate(kind=Value(kind))
    return named.values_list("kind", "slug")


def _xml(root: str, entry: str, places: Iterable[Place]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {_NAMESPACE}>"]
    for place in places:
        at = place.changed_at
        changed = f"<lastmod>{rfc3339_date(at)}</lastmod>" if at else ""
        lines.append(f"<{entry}><loc>{escape(absolute(place.path))}</loc>{changed}</{entry}>")
    lines.append(f"</{root}>\n")
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")
