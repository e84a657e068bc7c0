"""All posts by year and month: listed while they are few, then counted; and the months' pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.posts.calendar import Month, bounds, calendar_of
from blog.posts.freshness import ReadingRequest, fresh
from blog.posts.models import Post
from blog.reading.chrome import chrome_for
from blog.reading.listing import BY_DATE, addresses, listing

MOST_LISTED = 1_000
"""With more posts than that, the archive counts them, and the months list them."""


class Listed(NamedTuple):
    """A month, and its posts, newest first, where the archive lists them."""

    month: Month
    posts: list[Post]


class Year(NamedTuple):
    """A year and its months with posts, newest first."""

    number: int
    months: list[Listed]

    @property
    def post_count(self) -> int:
        """Return how many posts appeared in the year."""
        return sum(listed.month.post_count for listed in self.months)

    @property
    def in_order(self) -> list[Month]:
        """Return the months in the order of time."""
        return [listed.month for listed in reversed(self.months)]


@dataclass(frozen=True, slots=True)
class PlaceInTime:
    """A month among those with posts. beside: the months of its year."""

    month: Month
    beside: list[Month]
    previous: Month | None
    next: Month | None


@require_safe
@fresh
def archive(request: ReadingRequest) -> HttpResponse:
    """Show all posts by year, or how many there are in each month."""
    are_few = chrome_for(request).post_count <= MOST_LISTED
    years = _by_year(calendar_of(request.edition), _all_posts() if are_few else [])
    return render(request, "reading/archive.html", {"years": years})


@require_safe
@fresh
def month(request: ReadingRequest, first_day: date, number: int = 1) -> HttpResponse:
    """Show a page of the posts of one month, the newest first."""
    place = _place_of(first_day, calendar_of(request.edition))
    if place is None:
        raise Http404
    begin, end = bounds(first_day)
    page = listing(
        Post.objects.public().filter(published_at__gte=begin, published_at__lt=end),
        place.month.post_count,
        number,
        chrome_for(request).posts_per_page,
        addresses("month", first_day),
        order=BY_DATE,
    )
    context = {"place": place, "posts": page.posts, "pager": page.pager}
    return render(request, "reading/month.html", context)


def _all_posts() -> Iterable[Post]:
    """Return every public post as a line of the archive, newest first, in one query."""
    return (
        Post.objects.public()
        .select_related("category")
        .only(
            *("title_html", "slug", "language", "published_at"),
            *("category__name_html", "category__slug"),
        )
        .order_by("-published_at", "-pk")
    )


def _by_year(months: tuple[Month, ...], posts: Iterable[Post]) -> list[Year]:
    """Return the years, newest first. months: the oldest first. posts: the newest first."""
    by_month = {first_day: list(of_month) for first_day, of_month in groupby(posts, key=_month_of)}
    listed = [Listed(month, by_month.get(month.first_day, [])) for month in reversed(months)]
    years = groupby(listed, key=lambda each: each.month.first_day.year)
    return [Year(number, list(of_year)) for number, of_year in years]


def _month_of(post: Post) -> date:
    """Return the first day of the month a post appeared in, in the site's time zone."""
    return timezone.localtime(post.published_at).date().replace(day=1)


def _place_of(first_day: date, months: tuple[Month, ...]) -> PlaceInTime | None:
    """Return the place of a month; None where nothing appeared in it."""
    days = [month.first_day for month in months]
    if first_day not in days:
        return None
    at = days.index(first_day)
    return PlaceInTime(
        month=months[at],
        beside=[month for month in months if month.first_day.year == first_day.year],
        previous=months[at - 1] if at else None,
        next=months[at + 1] if at + 1 < len(months) else None,
    )
