"""What the author writes: posts and pages, where they are filed, and where they used to live."""

from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject, Length
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.posts.addresses import address
from blog.posts.fields import Language, Rendered
from blog.posts.taxonomy import Category, Tag

# A Chinese reader takes in about 400 characters of mathematics a minute.
CHARACTERS_A_MINUTE = 400


# What feeds print, of which each takes one.
FOR_FEEDS = ("feed_html", "feed_teaser_html")


class PostQuerySet(models.QuerySet["Post"]):
    """Which posts, and how much of each."""

    def public(self) -> Self:
        """Keep what a stranger may read now."""
        return self.filter(status=Post.Status.PUBLISHED, published_at__lte=timezone.now())

    def newest_first(self) -> Self:
        """Order as every listing does, pinned posts on top."""
        return self.order_by("-is_pinned", "-published_at", "-pk")

    def for_card(self) -> Self:
        """Load what a list card shows, tags too: no query more, no bodies."""
        return (
            self.select_related("category")
            .annotate(tag_rows=_tags_of_a_post())
            .defer(
                "source", "html", "toc", "labels", "plain", "problems", "description", *FOR_FEEDS
            )
        )

    def for_page(self) -> Self:
        """Load what the article's page shows, tags and who cites it too: no query more."""
        return (
            self.select_related("category")
            .annotate(
                tag_rows=_tags_of_a_post(), citing_rows=_citing_a_post(), length=Length("plain")
            )
            .defer("source", "teaser_html", "labels", "plain", "problems", *FOR_FEEDS)
        )

    def for_feed(self, form: str) -> Self:
        """Load what a feed shows, tags too, newest first: no query more.

        form: the one of ``FOR_FEEDS`` that is wanted.
        """
        shown = ("title_plain", "slug", "language", "published_at", "updated_at", form)
        return (
            self.select_related("category")
            .annotate(tag_rows=_tags_of_a_post())
            .only(*shown, "category__name_plain")
            .order_by("-published_at", "-pk")
        )


class Post(Rendered):
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
    tags = models.ManyToManyField(Tag, blank=True, related_name="posts", verbose_name=_("tags"))
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
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("revised at"), null=True, blank=True, editable=False)

    # Set by for_card() and for_page().
    tag_rows: list[dict[str, str]]
    length: int
    citing_rows: list[dict[str, Any]]
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
            models.CheckConstraint(
                condition=Q(slug__isnull=True) | Q(slug__regex=r"[^0-9]"),
                name="post_slug_is_no_number",
                violation_error_message=_("A slug of digits alone would pass for a post's number."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-is_pinned", "-published_at", "-id"],
                name="post_listing",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["published_at"], name="post_by_date", condition=Q(status="published")
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

    @cached_property
    def tag_list(self) -> list[dict[str, str]]:
        """Return the tags as {name, name_html, url}; needs for_card() or for_page().

        name: in plain text.
        """
        return [{**row, "url": address("tag", row["slug"])} for row in self.tag_rows]

    @cached_property
    def cited_by(self) -> list[dict[str, str]]:
        """Return the public posts that cite it as {title_html, language, url}; needs for_page()."""
        return [
            {**row, "url": address("post", row["slug"] or row["pk"])} for row in self.citing_rows
        ]

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
    " tag tex".split()
)


class OldPath(models.Model):
    """An address that was once public and now redirects."""

    path = models.CharField(
        _("old path"),
        max_length=500,
        unique=True,
        help_text=_("As people read it, its characters not encoded: /archives/矩阵/."),
    )
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="old_paths"
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="old_paths"
    )

    class Meta:
        verbose_name = _("old path")
        verbose_name_plural = _("old paths")
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(page__isnull=True),
                name="old_path_has_one_target",
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/"), name="old_path_starts_at_the_root"
            ),
        ]

    def __str__(self) -> str:
        return self.path


def _tags_of_a_post() -> ArraySubquery:
    """Return an expression: the post's tags as a list of {name, name_html, slug}."""
    tags = Tag.objects.filter(posts=OuterRef("pk")).order_by("name")
    row = JSONObject(name="name_plain", name_html="name_html", slug="slug")
    return ArraySubquery(tags.values(json=row))


def _citing_a_post() -> ArraySubquery:
    """Return an expression: the public posts that cite the post, oldest first."""
    ids = Post.objects.filter(pk=OuterRef(OuterRef("pk"))).values("mentions__post")
    citing = Post.objects.public().filter(pk__in=ids).order_by("published_at", "pk")
    row = JSONObject(pk="pk", slug="slug", title_html="title_html", language="language")
    return ArraySubquery(citing.values(json=row))
