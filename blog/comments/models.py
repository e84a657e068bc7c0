"""What readers say under a post."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.comments.addresses import comment_address

WITHDRAWN = "writer"
"""The layer in the reasons of a comment that its writer took back, and which is hidden since."""


class CommentQuerySet(models.QuerySet["Comment"]):
    """Which comments."""

    def shown(self) -> Self:
        """Keep what readers see."""
        return self.filter(status=Comment.Status.SHOWN)

    def standing(self) -> Self:
        """Keep what its writer has neither withdrawn nor had erased."""
        return self.exclude(source="").exclude(reasons__contains=[{"layer": WITHDRAWN}])

    def in_threads(self) -> Self:
        """Keep what was seen once: the replies to what is shown no more still need their place."""
        return self.filter(floor__isnull=False)


class Comment(models.Model):
    """One contribution to the conversation under a post, with its stored rendering."""

    class Status(models.TextChoices):
        SHOWN = "shown", _("Shown")
        HELD = "held", _("Held")
        HIDDEN = "hidden", _("Hidden")
        SPAM = "spam", _("Spam")

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="comments", verbose_name=_("post")
    )
    # A comment that was answered is hidden, not deleted; with its post it goes.
    parent = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("in reply to"),
    )
    author_name = models.CharField(_("name"), max_length=60)
    author_email = models.EmailField(_("mail address"), blank=True)
    author_site = models.URLField(_("site"), blank=True)
    is_by_author = models.BooleanField(_("by the blog's author"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)
    source = models.TextField(_("text"))
    html = models.TextField(editable=False, default="")
    # For feeds; the site's own address stands in it as posts.addresses.ANYWHERE.
    feed_html = models.TextField(editable=False, default="")
    problems = models.JSONField(editable=False, default=list)
    # Version of the markup pipeline that made the rendering; 0: never rendered.
    rendered_with = models.PositiveIntegerField(editable=False, default=0, db_index=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    # When its writer last changed what readers had seen; a moderator's change leaves it alone.
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True, editable=False)
    # When a moderator last let it be seen, hid it or saved it: from then on it stands as it is.
    judged_at = models.DateTimeField(null=True, editable=False)
    wants_replies = models.BooleanField(_("wants mail about replies"), default=False)

    # Why it was not shown at once: [{"layer": "links", "template": "…", "params": {…}}, …]
    reasons = models.JSONField(editable=False, default=list)
    address = models.GenericIPAddressField(
        _("network address"), unpack_ipv4=True, null=True, blank=True, editable=False
    )
    user_agent = models.CharField(_("browser"), max_length=300, blank=True, editable=False)
    # Who says it, as far as mail and name tell, and what is said: keyed digests (identity.py).
    writer = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    # Stands for the mail address once that is dropped (retention.py).
    mail_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    # Its number among the comments of its article, given by a trigger when readers first see it.
    floor = models.PositiveIntegerField(_("floor"), null=True, editable=False)

    # Set by render_comment(): the equations it names.
    found_mentions: list[Any] = []

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["shown", "held", "hidden", "spam"]),
                name="comment_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="comment_does_not_answer_itself"
            ),
            # What came in some other way, from the author or an archive, may say a thing twice.
            models.UniqueConstraint(
                fields=["digest"], name="comment_said_once", condition=~Q(digest="")
            ),
            # By its index a thread is read, too.
            models.UniqueConstraint(fields=["post", "floor"], name="comment_floor_once"),
        ]
        indexes = [
            models.Index(
                fields=["-created_at", "-id"], name="comment_newest", condition=Q(status="shown")
            ),
        ]

    def __str__(self) -> str:
        # The admin's log repeats it, and keeps it when the comment is gone.
        words = {"number": self.pk, "name": self.author_name}
        return str(_("Comment %(number)s by %(name)s") % words)

    @property
    def url(self) -> str:
        """Return the path that leads to it under its post, on whichever page; needs ``post``."""
        return comment_address(self.post.url, self.post.comment_count, self.pk)

    @property
    def is_answerable(self) -> bool:
        """Tell whether the author may answer it: it is shown, or will be by that."""
        return self.status in (Comment.Status.SHOWN, Comment.Status.HELD)

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether its writer took it back after somebody had answered it."""
        return any(reason["layer"] == WITHDRAWN for reason in self.reasons)

    @property
    def anchor(self) -> str:
        """Return the id of the comment in its article's page; that of a preview is 0."""
        return f"comment-{self.pk or 0}"
