"""Posts that are parts of one whole, in an order of its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from blog.posts.addresses import address
from blog.posts.fields import Language
from blog.posts.taxonomy import Named

if TYPE_CHECKING:
    from blog.posts.models import Post


class Series(Named):
    """A sequence of posts that are read one after another."""

    description = models.CharField(_("description"), max_length=500, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.of_the_site
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="series_has_a_slug")]

    def get_absolute_url(self) -> str:
        """Return the address of the series' list."""
        return address("series", self.slug)


@dataclass(frozen=True, slots=True)
class PlaceInSeries:
    """Where a post stands among the parts that readers see.

    previous, next: {title_html, language, url} or None at either end.
    """

    position: int
    total: int
    previous: dict[str, Any] | None
    next: dict[str, Any] | None


def place_among(parts: list[dict[str, Any]], pk: int) -> PlaceInSeries | None:
    """Return the place of post ``pk``; None for a draft, which has none yet."""
    index = next((index for index, part in enumerate(parts) if part["pk"] == pk), None)
    if index is None:
        return None
    return PlaceInSeries(
        position=index + 1,
        total=len(parts),
        previous=parts[index - 1] if index else None,
        next=parts[index + 1] if index + 1 < len(parts) else None,
    )


def take_place(post: "Post") -> None:
    """Set the part of a post that has a series and no place in it yet: the last; 1 query then."""
    if post.series is None:
        post.part = None
    elif post.part is None:
        last = post.series.posts.aggregate(last=Max("part"))["last"]
        post.part = (last or 0) + 1
