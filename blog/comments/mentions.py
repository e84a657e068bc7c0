"""Which equations of its article a comment speaks of, by what they are and not by their number."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mention(models.Model):
    """An equation that a comment names.

    number: as the writer wrote it, without brackets. key: the author's label, "" where there is
    none. tex: the formula as it was, so that it can be told when it is gone. anchor: where it
    stands now, "" when it is gone. present_number: the number it has there.
    """

    comment = models.ForeignKey(
        "blog.Comment",
        on_delete=models.CASCADE,
        related_name="mentions",
        verbose_name=_("comment"),
    )
    number = models.CharField(_("number"), max_length=30)
    key = models.CharField(_("label"), max_length=200, blank=True)
    row = models.PositiveSmallIntegerField(_("row"), default=0)
    tex = models.TextField("TeX")
    anchor = models.CharField(max_length=100, blank=True)
    present_number = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return f"({self.number})"
