"""CPU milliseconds a request for the listing and the article, beside a constant view."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import django
from rich.console import Console
from rich.table import Table

from tests.bench import cpu

ROUNDS = 20
REQUESTS_A_ROUND = 60
WARM_UP = 80
COMMENTS = 10
LONG_ARTICLE = "stirling"
CONSTANT = "/bench/constant/"


def main() -> None:
    """Fill the database, serve it, and print the table of docs/performance.md."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    article = _fill()
    ceilings = {CONSTANT: None, "/": 22, article: 20}
    port = _free_port()
    server = _serve(port)
    try:
        _wait_for(port)
        milliseconds = _measure(port, server.pid, list(ceilings))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    _print(milliseconds, ceilings)


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


def _serve(port: int) -> subprocess.Popen[bytes]:
    """Start gunicorn as production does: threads, one process so that caches are warm soon."""
    options = ["--worker-class", "gthread", "--threads", "2", "--bind", f"127.0.0.1:{port}"]
    quiet = ["--log-level", "warning", "--keep-alive", "60"]
    command = [sys.executable, "-m", "gunicorn", *options, *quiet, "site_config.wsgi"]
    return subprocess.Popen(command)


def _measure(port: int, server: int, addresses: list[str]) -> dict[str, float]:
    """Return CPU milliseconds a request, the addresses taken in turn so that noise is shared."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for address in addresses:
        _ask(connection, address, WARM_UP)
    processes = cpu.family(server) | _database_processes()
    spent = dict.fromkeys(addresses, 0.0)
    for _ in range(ROUNDS):
        for address in addresses:
            before = cpu.seconds(processes)
            _ask(connection, address, REQUESTS_A_ROUND)
            spent[address] += cpu.seconds(processes) - before
    return {address: s * 1000 / (ROUNDS * REQUESTS_A_ROUND) for address, s in spent.items()}


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


def _print(milliseconds: dict[str, float], ceilings: dict[str, int | None]) -> None:
    table = Table("page", "CPU ms a request", "× constant", "ceiling", title="Pages")
    for address, cost in milliseconds.items():
        ratio = cost / milliseconds[CONSTANT]
        ceiling = ceilings[address]
        table.add_row(
            address, f"{cost:.2f}", f"{ratio:.1f}", f"{ceiling}" if ceiling else "", style=None
        )
    Console().print(table)
