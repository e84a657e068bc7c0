"""What writers do: send a comment, and for ten minutes change or withdraw it."""

from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from blog.comments import notices
from blog.comments.errors import Gone, SaidAlready, TooSoon
from blog.comments.identity import digest_of, writer_of
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.comments.senders import takes_turn
from blog.comments.spam.evidence import Sending
from blog.comments.spam.layers import decide
from blog.posts.site import hold_edition
from blog.posts.visitors import network_of

CHANGEABLE_FOR = timedelta(minutes=10)


def submit(comment: Comment, sending: Sending) -> None:
    """Judge, render and store a new comment, and tell those who want to know; some 12 queries.

    Raises NotTaken where it is not stored.
    """
    comment.writer = writer_of(comment.author_name, comment.author_email)
    comment.digest = digest_of(comment)
    if _is_said(comment):
        raise SaidAlready
    try:
        with transaction.atomic():
            _store(comment, sending)
    except IntegrityError as error:
        raise (SaidAlready if _is_said(comment) else Gone) from error


def change(comment: Comment, source: str, sending: Sending) -> None:
    """Give a comment its writer's second thoughts; it is judged again, and held once it was held.

    Raises NotTaken where it is too late or says what was said.
    """
    with transaction.atomic():
        held = _still_changeable(comment)
        held.source = source
        held.digest = digest_of(held)
        if _is_said(held):
            raise SaidAlready
        was_held = held.status == Comment.Status.HELD
        reasons_before = held.reasons
        decide(held, sending)
        if was_held and held.status == Comment.Status.SHOWN:
            held.status, held.reasons = Comment.Status.HELD, reasons_before
        held.edited_at = timezone.now()
        render_comment(held, is_new=True)
        held.save()


def withdraw(comment: Comment) -> None:
    """Take a comment back: it is deleted, or hidden where somebody has answered it.

    Raises NotTaken where it is too late.
    """
    with transaction.atomic():
        held = _still_changeable(comment)
        if not held.replies.exists():
            held.delete()
            return
        held.status = Comment.Status.HIDDEN
        held.reasons = [{"layer": "writer", "template": "Withdrawn by its writer", "params": {}}]
        held.save()


def is_changeable(comment: Comment) -> bool:
    """Tell whether its writer may still change it: for a while, and no moderator was there."""
    is_untouched = comment.status in (Comment.Status.SHOWN, Comment.Status.HELD)
    return is_untouched and timezone.now() < comment.created_at + CHANGEABLE_FOR


def _store(comment: Comment, sending: Sending) -> None:
    if not takes_turn(network_of(comment.address or "")):
        # Of four equal ones sent at once the others have waited here for the first.
        raise SaidAlready if _is_said(comment) else TooSoon
    decide(comment, sending)
    comment.pk = _next_number()
    render_comment(comment, is_new=True)
    if comment.status == Comment.Status.SHOWN:
        hold_edition()
    comment.save(force_insert=True)
    notices.announce(comment)


def _still_changeable(comment: Comment) -> Comment:
    if comment.status == Comment.Status.SHOWN:
        hold_edition()
    rows = Comment.objects.select_for_update(of=("self",), no_key=True).select_related("post")
    held = rows.filter(pk=comment.pk).first()
    if held is None or not is_changeable(held):
        raise Gone
    return held


def _is_said(comment: Comment) -> bool:
    return Comment.objects.filter(digest=comment.digest).exclude(pk=comment.pk).exists()


def _next_number() -> int:
    """Take a number, which the rendering needs for its ids, so that the row is written once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('blog_comment', 'id'))")
        return int(cursor.fetchone()[0])
