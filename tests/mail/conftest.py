"""A real mail server on this machine, and our own sending to it."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.mail.sink import Sink, sink


@pytest.fixture
def server() -> Iterator[Sink]:
    with (
        sink() as one,
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=one.port,
            SITE_URL="https://blog.example.org",
            DEFAULT_FROM_EMAIL="noreply@blog.example.org",
        ),
    ):
        yield one
