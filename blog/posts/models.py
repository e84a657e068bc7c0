"""What the author writes: posts and pages, and where they are filed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.posts.addresses import address
from blog.posts.fields import Language, Rendered, StoredCount
from blog.posts.licences import Licensed, licence_is_known
from blog.posts.queries import PostQuerySet
from blog.posts.series import PlaceInSeries, Series, place_among
from blog.posts.taxonomy import Category, Tag
from blog.posts.translations import check_translation, versions

# A Chinese reader takes in about 400 characters of mathematics a minute.
CHARACTERS_A_MINUTE = 400


class Post(Licensed, Rendered):
    """An article: its source, and the stored rendering that readers get."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        PRIVATE = "private", _("Private")

    class CommentPolicy(models.TextChoices):
        SITE = "site", _("As the site")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    title = models.CharField(
        _("title"), max_length=300, help_text=_("Formulas may stand in it: $\\sqrt2$.")
    )
    title_html = models.TextField(editable=False, default="")
    title_plain = models.TextField(editable=False, default="")
    title_latex = models.TextField(editable=False, default="", db_default="")
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        unique=True,
        allow_unicode=True,
        null=True,
        blank=True,
        help_text=_("The last part of the address. Left empty, the number stands there."),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.of_the_site
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, db_default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        _("published at"),
        default=timezone.now,
        help_text=_("A moment that lies ahead holds the post back until then."),
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("category"),
    )
    tags = models.ManyToManyField(
        Tag, through="Tagging", blank=True, related_name="posts", verbose_name=_("tags")
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("series"),
    )
    part = models.PositiveSmallIntegerField(
        _("part"),
        null=True,
        blank=True,
        help_text=_("The place in the series. Left empty, the post becomes its last part."),
    )
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The original that this post translates; readers of either find the other."),
    )
    is_pinned = models.BooleanField(_("pinned"), default=False)
    comment_policy = models.CharField(
        _("comments"), max_length=10, choices=CommentPolicy, default=CommentPolicy.SITE
    )
    numbers_by_section = models.BooleanField(
        _("equations numbered by section"),
        default=False,
        db_default=False,
        help_text=_("(2.1), (2.2) in the second section."),
    )
    teaser_html = models.TextField(editable=False, default="")
    has_more = models.BooleanField(editable=False, default=False)
    # For other people's pages; the site's own address stands in them as ANYWHERE.
    feed_html = models.TextField(editable=False, default="")
    feed_teaser_html = models.TextField(editable=False, default="")
    # The file of its picture for link previews; "" while there is none.
    card = models.CharField(max_length=40, editable=False, default="", db_default="")
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("revised at"), null=True, blank=True, editable=False)
    comment_count = StoredCount(_("comments"))  # those that readers see

    # Set by for_card() and for_page().
    tag_rows: list[dict[str, str]]
    part_position: int
    shown_views: int | None
    length: int
    citing_rows: list[dict[str, Any]]
    part_rows: list[dict[str, Any]]
    translation_rows: list[dict[str, Any]]
    related_rows: list[dict[str, Any]]
    # Set by render_post(): (post, key) of each label of another post that this one names.
    found_citations: set[tuple[int, str]] | None = None

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "private"]), name="post_status_known"
            ),
            models.CheckConstraint(
                condition=Q(comment_policy__in=["site", "open", "closed"]),
                name="post_comment_policy_known",
            ),
            licence_is_known("post_licence_known"),
            models.CheckConstraint(
                condition=Q(slug__isnull=True) | Q(slug__regex=r"[^0-9]"),
                name="post_slug_is_no_number",
                violation_error_message=_("A slug of digits alone would pass for a post's number."),
            ),
            # Deferred, so that two parts may change places.
            models.UniqueConstraint(
                fields=["series", "part"],
                name="post_part_is_one_post",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("The series has another post at this place."),
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                name="post_one_translation_a_language",
                violation_error_message=_("The original has a translation in this language."),
            ),
            models.CheckConstraint(
                condition=~Q(translation_of=F("id")), name="post_does_not_translate_itself"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-is_pinned", "-published_at", "-id"],
                name="post_listing",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["category", "-is_pinned", "-published_at", "-id"],
                name="post_in_category",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["published_at", "id"], name="post_by_date", condition=Q(status="published")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the canonical address: by slug if there is one, else by number."""
        return address("post", self.slug or self.pk)

    @cached_property
    def url(self) -> str:
        """Return the canonical address, worked out once."""
        return self.get_absolute_url()

    def clean(self) -> None:
        """Refuse a translation that is none."""
        check_translation(self)

    @cached_property
    def tag_list(self) -> list[dict[str, str]]:
        """Return the tags as {name, name_html, url}; needs for_card() or for_page().

        name: in plain text.
        """
        return [{**row, "url": address("tag", row["slug"])} for row in self.tag_rows]

    @cached_property
    def cited_by(self) -> list[dict[str, Any]]:
        """Return the public posts that cite it as {title_html, language, url}; needs for_page()."""
        return _linked(self.citing_rows)

    @cached_property
    def related(self) -> list[dict[str, Any]]:
        """Return public posts near to it as {title_html, language, url}; needs for_page()."""
        return _linked(self.related_rows)

    @cached_property
    def translated(self) -> list[dict[str, Any]]:
        """Return it in other languages as {title_html, language, url}; needs for_page()."""
        return _linked(self.translation_rows)

    @cached_property
    def versions(self) -> list[dict[str, Any]]:
        """Return it in all its languages as {language, url, is_original}; needs for_page()."""
        return versions(self)

    @cached_property
    def place_in_series(self) -> PlaceInSeries | None:
        """Return where it stands in its series, None if it is in none; needs for_page()."""
        return place_among(_linked(self.part_rows), self.pk)

    @property
    def is_public(self) -> bool:
        """Tell whether a stranger may read it now."""
        return self.status == self.Status.PUBLISHED and self.published_at <= timezone.now()

    @property
    def reading_minutes(self) -> int:
        """Return how long the article takes to read, at least a minute; needs for_page()."""
        return max(1, round(self.length / CHARACTERS_A_MINUTE))


class Page(Rendered):
    """A page that stands outside the stream of posts: about, help, links."""

    title = models.CharField(
        _("title"), max_length=300, help_text=_("Formulas may stand in it: $\\sqrt2$.")
    )
    title_html = models.TextField(editable=False, default="")
    title_plain = models.TextField(editable=False, default="")
    slug = models.SlugField(_("slug"), max_length=200, unique=True, allow_unicode=True)
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.of_the_site
    )
    in_menu = models.BooleanField(_("in the menu"), default=True)
    menu_order = models.PositiveSmallIntegerField(_("place in the menu"), default=0)
    shows_links = models.BooleanField(
        _("shows the links"),
        default=False,
        db_default=False,
        help_text=_("Below the text stand the links that you keep under “Links”."),
    )

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["menu_order", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page's address."""
        return address("page", self.slug)

    def clean(self) -> None:
        """Refuse a slug under which the blog keeps something else."""
        if self.slug in RESERVED_WORDS:
            raise ValidationError({"slug": _("The blog itself uses this address.")})


# First words of the blog's own addresses (contract.md); a page there could never be reached.
RESERVED_WORDS = frozenset(
    "admin archives category comments feed healthz markdownx media page readyz search series static"
    " random tag tex".split()
)


def _linked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of posts with their addresses."""
    return [{**row, "url": address("post", row["slug"] or row["pk"])} for row in rows]
