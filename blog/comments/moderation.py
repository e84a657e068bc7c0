"""What a moderator does with one comment."""

from collections.abc import Callable

from django.db import transaction

from blog.comments.models import Comment
from blog.comments.notices import announce
from blog.posts.site import hold_edition

Status = Comment.Status


@transaction.atomic
def approve(comment: Comment) -> None:
    """Let readers see a comment, and tell those who want to know."""
    _turn(comment, Status.SHOWN)
    announce(comment)


def hide(comment: Comment) -> None:
    """Keep a comment from readers; its replies stay."""
    _turn(comment, Status.HIDDEN)


def mark_as_spam(comment: Comment) -> None:
    """Keep a comment from readers, and call it what it is."""
    _turn(comment, Status.SPAM)


ACTS: dict[str, Callable[[Comment], None]] = {
    "approve": approve,
    "hide": hide,
    "spam": mark_as_spam,
}
"""What the links in letters may name."""


@transaction.atomic
def _turn(comment: Comment, status: Comment.Status) -> None:
    hold_edition()
    comment.status = status
    comment.save(update_fields=["status"])
