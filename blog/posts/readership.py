"""How often posts are read: a number a day, and one in all.

No table of readers: who they are is nowhere stored. These tables raise no edition, for they change
with every reading; what pages show of them is copied now and then (``popular.py``).
"""

from collections.abc import Mapping
from datetime import date

from django.db import connection, models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _


class Readership(models.Model):
    """How often a post was read in all.

    shown: the number that readers see, where they see one.
    """

    post = models.OneToOneField(
        "blog.Post", on_delete=models.CASCADE, primary_key=True, related_name="readership"
    )
    count = models.PositiveBigIntegerField(_("views"), default=0, db_index=True)
    shown = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("views of a post")
        verbose_name_plural = _("views of posts")

    def __str__(self) -> str:
        return f"{self.post_id}: {self.count}"


class DayOfReading(models.Model):
    """How often a post was read on one day, in the site's time zone."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="days_of_reading")
    read_on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("views on a day")
        verbose_name_plural = _("views on days")
        constraints = [
            models.UniqueConstraint(fields=["read_on", "post"], name="day_of_reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.read_on}: {self.count}"


# Every writer goes by the posts' numbers, so that two never wait for each other.
ADD = """
WITH told AS (
    SELECT * FROM unnest(%s::date[], %s::text[], %s::int[]) AS told (read_on, key, count)
), read AS (
    SELECT post.id, told.read_on, told.count FROM told
    JOIN blog_post AS post ON post.slug = told.key WHERE post.status = 'published'
    UNION ALL
    SELECT post.id, told.read_on, told.count FROM told
    JOIN blog_post AS post ON post.id = told.key::bigint
    WHERE told.key ~ '^[0-9]{1,18}$' AND post.status = 'published'
), days AS (
    INSERT INTO blog_dayofreading (post_id, read_on, count)
    SELECT id, read_on, sum(count) FROM read GROUP BY id, read_on ORDER BY id, read_on
    ON CONFLICT (read_on, post_id)
    DO UPDATE SET count = blog_dayofreading.count + excluded.count
)
INSERT INTO blog_readership (post_id, count, shown)
SELECT id, sum(count), 0 FROM read GROUP BY id ORDER BY id
ON CONFLICT (post_id) DO UPDATE SET count = blog_readership.count + excluded.count
"""


def add_views(views: Mapping[tuple[date, str], int]) -> None:
    """Add how often posts were read, by day and by the post's number or slug: 1 statement.

    What names no published post is dropped.
    """
    if not views:
        return
    days, keys = zip(*views, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(days), list(keys), list(views.values())])


def views_since(day: date, post: models.Model) -> int:
    """Return how often a post was read after ``day``: 1 query."""
    days = DayOfReading.objects.filter(post=post.pk, read_on__gt=day)
    return days.aggregate(views=Sum("count"))["views"] or 0
