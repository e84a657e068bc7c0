"""A real gunicorn, in the manner of the web container, and bytes sent to it by hand."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "site_config" / "deploy" / "gunicorn.conf.py"
PATIENCE_SECONDS = 20


class Wire:
    """A way to the server for any bytes at all."""

    def __init__(self, port: int) -> None:
        self.port = port

    def answer(self, octets: bytes, *, hangs_up: bool = False) -> bytes:
        """Send ``octets`` and return all that comes back, empty if the server just closes."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS) as stream:
            stream.sendall(octets)
            if hangs_up:
                stream.shutdown(socket.SHUT_WR)
            try:
                return b"".join(iter(lambda: stream.recv(65536), b""))
            except ConnectionResetError:
                return b""

    def status(self, octets: bytes, *, hangs_up: bool = False) -> int | None:
        """Return the status of the answer to ``octets``, None if there is none."""
        words = self.answer(octets, hangs_up=hangs_up).split(b" ", 2)
        return int(words[1]) if len(words) > 1 else None


@contextmanager
def gunicorn() -> Iterator[Wire]:
    """Run the site on the tests' database, and stop it afterwards."""
    listener = socket.create_server(("127.0.0.1", 0))
    bind = ["--bind", f"fd://{listener.fileno()}", "--workers", "1"]
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION), *bind]
    process = subprocess.Popen(
        [*command, "--log-level", "error", "site_config.wsgi"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _database_url(), "TRUSTED_PROXIES": "1"},
        pass_fds=[listener.fileno()],
    )
    try:
        # The socket listens already: the first request waits for the server to come up.
        yield Wire(listener.getsockname()[1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)
        listener.close()


def _database_url() -> str:
    given = connection.get_connection_params()
    keys = [key for key in ("host", "port", "user", "password") if given.get(key)]
    query = urlencode({key: given[key] for key in keys})
    return f"postgresql:///{given['dbname']}?{query}"
