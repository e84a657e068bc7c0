"""What we hold of one person, named by their mail address: handed out, or erased."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from blog.comments.listeners import Listener, digest_of
from blog.comments.mentions import Mention
from blog.comments.models import Comment
from blog.comments.revisions import Revision
from blog.posts.addresses import absolute
from blog.posts.site import hold_edition


def comments_of(address: str) -> QuerySet[Comment]:
    """Return the comments written from a mail address, also those that have forgotten it."""
    return Comment.objects.filter(
        Q(author_email__iexact=address.strip()) | Q(mail_digest=digest_of(address))
    )


def told(address: str) -> dict[str, Any]:
    """Return all that is stored of a person, as JSON has it; 3 queries."""
    listener = Listener.objects.filter(digest=digest_of(address)).first()
    comments = comments_of(address).select_related("post").prefetch_related("revisions")
    return {
        "mail_address": address.strip(),
        "letters": listener
        and {
            "asked_at": listener.asked_at,
            "confirmed_at": listener.confirmed_at,
            "left_at": listener.left_at,
        },
        "comments": [_told(comment) for comment in comments.order_by("created_at", "pk")],
    }


@transaction.atomic
def erase(address: str) -> int:
    """Delete all that is stored of a person; return how many comments. Some 8 queries.

    A comment that was answered keeps its place in the thread, hidden and empty.
    """
    hold_edition()
    Listener.objects.filter(digest=digest_of(address)).delete()
    theirs = list(comments_of(address).values_list("pk", flat=True))
    Revision.objects.filter(comment__in=theirs).delete()
    Mention.objects.filter(comment__in=theirs).delete()
    answered = Comment.objects.filter(parent__in=theirs).values_list("parent", flat=True)
    left = Comment.objects.filter(pk__in=list(answered))
    left.update(**NOTHING)
    Comment.objects.filter(pk__in=set(theirs) - set(answered)).delete()
    return len(theirs)


NOTHING: dict[str, Any] = {
    "status": Comment.Status.HIDDEN,
    **dict.fromkeys(("author_name", "author_email", "author_site", "source"), ""),
    **dict.fromkeys(("html", "feed_html", "user_agent", "writer", "digest", "mail_digest"), ""),
    "problems": [],
    "reasons": [],
    "address": None,
    "wants_replies": False,
}
"""What is left of a comment that was erased but holds a thread together."""


def _told(comment: Comment) -> dict[str, Any]:
    return {
        "address": absolute(comment.url),
        "written_at": comment.created_at,
        "status": comment.status,
        "name": comment.author_name,
        "mail_address": comment.author_email,
        "site": comment.author_site,
        "text": comment.source,
        "former_texts": [former.source for former in comment.revisions.all()],
        "network_address": comment.address,
        "browser": comment.user_agent,
    }
