"""What we sign so that it need not be stored: a form that was asked for, a comment's ticket.

The form is for anybody and acts for nobody: no cookie is read, so there is nothing that a page on
another site could borrow. That is why the token stands in place of Django's CSRF cookie; it only
shows that the form was fetched from here, when, and for which post.
"""

from enum import StrEnum

from django.core import signing
from django.utils import timezone

YOUNGEST_SECONDS = 3
OLDEST_SECONDS = 24 * 3600
TICKET_SECONDS = 24 * 3600
_FORM, _TICKET = "blog.comments.form", "blog.comments.ticket"


class Age(StrEnum):
    """What is to be said of a form's token."""

    GOOD = "good"
    TOO_YOUNG = "too young"
    UNUSABLE = "unusable"


def token_for(post_id: int) -> str:
    """Return the token of a form that is shown now."""
    return signing.dumps([post_id, timezone.now().timestamp()], salt=_FORM)


def age_of(token: str, post_id: int) -> Age:
    """Tell whether a form was fetched for this post, not just now and not days ago."""
    try:
        its_post, at = signing.loads(token, salt=_FORM)
    except signing.BadSignature:
        return Age.UNUSABLE
    seconds = timezone.now().timestamp() - at
    if its_post != post_id or seconds > OLDEST_SECONDS:
        return Age.UNUSABLE
    return Age.TOO_YOUNG if seconds < YOUNGEST_SECONDS else Age.GOOD


def ticket_for(comment_id: int) -> str:
    """Return what lets the writer of a comment come back to it."""
    return signing.dumps(comment_id, salt=_TICKET)


def comment_of(ticket: str) -> int | None:
    """Return the number of the comment a ticket is for, None where it is no good any more."""
    try:
        return int(signing.loads(ticket, salt=_TICKET, max_age=TICKET_SECONDS))
    except signing.BadSignature:
        return None
