"""Which posts are public, and how much of each a page loads."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F
from django.db.models.functions import Length
from django.utils import timezone

from blog.posts import rows

if TYPE_CHECKING:
    from blog.posts.models import Post  # noqa: F401 - named in the class below

# What feeds print, of which each takes one.
FOR_FEEDS = ("feed_html", "feed_teaser_html")


class PostQuerySet(models.QuerySet["Post"]):
    """Which posts, and how much of each."""

    def public(self) -> Self:
        """Keep what a stranger may read now."""
        return self.filter(status=self.model.Status.PUBLISHED, published_at__lte=timezone.now())

    def newest_first(self) -> Self:
        """Order as every listing does, pinned posts on top."""
        return self.order_by("-is_pinned", "-published_at", "-pk")

    def for_card(self) -> Self:
        """Load what a list card shows, tags too: no query more, no bodies."""
        return (
            self.select_related("category", "series")
            .annotate(
                tag_rows=rows.tags(), part_position=rows.position(self.model.objects.public())
            )
            .defer(
                "source", "html", "toc", "labels", "plain", "problems", "description", *FOR_FEEDS
            )
        )

    def for_page(self) -> Self:
        """Load what the article's page shows, of other posts too: no query more."""
        public = self.model.objects.public()
        return (
            self.select_related("category", "series")
            .annotate(
                length=Length("plain"),
                shown_views=F("readership__shown"),
                tag_rows=rows.tags(),
                citing_rows=rows.citing(public),
                part_rows=rows.parts(public),
                translation_rows=rows.translations(public),
                related_rows=rows.related(public),
            )
            .defer("source", "teaser_html", "plain", "problems", *FOR_FEEDS)
        )

    def for_feed(self, form: str) -> Self:
        """Load what a feed shows, tags too, newest first: no query more.

        form: the one of ``FOR_FEEDS`` that is wanted.
        """
        shown = ("title_plain", "slug", "language", "published_at", "updated_at", "licence", form)
        return (
            self.select_related("category")
            .annotate(tag_rows=rows.tags())
            .only(*shown, "category__name_plain")
            .order_by("-published_at", "-pk")
        )
