"""Where texts and lists used to live."""

from functools import reduce
from operator import and_, or_
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.posts.models import Page, Post
from blog.posts.series import Series
from blog.posts.taxonomy import Category, Tag

TARGETS = ("post", "page", "category", "tag", "series")
"""What an old path may lead to: one of them."""

Target = Post | Page | Category | Tag | Series


def _exactly_one(*names: str) -> Q:
    """Return the condition that of these columns one is filled."""
    return reduce(or_, (_only(name, names) for name in names))


def _only(filled: str, names: tuple[str, ...]) -> Q:
    return reduce(and_, (Q(**{f"{name}__isnull": name != filled}) for name in names))


class OldPath(models.Model):
    """An address that was once public and now redirects.

    It may hold a query, ``/?p=123``; then it answers for requests that hold this query.
    """

    path = models.CharField(
        _("old path"),
        max_length=500,
        unique=True,
        help_text=_(
            "As people read it, its characters not encoded: /archives/矩阵/, /2019/05/primes.html, "
            "/?p=123. A whole address may be pasted."
        ),
    )
    post = models.ForeignKey(
        Post,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_paths",
        verbose_name=_("post"),
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_paths",
        verbose_name=_("page"),
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_paths",
        verbose_name=_("category"),
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_paths",
        verbose_name=_("tag"),
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_paths",
        verbose_name=_("series"),
    )

    class Meta:
        verbose_name = _("old path")
        verbose_name_plural = _("old paths")
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one(*TARGETS),
                name="old_path_has_one_target",
                violation_error_message=_("An old path leads to one thing: choose one."),
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/"), name="old_path_starts_at_the_root"
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def target(self) -> Target | None:
        """Return what it leads to."""
        found = (getattr(self, name) for name in TARGETS)
        return next(filter(None, found), None)

    def clean(self) -> None:
        """Keep of a pasted address what a request can hold, its characters as people read them."""
        parts = urlsplit(self.path.strip())
        query = f"?{parts.query}" if parts.query else ""
        self.path = unquote(f"{parts.path or '/'}{query}")
        if self.path == "/":
            raise ValidationError({"path": _("The front page itself cannot redirect.")})


def remember(target: Target, before: Target | None) -> None:
    """Let the former address of a thing lead to it; an address in use again stops redirecting.

    before: the thing as it was stored, None for a new one. 1 query, 2 more where it has moved.
    """
    path = unquote(target.get_absolute_url())
    OldPath.objects.filter(path=path).delete()
    old_path = unquote(before.get_absolute_url()) if before else path
    if old_path != path:
        where: dict[str, Any] = dict.fromkeys(TARGETS)
        where[target._meta.model_name or ""] = target
        OldPath.objects.update_or_create(path=old_path, defaults=where)
