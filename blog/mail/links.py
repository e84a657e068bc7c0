"""Links that carry a right: signed for one purpose, for a time, and good for one use."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core import signing

from blog.mail.models import SpentLink


def token_for(purpose: str, value: Any) -> str:
    """Return what proves that we allowed ``purpose`` for ``value``, anything JSON can say."""
    return signing.dumps(value, salt=_salt(purpose))


def value_of(purpose: str, token: str, lifetime: timedelta | None) -> Any:
    """Return the value that ``token_for`` was given; lifetime: None for a right without end.

    Raises SignatureExpired for a token that is too old, BadSignature for one that is not ours or
    was made for another purpose.
    """
    return signing.loads(token, salt=_salt(purpose), max_age=lifetime)


def is_spent(token: str) -> bool:
    """Tell whether the token did its work already. One query."""
    return SpentLink.objects.filter(pk=_digest(token)).exists()


def spend(token: str) -> bool:
    """Use the token up; False where that was done before. One query.

    Call it in the transaction of what the token allows: they come true together.
    """
    _, is_first = SpentLink.objects.get_or_create(digest=_digest(token))
    return is_first


def _salt(purpose: str) -> str:
    return f"blog.mail.{purpose}"


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
