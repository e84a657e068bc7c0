"""Proof of work: a computer spends a second for each comment, a person nothing.

Source: ALTCHA, https://altcha.org/docs/v2/proof-of-work; the library makes and checks challenges.
What was solved once is remembered until it would be too old anyhow.
"""

import base64
import binascii
import json
from datetime import datetime, timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from blog.comments.tokens import OLDEST_SECONDS

LARGEST_NUMBER = 50_000
"""What a solver tries at most; half of it on average."""
LONGEST_PROOF = 1_000
_SHAPE = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


class SpentWork(models.Model):
    """A challenge that was solved and used."""

    challenge = models.CharField(primary_key=True, max_length=128)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "spent work"

    def __str__(self) -> str:
        return self.challenge[:8]


def challenge() -> str:
    """Return a task for the solver, as JSON; good for as long as a form is."""
    expires_at: datetime = timezone.now() + timedelta(seconds=OLDEST_SECONDS)
    options = ChallengeOptions(max_number=LARGEST_NUMBER, hmac_key=_key(), expires=expires_at)
    return json.dumps(create_challenge(options).to_dict())


def spend(proof: str) -> bool:
    """Tell whether work was done and not used before, and remember it; one query."""
    payload = _read(proof)
    if payload is None or not verify_solution(payload, _key())[0]:
        return False
    expires_at = timezone.now() + timedelta(seconds=OLDEST_SECONDS)
    _row, is_new = SpentWork.objects.get_or_create(
        challenge=payload["challenge"], defaults={"expires_at": expires_at}
    )
    return is_new


def forget_spent_work() -> int:
    """Delete what is too old to be used again; return how many. One query."""
    return SpentWork.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _read(proof: str) -> Any:
    """Return what a solver sent, None where it has not the shape: the library believes it has."""
    try:
        payload = json.loads(base64.b64decode(proof[:LONGEST_PROOF], validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    is_whole = isinstance(payload, dict) and all(
        type(payload.get(name)) is kind for name, kind in _SHAPE.items()
    )
    # Half a character in a salt has no bytes, which the library would ask for.
    is_ours = is_whole and payload["algorithm"] == "SHA-256" and payload["salt"].isascii()
    return payload if is_ours else None


def _key() -> str:
    return salted_hmac("blog.comments.work", "", algorithm="sha256").hexdigest()
