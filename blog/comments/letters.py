"""What the letters about comments say, and the links in them."""

from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.comments.listeners import Listener
from blog.comments.models import Comment
from blog.comments.spam.evidence import told
from blog.mail.letters import letter
from blog.mail.links import token_for
from blog.posts.addresses import absolute, at_home
from blog.posts.site import Site

# The purposes of our links, and how long they live.
MODERATE, CONFIRM, LEAVE = "comments.moderate", "comments.confirm", "comments.leave"
LIFETIME = timedelta(days=14)


def to_author(comment: Comment, site: Site, key: str) -> EmailMultiAlternatives:
    """Return the letter to the blog's author about a comment that is shown or waits."""
    is_held = comment.status == Comment.Status.HELD
    subject = _("%(name)s waits: %(title)s") if is_held else _("%(name)s commented: %(title)s")
    acts = ("approve", "hide", "spam") if is_held else ("hide", "spam")
    context = {
        **_shown(comment),
        "is_held": is_held,
        "reasons": why_it_waits(comment),
        "acts": [(act, moderation_url(comment, act)) for act in acts],
    }
    return letter(
        "comment",
        site.author_email,
        subject % _named(comment),
        context,
        key=key,
        sender=site.title,
        continues=_before(comment, "author"),
    )


def to_parent(
    comment: Comment, parent: Comment, listener: Listener, key: str
) -> EmailMultiAlternatives:
    """Return the letter to the writer of ``parent`` about the reply ``comment``."""
    url = leave_url(listener)
    return letter(
        "reply",
        parent.author_email,
        _("%(name)s answered you: %(title)s") % _named(comment),
        {**_shown(comment), "leave_url": url},
        key=key,
        sender=_site_title(),
        continues=_before(comment, "reply"),
        leave_url=url,
    )


def question(comment: Comment, listener: Listener, key: str) -> EmailMultiAlternatives:
    """Return the letter that asks whether the writer of ``comment`` wants to hear of replies."""
    title, url = _site_title(), leave_url(listener)
    token = token_for(CONFIRM, [listener.pk, comment.pk])
    context = {
        **_shown(comment),
        "site_title": title,
        "confirm_url": absolute(reverse("blog:confirm_letters", args=[token])),
        "leave_url": url,
    }
    return letter(
        "question",
        comment.author_email,
        _("Do you want to hear of replies? %(title)s") % _named(comment),
        context,
        key=key,
        sender=title,
        leave_url=url,
    )


def why_it_waits(comment: Comment) -> list[str]:
    """Return in words what speaks against a comment that is held; nothing of any other."""
    return told(comment.reasons) if comment.status == Comment.Status.HELD else []


def moderation_url(comment: Comment, act: str) -> str:
    """Return the address at which ``act`` may be done to a comment, once, without logging in."""
    token = token_for(MODERATE, [comment.pk, act])
    return absolute(reverse("blog:moderate_by_mail", args=[token]))


def leave_url(listener: Listener) -> str:
    """Return the address at which letters to a mail address end; it never expires."""
    return absolute(reverse("blog:leave_letters", args=[token_for(LEAVE, listener.pk)]))


def _shown(comment: Comment) -> dict[str, Any]:
    return {
        "comment": comment,
        "html": at_home(comment.feed_html),
        "title": comment.post.title_plain,
        "url": absolute(comment.url),
    }


def _named(comment: Comment) -> dict[str, str]:
    return {"name": comment.author_name, "title": comment.post.title_plain}


def _before(comment: Comment, kind: str) -> list[str]:
    """Return the letters that this one continues: the article's, then its parent's.

    The article's never was; but mail programs gather what names the same ancestor.
    """
    root = f"post-{comment.post_id}.{kind}"
    return [root, f"comment-{comment.parent_id}.{kind}"] if comment.parent_id else [root]


def _site_title() -> str:
    return Site.objects.values_list("title", flat=True).first() or ""
