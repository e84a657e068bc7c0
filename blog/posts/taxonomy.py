"""Where posts are filed: a tree of categories, and tags across it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from blog.posts.addresses import address


class Named(models.Model):
    """A name and the word that stands for it in addresses."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("Left empty, it is made from the name."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Store; an empty slug is made from the name first."""
        self.slug = self.slug or slugify(self.name, allow_unicode=True)
        super().save(*args, **options)

    def clean(self) -> None:
        """Refuse a name that no slug can be made from."""
        if not (self.slug or slugify(self.name, allow_unicode=True)):
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
