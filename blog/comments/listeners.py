"""Mail addresses whose owners said that they want to hear of replies: asked first, then believed.

Of an address a keyed digest is kept; letters go to the one that stands with the comment.
"""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Whoever types another's address into the form makes us ask so often, and not oftener.
ASKED_AGAIN_AFTER = timedelta(days=90)


class Listener(models.Model):
    """One mail address: when we asked, when its owner said yes, and when no more."""

    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(left_at=None),
                name="listener_stays_or_left",
            )
        ]

    def __str__(self) -> str:
        return self.digest[:8]


def digest_of(address: str) -> str:
    """Return what is kept of a mail address; the same for every way of writing it."""
    normal = address.strip().lower()
    return salted_hmac("blog.comments.listener", normal, algorithm="sha256").hexdigest()


def listener_at(address: str) -> Listener | None:
    """Return who confirmed this address and did not leave. One query."""
    return Listener.objects.filter(digest=digest_of(address), confirmed_at__isnull=False).first()


def to_be_asked(address: str) -> Listener | None:
    """Return the owner of an address that we should ask now, noting that we do. Up to 3 queries.

    None where they said yes or left, or were asked in the last three months.
    """
    listener, is_new = Listener.objects.get_or_create(digest=digest_of(address))
    if is_new:
        return listener
    now = timezone.now()
    quiet = Listener.objects.filter(
        pk=listener.pk, confirmed_at=None, left_at=None, asked_at__lte=now - ASKED_AGAIN_AFTER
    )
    if not quiet.update(asked_at=now):
        return None
    listener.asked_at = now
    return listener


def confirm(listener: Listener) -> None:
    """Let letters come, again too after leaving."""
    Listener.objects.filter(pk=listener.pk).update(confirmed_at=timezone.now(), left_at=None)


def leave(listener: Listener) -> None:
    """Let no letter come any more, not even the question whether they shall."""
    Listener.objects.filter(pk=listener.pk).update(confirmed_at=None, left_at=timezone.now())
