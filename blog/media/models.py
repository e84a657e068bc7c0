"""The pictures of the blog."""

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# 128 bits of the content's SHA-256, and the format.
NAME = r"[0-9a-f]{32}\.(?:jpeg|png|webp|gif)"


class Image(models.Model):
    """A picture in the media store, named by its content, so that no two rows hold the same."""

    class Format(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        WEBP = "webp", "WebP"
        GIF = "gif", "GIF"

    name = models.CharField(_("file"), max_length=40, unique=True, editable=False)
    format = models.CharField(_("format"), max_length=4, choices=Format, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    size_bytes = models.PositiveIntegerField(_("size"), editable=False)
    original_name = models.CharField(_("original name"), max_length=200, blank=True)
    alt = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("What it shows, for those who cannot see it."),
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__regex=rf"^{NAME}$"), name="image_is_named_by_content"
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1, size_bytes__gte=1),
                name="image_is_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(format__in=["jpeg", "png", "webp", "gif"]),
                name="image_format_known",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.name

    @property
    def url(self) -> str:
        """Return the address of the file."""
        return default_storage.url(self.name)
