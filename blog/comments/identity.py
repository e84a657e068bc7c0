"""Digests that tell whether it is the same writer, or the same words, without keeping either."""

from django.utils.crypto import salted_hmac

from blog.comments.models import Comment


def writer_of(name: str, mail: str) -> str:
    """Return the digest of a writer: name and mail address; "" for who gives no address.

    It outlives both, so a writer once approved stays known when addresses are dropped.
    """
    return _digest("writer", name.strip(), mail.strip().lower()) if mail else ""


def digest_of(comment: Comment) -> str:
    """Return the digest of who says what where; two that are equal are the same comment twice."""
    words = " ".join(comment.source.split())
    place = f"{comment.post_id}/{comment.parent_id or ''}"
    return _digest("comment", place, comment.author_name, comment.author_email.lower(), words)


def _digest(purpose: str, *parts: str) -> str:
    value = "\0".join(parts)
    return salted_hmac(f"blog.comments.{purpose}", value, algorithm="sha256").hexdigest()
