"""The blog as a whole: what its author sets without a shell, and its current edition."""

from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps as installed
from django.apps.registry import Apps
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import connection, models
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.posts.fields import StoredCount
from blog.posts.licences import Licence
from blog.posts.models import Post


class Site(models.Model):
    """The one row of settings that the author edits in the admin; ``make_rows`` makes it."""

    class CommentPolicy(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class FeedContent(models.TextChoices):
        FULL = "full", _("The full text")
        TEASER = "teaser", _("The teaser")

    title = models.CharField(_("title"), max_length=100, default="Lemma")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    author_name = models.CharField(_("author's name"), max_length=100, blank=True)
    author_email = models.EmailField(
        _("author's mail address"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Where letters about comments go; no reader sees it. Empty: none are sent."),
    )
    notice = models.CharField(
        _("notice"),
        max_length=300,
        blank=True,
        help_text=_("A line in the footer: a licence, say."),
    )
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts a page"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    comment_policy = models.CharField(
        _("comments"), max_length=10, choices=CommentPolicy, default=CommentPolicy.OPEN
    )
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("comments close after"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Days after a post appears. Empty: never. A post may be kept open by itself."),
    )
    asks_for_work = models.BooleanField(
        _("proof of work"),
        default=False,
        db_default=False,
        help_text=_(
            "Under attack: a browser computes for a second before a comment is sent. Comments of "
            "readers without JavaScript are held."
        ),
    )
    feed_content = models.CharField(
        _("in feeds"), max_length=10, choices=FeedContent, default=FeedContent.FULL
    )
    hub_url = models.CharField(
        _("WebSub hub"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Its address; it is told at once when a post appears. Empty: nobody is."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=10,
        choices=Licence,
        default=Licence.RESERVED,
        db_default=Licence.RESERVED,
        help_text=_("What readers may do with the texts; each post may have another."),
    )

    macros = models.TextField(
        _("macros"),
        blank=True,
        default="",
        db_default="",
        max_length=20_000,
        help_text=_(
            "Definitions in TeX, one a line, that hold in every text: "
            "\\newcommand{\\R}{\\mathbb{R}}"
        ),
    )

    shows_views = models.BooleanField(
        _("how often posts are read"),
        default=False,
        db_default=False,
        help_text=_("Shown to readers beside each post, renewed every hour."),
    )
    # Published posts, those held back for a later day too.
    post_count = StoredCount()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="site_is_one"),
            models.CheckConstraint(
                condition=Q(posts_per_page__range=(1, 100)), name="site_posts_per_page_in_range"
            ),
            models.CheckConstraint(
                condition=Q(feed_content__in=["full", "teaser"]), name="site_feed_content_known"
            ),
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values), name="site_licence_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """A number that database triggers raise with every change a reader could see.

    The triggers stand in the migrations; see docs/decisions.md, "Freshness".
    """

    number = models.BigIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="edition_is_one")]

    def __str__(self) -> str:
        return str(self.number)


def make_rows(using: str, apps: Apps = installed, **signal: Any) -> None:
    """Make the rows that there is one of; Django calls it after each migrate and flush.

    apps: the models as the migrations have made them so far; a flush names none.
    """
    fields = {"Site": {}, "Edition": {"changed_at": timezone.now()}}
    for name, defaults in fields.items():
        # Migrating backwards ends where the tables are gone.
        with suppress(LookupError):
            rows = apps.get_model("blog", name)._default_manager.using(using)
            rows.get_or_create(pk=1, defaults=defaults)


class CurrentEdition(NamedTuple):
    """What identifies the whole visible content of the blog at a moment.

    newest_at: when the newest public post appeared; it moves when a held-back post's time comes,
    with no write at all.
    """

    number: int
    changed_at: datetime
    newest_at: datetime | None


def current_edition() -> CurrentEdition:
    """Return what readers see now, in one query."""
    statement, parameters = _edition_statement()
    now = timezone.now()
    with connection.cursor() as cursor:
        # Of the parameters only the moment changes.
        cursor.execute(statement, [now if isinstance(p, datetime) else p for p in parameters])
        return CurrentEdition(*cursor.fetchone())


@cache
def _edition_statement() -> tuple[str, tuple[Any, ...]]:
    """Return SQL and parameters, compiled once a process: it comes before every page."""
    # The first row of an index backwards; a maximum would be sought among all posts.
    newest = Post.objects.public().order_by("-published_at").values("published_at")[:1]
    rows = Edition.objects.values_list("number", "changed_at", Subquery(newest))
    return rows.query.sql_with_params()


def macros() -> str:
    """Return the definitions in TeX that hold in every text, in one query."""
    return Site.objects.values_list("macros", flat=True).first() or ""


def hold_edition() -> None:
    """Let no one else publish before this transaction ends.

    Whoever changes several posts in one transaction takes this first, for the first post written
    would take it anyhow: two of them would wait for each other's posts for ever.
    """
    Edition.objects.select_for_update().first()
