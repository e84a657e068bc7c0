"""What ``manage.py check`` asks of the mail's settings."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


@register(Tags.compatibility)
def sender_is_an_address(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Refuse a sender that no server would take."""
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        hint = "Set MAIL_FROM to a mail address, such as blog@example.org."
        message = f"{settings.DEFAULT_FROM_EMAIL!r} cannot send mail."
        return [Error(message, hint=hint, id="mail.E001")]
    return []


@register(Tags.compatibility, deploy=True)
def mail_leaves_the_machine(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Say where mail goes to the log only: no fault, for a blog may do without."""
    if not settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return []
    hint = "Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587."
    return [Info("Mail is written to the log and not sent.", hint=hint, id="mail.I001")]
