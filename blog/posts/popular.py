"""What is read most these days, and the numbers that readers see: worked out now and then."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from blog.posts.models import Post
from blog.posts.queries import PostQuerySet
from blog.posts.readership import DayOfReading, Readership
from blog.posts.site import Edition, Site

DAYS = 30
KEPT = 20
"""Posts stored as popular; more than are shown, so that one that is withdrawn leaves no gap."""
DAYS_REMEMBERED = 400


class PopularPost(models.Model):
    """A post among those read most in the last days; pages show it, so it raises the edition."""

    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, primary_key=True, related_name="popularity"
    )
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("popular post")
        verbose_name_plural = _("popular posts")

    def __str__(self) -> str:
        return f"{self.place}: {self.post_id}"


def popular() -> PostQuerySet:
    """Return the public posts that are read most, the first one most of all."""
    return Post.objects.public().filter(popularity__isnull=False).order_by("popularity__place")


@transaction.atomic
def refresh() -> None:
    """Work out anew what is popular, tell readers the numbers, forget days long past.

    Raises the edition only where something that pages show has changed: 5 queries where nothing
    has.
    """
    today = timezone.localdate()
    DayOfReading.objects.filter(read_on__lt=today - timedelta(days=DAYS_REMEMBERED)).delete()
    best = list(
        DayOfReading.objects.filter(
            read_on__gt=today - timedelta(days=DAYS), post__status=Post.Status.PUBLISHED
        )
        .values_list("post", flat=True)
        .annotate(views=Sum("count"))
        .order_by("-views", "-post")[:KEPT]
    )
    stored = PopularPost.objects.order_by("place").values_list("post", flat=True)
    if best != list(stored):
        PopularPost.objects.all().delete()
        PopularPost.objects.bulk_create(
            PopularPost(post_id=pk, place=place) for place, pk in enumerate(best, 1)
        )
    if Site.objects.filter(shows_views=True).exists():
        _tell()


@app.periodic(cron="41 * * * *")
@app.task(name="posts.refresh_popular", queueing_lock="posts.refresh_popular")
def refresh_hourly(timestamp: int) -> None:
    """Do it every hour."""
    refresh()


def _tell() -> None:
    """Copy the counts to where pages take them from: a page stays a function of its edition."""
    if Readership.objects.exclude(shown=F("count")).update(shown=F("count")):
        Edition.objects.update(number=F("number") + 1, changed_at=timezone.now())
