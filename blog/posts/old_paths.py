"""Where texts and lists used to live."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.posts.models import Page, Post


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
