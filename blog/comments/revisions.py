"""What a comment said before it was changed: the trace that moderators see."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.comments.models import Comment


class Revision(models.Model):
    """A former text of a comment, and who replaced it; nobody: its own writer."""

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("comment")
    )
    source = models.TextField(_("former text"))
    replaced_at = models.DateTimeField(_("replaced at"), default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        verbose_name=_("replaced by"),
    )

    class Meta:
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return self.source[:40]


def keep_revision(comment: Comment, by: int | None = None) -> None:
    """Keep the stored text of a comment if the one at hand is another; call it before saving.

    by: the number of the moderator who changes it. 1 query, 2 where something is kept.
    """
    stored = Comment.objects.filter(pk=comment.pk).values_list("source", flat=True).first()
    if stored is not None and stored != comment.source:
        Revision.objects.create(comment=comment, source=stored, replaced_by_id=by)
