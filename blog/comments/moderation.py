"""What a moderator does, with one comment or with thousands."""

import glob
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.comments.models import Comment, CommentQuerySet
from blog.comments.notices import announce
from blog.comments.spam.rules import SpamRule
from blog.posts.site import hold_edition
from blog.posts.visitors import network_of

Status = Comment.Status
Comments = CommentQuerySet


@transaction.atomic
def approve(comments: Comments) -> int:
    """Let readers see comments, tell those who want to know; return how many turned.

    What its writer took back or had erased stays hidden. Some 4 queries, and up to 10 for each
    comment that somebody waits for.
    """
    hold_edition()
    unseen = comments.standing().exclude(status=Status.SHOWN)
    waiting = list(unseen.values_list("pk", flat=True))
    count = _judge(Comment.objects.filter(pk__in=waiting), Status.SHOWN)
    is_awaited = Q(wants_replies=True) | Q(parent__wants_replies=True)
    turned = Comment.objects.filter(is_awaited, pk__in=waiting)
    for comment in turned.select_related("parent").order_by("pk"):
        announce(comment)
    return count


def hide(comments: Comments) -> int:
    """Keep comments from readers, their replies stay; return how many turned. 2 queries."""
    return _turn(comments, Status.HIDDEN)


def mark_as_spam(comments: Comments) -> int:
    """Keep comments from readers, and call them what they are; as ``hide``."""
    return _turn(comments, Status.SPAM)


ACTS: dict[str, Callable[[Comments], int]] = {
    "approve": approve,
    "hide": hide,
    "spam": mark_as_spam,
}
"""What the links in letters may name."""


@transaction.atomic
def ban(comments: Comments, kind: SpamRule.Kind) -> int:
    """Call comments spam, and whatever comes from where they came; return how many rules say so.

    kind: MAIL for their mail addresses, ADDRESS for their networks. 4 queries.
    """
    field = "author_email" if kind == SpamRule.Kind.MAIL else "address"
    found = set(comments.order_by().values_list(field, flat=True)) - {None, ""}
    # A mail address may hold wildcards: *@mail.example is a valid one.
    as_pattern = network_of if kind == SpamRule.Kind.ADDRESS else glob.escape
    rules = SpamRule.objects.bulk_create(
        (
            SpamRule(kind=kind, pattern=pattern, verdict=SpamRule.Verdict.SPAM)
            for pattern in sorted({as_pattern(address) for address in found})
        ),
        update_conflicts=True,
        unique_fields=["kind", "pattern"],
        update_fields=["verdict"],
    )
    mark_as_spam(comments)
    return len(rules)


@transaction.atomic
def _turn(comments: Comments, status: Comment.Status) -> int:
    hold_edition()
    # What comes from a list carries annotations and an order, which an update needs none of.
    return _judge(Comment.objects.filter(pk__in=comments.order_by().values("pk")), status)


def _judge(comments: Comments, status: Comment.Status) -> int:
    turned = comments.exclude(status=status)
    return turned.update(status=status, judged_at=timezone.now())
