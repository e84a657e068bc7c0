"""All posts by year and month."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from blog.posts.models import Post


@dataclass(frozen=True, slots=True)
class Month:
    """A month and its posts, newest first."""

    first_day: date
    posts: list[Post]


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its months, newest first."""

    number: int
    post_count: int
    months: list[Month]


def by_year() -> list[Year]:
    """Return every public post under its year and month, newest first, in one query."""
    posts = (
        Post.objects.public()
        .select_related("category")
        .only(
            "title_html",
            "slug",
            "language",
            "published_at",
            "category__name_html",
            "category__slug",
        )
        .order_by("-published_at", "-pk")
    )
    months = [Month(day, list(of_month)) for day, of_month in groupby(posts, key=_month_of)]
    return [
        _year(number, list(of_year))
        for number, of_year in groupby(months, key=lambda month: month.first_day.year)
    ]


def _month_of(post: Post) -> date:
    """Return the first day of the month a post appeared in, in the site's time zone."""
    return timezone.localtime(post.published_at).date().replace(day=1)


def _year(number: int, months: list[Month]) -> Year:
    return Year(number, sum(len(month.posts) for month in months), months)
