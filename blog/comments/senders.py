"""How often one network address may send a comment; one row for each, shared by all processes."""

from datetime import timedelta

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

PAUSE_SECONDS = 15
MOST_AN_HOUR = 20

# One statement, so that of several processes that ask at once only one hears yes.
_TAKE_TURN = """
INSERT INTO blog_sender AS sender (network, last_at, hour_began_at, in_hour)
VALUES (%(network)s, %(now)s, %(now)s, 1)
ON CONFLICT (network) DO UPDATE SET
    last_at = %(now)s,
    hour_began_at = CASE WHEN sender.hour_began_at <= %(hour_ago)s
                         THEN %(now)s ELSE sender.hour_began_at END,
    in_hour = CASE WHEN sender.hour_began_at <= %(hour_ago)s THEN 1 ELSE sender.in_hour + 1 END
WHERE sender.last_at <= %(pause_ago)s
  AND (sender.in_hour < %(most)s OR sender.hour_began_at <= %(hour_ago)s)
RETURNING network
"""


class Sender(models.Model):
    """A network address that sent a comment lately, as a keyed digest."""

    network = models.CharField(primary_key=True, max_length=64)
    last_at = models.DateTimeField(db_index=True)
    hour_began_at = models.DateTimeField()
    in_hour = models.PositiveIntegerField()

    class Meta:
        verbose_name = "sender"

    def __str__(self) -> str:
        return self.network[:8]


def has_turn(network: str) -> bool:
    """Tell whether a network may send now, without counting; for refusing cheaply. One query."""
    now = timezone.now()
    paused = Q(last_at__gt=now - timedelta(seconds=PAUSE_SECONDS))
    spent = Q(in_hour__gte=MOST_AN_HOUR, hour_began_at__gt=now - timedelta(hours=1))
    return not Sender.objects.filter(paused | spent, network=_digest(network)).exists()


def takes_turn(network: str) -> bool:
    """Count a comment of this network; tell whether it may send one now. One query.

    network: an address, of IPv6 its /64.
    """
    now = timezone.now()
    moments = {
        "now": now,
        "pause_ago": now - timedelta(seconds=PAUSE_SECONDS),
        "hour_ago": now - timedelta(hours=1),
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURN, {"network": _digest(network), "most": MOST_AN_HOUR, **moments})
        return cursor.fetchone() is not None


def forget_senders() -> int:
    """Delete those who were quiet for an hour; return how many. One query."""
    quiet_since = timezone.now() - timedelta(hours=1)
    return Sender.objects.filter(last_at__lt=quiet_since).delete()[0]


def _digest(network: str) -> str:
    return salted_hmac("blog.comments.sender", network, algorithm="sha256").hexdigest()
