"""CPU milliseconds a request for the listing and the article, beside a constant view."""

import http.client
import os
from typing import NamedTuple

import django
from rich.console import Console
from rich.table import Table

from tests.bench import cpu
from tests.bench.site import Served, ask, database_processes, served

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
    with served(pages_kept=0) as plain, served(pages_kept=50) as keeping:
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


def _measure(rows: list[Row], plain: Served, keeping: Served) -> list[float]:
    """Return CPU milliseconds a request, the rows taken in turn so that noise is shared."""
    sites = [keeping if row.is_kept else plain for row in rows]
    connections = [http.client.HTTPConnection("127.0.0.1", site.port) for site in sites]
    for connection, row in zip(connections, rows, strict=True):
        ask(connection, row.address, WARM_UP)
    processes = cpu.family(plain.pid) | cpu.family(keeping.pid) | database_processes()
    spent = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for place, row in enumerate(rows):
            before = cpu.seconds(processes)
            ask(connections[place], row.address, REQUESTS_A_ROUND)
            spent[place] += cpu.seconds(processes) - before
    return [seconds * 1000 / (ROUNDS * REQUESTS_A_ROUND) for seconds in spent]


def _print(rows: list[Row], milliseconds: list[float]) -> None:
    table = Table("page", "CPU ms a request", "× constant", "ceiling", title="Pages")
    for row, cost in zip(rows, milliseconds, strict=True):
        ratio = cost / milliseconds[0]
        table.add_row(row.name, f"{cost:.2f}", f"{ratio:.1f}", str(row.ceiling or ""))
    Console().print(table)
