"""What writers do: send a comment, and for ten minutes change or withdraw it."""

from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from blog.comments import notices
from blog.comments.errors import Faulty, Gone, NotTaken, SaidAlready, TooSoon
from blog.comments.identity import digest_of, writer_of
from blog.comments.mentions import Mention, keep_mentions, moved_mentions
from blog.comments.models import WITHDRAWN, Comment
from blog.comments.rendering import COMMENT_FIELDS, render_comment
from blog.comments.revisions import keep_revision
from blog.comments.senders import has_turn, takes_turn
from blog.comments.spam.evidence import Reason, Sending
from blog.comments.spam.layers import decide
from blog.posts.models import Post
from blog.posts.site import hold_edition
from blog.posts.visitors import network_of

CHANGEABLE_FOR = timedelta(minutes=10)


def submit(comment: Comment, sending: Sending) -> None:
    """Judge, render and store a new comment, and tell those who want to know; some 12 queries.

    Raises NotTaken where it is not stored.
    """
    comment.writer = writer_of(comment.author_name, comment.author_email)
    comment.digest = digest_of(comment)
    network = network_of(comment.address or "")
    # In this order: what was said by now was there when its sender's turn was seen to be taken.
    if not has_turn(network):
        raise _refusal(comment)
    if _is_said(comment):
        raise SaidAlready
    comment.pk = _next_number()
    _render(comment, sending)
    try:
        with transaction.atomic():
            _store(comment, sending, network)
    except IntegrityError as error:
        raise (SaidAlready if _is_said(comment) else Gone) from error


@transaction.atomic
def store(comment: Comment) -> None:
    """Store a comment as it is, the author's or one from elsewhere, with its rendering."""
    if comment._state.adding:
        comment.save()  # its rendering holds its number
    render_comment(comment, is_new=True)
    comment.save()
    keep_mentions(comment)


def follow_equations(post: Post, *, has_moved: bool) -> None:
    """Render comments on a changed post again where what they name is now called otherwise.

    has_moved: whether the post's address has changed. One query where nothing follows.
    """
    concerned = moved_mentions(post)
    if has_moved:
        concerned |= set(
            Mention.objects.filter(comment__post=post).values_list("comment", flat=True)
        )
    for comment in Comment.objects.filter(pk__in=concerned).select_for_update(no_key=True):
        comment.post = post
        render_comment(comment)
        comment.save(update_fields=COMMENT_FIELDS)


def change(comment: Comment, source: str, sending: Sending) -> None:
    """Give a comment its writer's second thoughts: it is judged again, and stays held if it was.

    Raises NotTaken where it is too late, says what was said or cannot be set.
    """
    try:
        with transaction.atomic():
            _change(_still_changeable(comment), source, sending)
    except IntegrityError as error:
        raise SaidAlready from error


def withdraw(comment: Comment) -> None:
    """Take a comment back: it is deleted, or hidden where somebody has answered it.

    Raises NotTaken where it is too late.
    """
    with transaction.atomic():
        stored = _still_changeable(comment)
        if not stored.replies.exists():
            stored.delete()
            return
        stored.status = Comment.Status.HIDDEN
        stored.reasons = [Reason(WITHDRAWN, gettext_noop("Withdrawn by its writer")).stored()]
        stored.digest = ""  # it may be said again
        stored.save()


def is_changeable(comment: Comment) -> bool:
    """Tell whether its writer may still change it: for a while, and no moderator was there."""
    is_standing = comment.status in (Comment.Status.SHOWN, Comment.Status.HELD)
    is_early = timezone.now() < comment.created_at + CHANGEABLE_FOR
    return is_standing and is_early and comment.judged_at is None


def _change(stored: Comment, source: str, sending: Sending) -> None:
    was_held, reasons = stored.status == Comment.Status.HELD, stored.reasons
    stored.source = source
    stored.digest = digest_of(stored)
    if stored.floor:
        stored.edited_at = timezone.now()
    _render(stored, sending)
    keep_revision(stored)
    decide(stored, sending)
    if was_held and stored.status == Comment.Status.SHOWN:
        stored.status, stored.reasons = Comment.Status.HELD, reasons
    stored.save()
    keep_mentions(stored)
    is_held_anew = stored.status == Comment.Status.HELD and not was_held
    notices.announce(stored, is_held_anew=is_held_anew)


def _render(comment: Comment, sending: Sending) -> None:
    document = render_comment(comment, is_new=True)
    has_errors = any(problem.severity == "error" for problem in document.problems)
    if not document.is_whole or (has_errors and not sending.insists):
        raise Faulty(comment.problems)


def _store(comment: Comment, sending: Sending, network: str) -> None:
    if not takes_turn(network):
        raise _refusal(comment)
    decide(comment, sending)
    if comment.status == Comment.Status.SHOWN:
        hold_edition()
    comment.save(force_insert=True)
    keep_mentions(comment)
    notices.announce(comment)


def _refusal(comment: Comment) -> NotTaken:
    """Return why an address has no turn: of four equal ones sent at once, three are told so."""
    return SaidAlready() if _is_said(comment) else TooSoon()


def _still_changeable(comment: Comment) -> Comment:
    hold_edition()
    # The whole row: an answer to it that is on its way waits, and then finds it or is told.
    rows = Comment.objects.select_for_update(of=("self",)).select_related("post")
    stored = rows.filter(pk=comment.pk).first()
    if stored is None or not is_changeable(stored):
        raise Gone
    return stored


def _is_said(comment: Comment) -> bool:
    return Comment.objects.filter(digest=comment.digest).exclude(pk=comment.pk).exists()


def _next_number() -> int:
    """Take a number, which the rendering needs for its ids, so that the row is written once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('blog_comment', 'id'))")
        return int(cursor.fetchone()[0])
