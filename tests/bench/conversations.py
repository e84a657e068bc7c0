"""What a very long conversation costs the article it stands under, beside a short one."""

import http.client
import os

import django
from rich.console import Console
from rich.table import Table

from tests.bench import cpu
from tests.bench.site import ask, database_processes, served

SIZES = (20, 2000)
CEILING = 3
LEVELS = 13
ROUNDS = 20
REQUESTS_A_ROUND = 30
WARM_UP = 40
SOURCE = "Euler: $e^{i\\pi}=-1$.\n\n\\begin{equation}a^2+b^2=c^2\\end{equation}\n\n" * 20
REMARK = "Why does $x^n+y^n=z^n$ follow here? The sum in the second line has **no** last term."


def main() -> None:
    """Make up two articles that differ in their conversation alone, and print their table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  (after django.setup)

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    addresses = [_article(size) for size in SIZES]
    with served(pages_kept=0) as site:
        connection = http.client.HTTPConnection("127.0.0.1", site.port)
        for address in addresses:
            ask(connection, address, WARM_UP)
        processes = cpu.family(site.pid) | database_processes()
        spent = [0.0] * len(addresses)
        for _ in range(ROUNDS):
            for place, address in enumerate(addresses):
                before = cpu.seconds(processes)
                ask(connection, address, REQUESTS_A_ROUND)
                spent[place] += cpu.seconds(processes) - before
    _print([seconds * 1000 / (ROUNDS * REQUESTS_A_ROUND) for seconds in spent])


def _article(size: int) -> str:
    """Store an article whose comments answer each other, ``LEVELS`` deep; return its address."""
    from blog.comments.models import Comment  # noqa: PLC0415  (after django.setup)
    from tests.make import make_comment, make_post  # noqa: PLC0415

    post = make_post(SOURCE, slug=f"talked-about-{size}")
    model = make_comment(post, REMARK)
    parents: list[Comment | None] = [None]
    left = size - 1
    for level in range(LEVELS):
        wide = min(left, size // LEVELS + 1)
        parents = list(
            Comment.objects.bulk_create(
                Comment(
                    post=post,
                    parent=parents[number % len(parents)],
                    author_name=f"Reader {level}.{number}",
                    source=REMARK,
                    html=model.html,
                    status=Comment.Status.SHOWN,
                )
                for number in range(wide)
            )
        )
        left -= wide
    assert post.comments.count() == size
    return post.url


def _print(milliseconds: list[float]) -> None:
    table = Table("article", "CPU ms a request", "× the first", "ceiling", title="Conversations")
    for size, cost in zip(SIZES, milliseconds, strict=True):
        ceiling = "" if size == SIZES[0] else str(CEILING)
        ratio = f"{cost / milliseconds[0]:.2f}"
        table.add_row(f"{size:,} comments, {LEVELS} deep", f"{cost:.2f}", ratio, ceiling)
    Console().print(table)
