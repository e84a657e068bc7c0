"""A mail server that keeps what it gets, and can be away or refuse."""

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's, which tells of every line


class Sink:
    """What arrived, parsed, in order; ``refusal`` is what it says to each recipient instead.

    being_slow_for: seconds that a letter lies in its hands before it says that it took it.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""
        self.being_slow_for = 0.0
        self.is_taking = False
        self.port = free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """An EMAIL_URL that leads here."""
        return f"smtp://127.0.0.1:{self.port}"

    def open(self) -> None:
        """Be there from now on."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Be away: connections are refused."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Keep a letter."""
        self.is_taking = True
        await asyncio.sleep(self.being_slow_for)
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, _class=EmailMessage, policy=default)
        assert [letter["To"]] == envelope.rcpt_tos
        self.letters.append(letter)
        return "250 OK"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sink() -> Iterator[Sink]:
    """Have a mail server for a while."""
    one = Sink()
    one.open()
    try:
        yield one
    finally:
        one.close()
