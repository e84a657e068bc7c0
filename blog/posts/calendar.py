"""The months in which posts appeared, and how many did in each."""

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from blog.posts.addresses import address
from blog.posts.site import CurrentEdition

# Months are counted one by one, each a range of an index; grouping all posts by their month in the
# site's time zone would take five times as long.
COUNT = """
WITH ends AS (
    SELECT min(published_at) AS first, max(published_at) AS last
    FROM blog_post WHERE status = 'published' AND published_at <= %(now)s::timestamptz
), days AS (
    SELECT generate_series(
        date_trunc('month', first AT TIME ZONE %(zone)s), last AT TIME ZONE %(zone)s, '1 month'
    ) AS day FROM ends
), months AS (
    SELECT day::date AS first_day, day AT TIME ZONE %(zone)s AS first, least(
        (day + interval '1 month') AT TIME ZONE %(zone)s,
        %(now)s::timestamptz + interval '1 microsecond'
    ) AS next_first FROM days
)
SELECT first_day, post_count, pinned_count FROM months, LATERAL (
    SELECT count(*) AS post_count FROM blog_post
    WHERE status = 'published' AND published_at >= first AND published_at < next_first
) AS counted, LATERAL (
    SELECT count(*) AS pinned_count FROM blog_post WHERE is_pinned
    AND status = 'published' AND published_at >= first AND published_at < next_first
) AS pinned
WHERE post_count > 0 ORDER BY first_day
"""


class Month(NamedTuple):
    """A month of the site's calendar, how many posts appeared in it, and how many are pinned."""

    first_day: date
    post_count: int
    pinned_count: int

    @property
    def url(self) -> str:
        """Return the address of the month's list."""
        return address("month", self.first_day)


@lru_cache(maxsize=2)
def calendar_of(edition: CurrentEdition) -> tuple[Month, ...]:
    """Return the months with public posts, the oldest first; 1 query for each new edition."""
    now, zone = timezone.now().isoformat(), timezone.get_default_timezone_name()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"now": now, "zone": zone})
        return tuple(Month(*row) for row in cursor.fetchall())


def bounds(first_day: date) -> tuple[datetime, datetime]:
    """Return the moments at which a month and the next one begin."""
    year, month = first_day.year, first_day.month
    following = (year + month // 12, month % 12 + 1)
    zone = timezone.get_default_timezone()
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)
