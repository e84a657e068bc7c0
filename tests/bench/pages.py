"""CPU milliseconds a request for the listing and the article, beside a constant view."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import django
from rich.console import Console
from rich.table import Table

from tests.bench import cpu

ROUNDS = 20
REQUESTS_A_ROUND = 60
WARM_UP = 80
COMMENTS = 10
LONG_ARTICLE = "stirling"


class Row(NamedTuple):
    """A line of the table: what is asked, and what it may cost at most, × the constant view."""

    name: str
    address: str
    is_kept: bool = False
    ceiling: int | None = None


def main() -> None:
    """Fill the database, serve it, and print the table of docs/performance.md."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    article = _fill()
    rows = [
        Row("constant bytes", "/bench/constant/"),
        Row("listing", "/", ceiling=22),
        Row("article, 10 comments", article, ceiling=20),
        Row("listing, kept", "/", is_kept=True),
        Row("article, kept", article, is_kept=True),
    ]
    with _served(pages_kept=0) as plain, _served(pages_kept=50) as keeping:
        milliseconds = _measure(rows, plain, keeping)
    _print(rows, milliseconds)


def _fill() -> str:
    """Load the demo into an empty database; return its longest article, with ten comments."""
    from django.core.management import call_command  # noqa: PLC0415  (after django.setup)

    from blog.posts.models import Post  # noqa: PLC0415
    from tests.make import make_comment  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo", verbosity=0)
    post = Post.objects.get(slug=LONG_ARTICLE)
    post.comments.all().delete()
    parent = None
    for number in range(COMMENTS):
        parent = make_comment(post, f"Remark {number}: $x_{number}$.", parent=parent)
    return post.url


class Served(NamedTuple):
    """A running site: where it listens, and the process whose family serves it."""

    port: int
    pid: int


@contextmanager
def _served(pages_kept: int) -> Iterator[Served]:
    """Run gunicorn as production does: threads, one process so that caches are warm soon."""
    port = _free_port()
    options = ["--worker-class", "gthread", "--threads", "2", "--bind", f"127.0.0.1:{port}"]
    quiet = ["--log-level", "warning", "--keep-alive", "60"]
    command = [sys.executable, "-m", "gunicorn", *options, *quiet, "site_config.wsgi"]
    server = subprocess.Popen(command, env={**os.environ, "PAGES_KEPT": str(pages_kept)})
    try:
        _wait_for(port)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def _measure(rows: list[Row], plain: Served, keeping: Served) -> list[float]:
    """Return CPU milliseconds a request, the rows taken in turn so that noise is shared."""
    sites = [keeping if row.is_kept else plain for row in rows]
    connections = [http.client.HTTPConnection("127.0.0.1", site.port) for site in sites]
    for connection, row in zip(connections, rows, strict=True):
        _ask(connection, row.address, WARM_UP)
    processes = cpu.family(plain.pid) | cpu.family(keeping.pid) | _database_processes()
    spent = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for place, row in enumerate(rows):
            before = cpu.seconds(processes)
            _ask(connections[place], row.address, REQUESTS_A_ROUND)
            spent[place] += cpu.seconds(processes) - before
    return [seconds * 1000 / (ROUNDS * REQUESTS_A_ROUND) for seconds in spent]


def _ask(connection: http.client.HTTPConnection, address: str, times: int) -> None:
    for _ in range(times):
        connection.request("GET", address)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, (address, response.status, body[:500])


def _database_processes() -> set[int]:
    """Return the processes that serve our database connections, but this process's own."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
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


def _print(rows: list[Row], milliseconds: list[float]) -> None:
    table = Table("page", "CPU ms a request", "× constant", "ceiling", title="Pages")
    for row, cost in zip(rows, milliseconds, strict=True):
        ratio = cost / milliseconds[0]
        table.add_row(row.name, f"{cost:.2f}", f"{ratio:.1f}", str(row.ceiling or ""))
    Console().print(table)
