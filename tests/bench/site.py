"""A running site to measure: gunicorn on a port of its own, and the processes that serve it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import quote


class Served(NamedTuple):
    """A running site: where it listens, and the process whose family serves it."""

    port: int
    pid: int


@contextmanager
def served(pages_kept: int, database: str | None = None, **settings: str) -> Iterator[Served]:
    """Run gunicorn as production does: threads, one process so that caches are warm soon.

    database: its URL, where it is not the one of this process. settings: more of its environment.
    """
    port = _free_port()
    options = ["--worker-class", "gthread", "--threads", "2", "--bind", f"127.0.0.1:{port}"]
    quiet = ["--log-level", "warning", "--keep-alive", "60"]
    command = [sys.executable, "-m", "gunicorn", *options, *quiet, "site_config.wsgi"]
    environment = {**os.environ, "PAGES_KEPT": str(pages_kept), **settings}
    if database:
        environment["DATABASE_URL"] = database
    server = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def ask(connection: http.client.HTTPConnection, address: str, times: int) -> None:
    """Get a page so many times."""
    for _ in range(times):
        connection.request("GET", quote(address, safe="/%?=&"))
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, (address, response.status, body[:500])


def database_processes(*names: str) -> set[int]:
    """Return the processes that serve connections to these databases, but this process's own.

    names: none means the database of this process.
    """
    from django.db import connection  # noqa: PLC0415  (after django.setup)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = ANY(%s) AND pid <> pg_backend_pid()",
            [list(names or [connection.settings_dict["NAME"]])],
        )
        pids = {row[0] for row in cursor.fetchall()}
    connection.close()
    return pids


def _free_port() -> int:
    """Return a port of this machine's that nobody uses, below the ephemeral range."""
    for port in range(18000, 19000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError("No port between 18000 and 19000 is free.")


def _wait_for(port: int, patience_seconds: float = 20) -> None:
    give_up_at = time.monotonic() + patience_seconds
    while time.monotonic() < give_up_at:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("The site did not start.")
