"""What happens to letters between our jobs and the eyes of whoever they are for."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from django.db import connection, connections
from django.test import override_settings
from django.utils.translation import gettext

from blog.jobs import worker
from tests.mail.sink import Sink


@contextmanager
def mail_goes_to(server: Sink) -> Iterator[None]:
    """Send by this server, and let the worker's threads leave without their connections."""
    smtp = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=server.port,
    )
    with smtp, pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
        yield


def delivered(server: Sink, to: str = "") -> list[EmailMessage]:
    """Do the jobs that wait; return the letters to an address so far, all by default."""
    # Beside this thread, where Playwright keeps an event loop of its own.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work_off).result()
    return [letter for letter in server.letters if to in letter["To"]]


def _work_off() -> None:
    worker.run(goes_on=False)
    connections.close_all()


def text(letter: EmailMessage, kind: str = "plain") -> str:
    """Return a part of a letter."""
    part = letter.get_body((kind,))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def link(letter: EmailMessage, *words: str) -> str:
    """Return the path of a letter's first link of this kind, or of the one under these words."""
    kind, *title = words
    above = f"^{gettext(title[0])}\n" if title else ""
    found = re.search(rf"{above}https?://[^/\s]+(/comments/{kind}/\S+)", text(letter), re.MULTILINE)
    assert found, text(letter)
    return found[1]
