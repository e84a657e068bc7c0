"""What must be remembered of letters and links, so that each does its work once."""

from django.db import models
from django.utils import timezone


class Letter(models.Model):
    """A letter that is to go out once, named by what it tells whom: no address, no words."""

    key = models.CharField(primary_key=True, max_length=100)
    promised_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class SpentLink(models.Model):
    """A link that worked once and shall not again, as a digest."""

    digest = models.CharField(primary_key=True, max_length=64)
    spent_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]
