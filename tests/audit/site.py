"""The demo, served as production serves it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command

PATIENCE_SECONDS = 60


@contextmanager
def served() -> Iterator[str]:
    """Fill the database, collect static files, run gunicorn; yield its address."""
    for command in ("migrate", "demo"):
        call_command(command, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    options = ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    options += ["--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "site_config.wsgi"],
        env={**os.environ, "SITE_URL": address},
    )
    try:
        _wait_for(port)
        yield address
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return
