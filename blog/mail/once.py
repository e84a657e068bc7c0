"""Letters that go out once, however often somebody asks and whatever dies meanwhile."""

import logging
from smtplib import SMTPRecipientsRefused
from threading import Lock

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from blog.mail.models import Letter

logger = logging.getLogger(__name__)

_one_at_a_time = Lock()
PERMANENT = 500  # RFC 5321, section 4.2.1


class Undeliverable(Exception):
    """The server will never take this letter: there is no such mailbox, say."""


def promise(key: str) -> bool:
    """Promise a letter; False where it was promised before. Two queries.

    Defer the job that sends it in the same transaction.
    """
    _, is_new = Letter.objects.get_or_create(key=key)
    return is_new


def release(key: str) -> None:
    """Take back a promise that was not kept: there is nothing to tell any more. One query."""
    Letter.objects.filter(key=key, sent_at=None).delete()


def deliver(key: str, message: EmailMessage) -> None:
    """Send a promised letter unless it is out already. Two queries, outside any transaction.

    Raises OSError while the server cannot be reached or will not take it yet, and Undeliverable
    where it never will.
    """
    message.connection = get_connection()
    try:
        message.connection.open()
        _send(key, message)
    except OSError as error:  # smtplib's errors are of its kind
        logger.warning("Letter %s did not go out: %s", key, error)
        if isinstance(error, SMTPRecipientsRefused) and _is_final(error):
            raise Undeliverable(key) from error
        raise
    finally:
        message.connection.close()


def _send(key: str, message: EmailMessage) -> None:
    """Send over an open connection and note it at once: only a death in between sends twice.

    One at a time, so that a worker that dies leaves one letter in doubt, not many.
    """
    unsent = Letter.objects.filter(key=key, sent_at=None)
    with _one_at_a_time:
        if unsent.exists():
            message.send()
            unsent.update(sent_at=timezone.now())


def _is_final(error: SMTPRecipientsRefused) -> bool:
    return all(code >= PERMANENT for code, _reason in error.recipients.values())
