"""Where posts are filed: a tree of categories, and tags across it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from blog.markup import render_inline
from blog.posts.addresses import address
from blog.posts.fields import StoredCount


class Named(models.Model):
    """A name, which may hold formulas, and the word that stands for it in addresses.

    ``rendering.render_name`` sets the formulas; where nobody called it, the name shows as typed.
    """

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_("Formulas may stand in it: $\\sqrt2$."),
    )
    name_html = models.TextField(editable=False, default="")
    name_plain = models.TextField(editable=False, default="")
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("Left empty, it is made from the name."),
    )
    # Published posts, those held back for a later day too.
    post_count = StoredCount(_("posts"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_plain or self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Store; what is empty is made from the name first."""
        if not self.name_html:
            self.name_html, self.name_plain = escape(self.name), self.name
        self.slug = self.slug or slug_of(self.name)
        super().save(*args, **options)

    def clean(self) -> None:
        """Refuse a name that no slug can be made from."""
        if not (self.slug or slug_of(self.name)):
            raise ValidationError({"slug": _("Give a slug: none can be made from this name.")})


class Category(Named):
    """A branch of the tree under which a post is filed."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="category_is_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="category_has_a_slug"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the category's list."""
        return address("category", self.slug)

    def clean(self) -> None:
        """Refuse a parent that lies below this category: a query a level."""
        super().clean()
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("A category cannot lie below itself.")})
            above = above.parent


class Tag(Named):
    """A word that posts of any category may share."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="tag_has_a_slug")]

    def get_absolute_url(self) -> str:
        """Return the address of the tag's list."""
        return address("tag", self.slug)


class Tagging(models.Model):
    """A tag on a post, with what a tag's list is ordered by.

    published_at: null where the post is not published. Triggers copy it and ``is_pinned`` from the
    post, so that a page of a long list is read from one index, however deep.
    """

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    is_pinned = models.BooleanField(default=False, db_default=False, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        db_table = "blog_post_tags"
        verbose_name = _("tag on a post")
        verbose_name_plural = _("tags on posts")
        constraints = [models.UniqueConstraint(fields=["post", "tag"], name="tagging_once")]
        indexes = [
            models.Index(
                fields=["tag", "-is_pinned", "-published_at", "-post"],
                name="tagging_listing",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.tag_id}"


def slug_of(name: str) -> str:
    r"""Return the word for addresses, "" where there is none: ``$\frac13$ 法则`` is 1-3-法则."""
    return slugify(render_inline(name).plain.replace("/", "-"), allow_unicode=True)
