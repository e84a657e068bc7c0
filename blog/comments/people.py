"""What we hold of one person, named by their mail address: handed out, or erased."""

import glob
from collections.abc import Collection
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q, QuerySet

from blog.comments.addresses import comment_address
from blog.comments.listeners import Listener, digest_of
from blog.comments.mentions import Mention
from blog.comments.models import Comment
from blog.comments.revisions import Revision
from blog.comments.spam.evidence import told as in_words
from blog.comments.spam.rules import SpamRule
from blog.comments.tasks import reply_key
from blog.mail.models import Letter
from blog.posts.addresses import absolute
from blog.posts.site import hold_edition
from blog.posts.visitors import network_of


def comments_of(address: str) -> QuerySet[Comment]:
    """Return the comments written from a mail address, also those that have forgotten it."""
    return Comment.objects.filter(
        Q(author_email__iexact=address.strip()) | Q(mail_digest=digest_of(address))
    )


def told(address: str) -> dict[str, Any]:
    """Return all that is stored of a person, as JSON has it; some 7 queries."""
    listener = Listener.objects.filter(digest=digest_of(address)).first()
    comments = comments_of(address).order_by("created_at", "pk").select_related("post")
    comments = comments.prefetch_related("revisions")
    numbers = [comment.pk for comment in comments]
    return {
        "mail_address": address.strip(),
        "letters": listener
        and {
            "asked_at": listener.asked_at,
            "confirmed_at": listener.confirmed_at,
            "left_at": listener.left_at,
        },
        "letters_promised": _letters(numbers, listener),
        "spam_rules": list(rules_about(address).values("kind", "pattern", "verdict", "created_at")),
        "comments": [_told(comment) for comment in comments],
    }


def rules_about(address: str) -> QuerySet[SpamRule]:
    """Return the author's rules that name a person's mail address or network, not a group's.

    Two queries. Erasing leaves them: they are the author's own. Ask before, for it forgets the
    networks.
    """
    mail = address.strip()
    seen = set(comments_of(mail).values_list("address", flat=True)) - {None}
    networks = {network_of(one) for one in seen if one}
    return SpamRule.objects.filter(
        Q(pattern__iexact=mail)
        | Q(pattern__iexact=glob.escape(mail))
        | Q(kind=SpamRule.Kind.ADDRESS, pattern__in=seen | networks)
    ).order_by("pk")


def log_entries() -> QuerySet[LogEntry]:
    """Return what the admin's log says of comments."""
    return LogEntry.objects.filter(content_type__app_label="blog", content_type__model="comment")


@transaction.atomic
def erase(address: str) -> int:
    """Delete all that is stored of a person; return how many comments. Some 9 queries.

    A comment that was answered keeps its place in the thread, hidden and empty. Jobs about it look
    again and tell nobody; the author's rules stay.
    """
    hold_edition()
    Listener.objects.filter(digest=digest_of(address)).delete()
    theirs = list(comments_of(address).values_list("pk", flat=True))
    log_entries().filter(object_id__in=map(str, theirs)).delete()
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


def _letters(numbers: Collection[int], listener: Listener | None) -> list[dict[str, Any]]:
    """Return the letters to a person and about their comments; without ``sent_at`` it is to go."""
    replies = Comment.objects.filter(parent__in=numbers).values_list("pk", flat=True)
    named = Q(key__in=[reply_key(pk) for pk in replies])
    if listener:
        named |= Q(key__startswith=f"question-{listener.pk}.")
    for number in numbers:
        named |= Q(key__startswith=f"comment-{number}.")
    letters = Letter.objects.filter(named).order_by("promised_at", "key")
    return [
        {"name": one.key, "promised_at": one.promised_at, "sent_at": one.sent_at} for one in letters
    ]


def _told(comment: Comment) -> dict[str, Any]:
    post = comment.post
    return {
        "address": absolute(comment.url),
        "post": post.title_plain,
        "answers": comment.parent_id
        and absolute(comment_address(post.url, post.comment_count, comment.parent_id)),
        "written_at": comment.created_at,
        "edited_at": comment.edited_at,
        "status": comment.status,
        "reasons": in_words(comment.reasons),
        "name": comment.author_name,
        "mail_address": comment.author_email,
        "site": comment.author_site,
        "text": comment.source,
        "former_texts": [
            {"text": former.source, "replaced_at": former.replaced_at}
            for former in comment.revisions.all()
        ],
        "wants_replies": comment.wants_replies,
        "network_address": comment.address,
        "browser": comment.user_agent,
    }
