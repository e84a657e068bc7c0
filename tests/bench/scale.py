"""What a blog of 100,000 posts and a million comments costs beside one of 1,000 and 10,000.

Both are made up from the same seed, so their newest posts are the same texts. Pages are rendered
anew for each request; the two sites are asked in turn, so that noise is shared.
"""

import http.client
import os
import subprocess
import sys
from typing import NamedTuple
from urllib.parse import urlsplit

import django
import psycopg
from rich.console import Console
from rich.table import Table

from tests.bench import cpu, search
from tests.bench.site import ask, database_processes, served

SMALL, LARGE = 1_000, 100_000
COMMENTS_A_POST = 10
ROUNDS = 12
REQUESTS_A_ROUND = 40
WARM_UP = 60
A_PAGE = 10

# As old an article as the newest hundred pages hold, with as many comments in both.
ARTICLES = (
    "SELECT max(id) OVER () - id, id, comment_count FROM blog_post ORDER BY id DESC LIMIT 900"
)
TAG = "SELECT slug FROM blog_tag ORDER BY post_count DESC LIMIT 1"
NEWEST = "SELECT to_char(max(published_at) - interval '20 days', 'YYYY/MM') FROM blog_post"


class Row(NamedTuple):
    """A line of the table: two pages to compare, each by site and address, and the ceiling."""

    name: str
    before: tuple[str, str]
    after: tuple[str, str]
    ceiling: float


def main() -> None:
    """Make both blogs, or take those named in BENCH_SMALL and BENCH_LARGE, and print the table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  (after django.setup)

    call_command("collectstatic", verbosity=0, interactive=False)
    urls = {
        "small": os.environ.get("BENCH_SMALL") or _made("scale_small", SMALL),
        "large": os.environ.get("BENCH_LARGE") or _made("scale_large", LARGE),
    }
    rows = _rows(urls)
    _print(rows, _measure(rows, urls))
    search.main(urls)


def _made(name: str, posts: int) -> str:
    """Make up a blog in a database of its own beside ours; return its URL."""
    ours = os.environ["DATABASE_URL"]
    with psycopg.connect(ours, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = urlsplit(ours)._replace(path=f"/{name}").geturl()
    size = ["--posts", str(posts), "--comments", str(posts * COMMENTS_A_POST)]
    for command in (["migrate", "--verbosity", "0"], ["generate", *size]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            env={**os.environ, "DATABASE_URL": url},
            check=True,
        )
    return url


def _rows(urls: dict[str, str]) -> list[Row]:
    """Return what to compare."""
    articles, tags, months = {}, {}, {}
    for site, url in urls.items():
        with psycopg.connect(url) as connection:
            found = connection.execute(ARTICLES).fetchall()
            articles[site] = {(age, comments): pk for age, pk, comments in found}
            ((tags[site],),) = connection.execute(TAG).fetchall()
            ((months[site],),) = connection.execute(NEWEST).fetchall()
    alike = articles["small"].keys() & articles["large"].keys()
    like = min(alike, key=lambda each: (abs(each[1] - COMMENTS_A_POST), each))
    pages = {
        "home": dict.fromkeys(urls, "/"),
        "page 100": dict.fromkeys(urls, "/page/100/"),
        f"article, {like[1]} comments": {s: f"/archives/{articles[s][like]}/" for s in urls},
        "tag": {site: f"/tag/{tags[site]}/" for site in urls},
        "month": {site: f"/archives/{months[site]}/" for site in urls},
        "feed": dict.fromkeys(urls, "/feed/"),
    }
    last = LARGE // A_PAGE
    return [
        *(
            Row(name, ("small", where["small"]), ("large", where["large"]), 1.2)
            for name, where in pages.items()
        ),
        *(
            Row(name, ("large", "/"), ("large", f"/page/{number}/"), 1.3)
            for name, number in (("middle page : first", last // 2), ("last page : first", last))
        ),
    ]


def _measure(rows: list[Row], urls: dict[str, str]) -> dict[tuple[str, str], float]:
    """Return CPU milliseconds a request by site and address, web and database together."""
    places = list(dict.fromkeys(place for row in rows for place in (row.before, row.after)))
    spent = dict.fromkeys(places, 0.0)
    with served(0, urls["small"]) as small, served(0, urls["large"]) as large:
        sites = {"small": small, "large": large}
        connections = {
            site: http.client.HTTPConnection("127.0.0.1", sites[site].port) for site in urls
        }
        for site, address in places:
            ask(connections[site], address, WARM_UP)
        names = [urlsplit(url).path.removeprefix("/") for url in urls.values()]
        processes = database_processes(*names) | cpu.family(small.pid) | cpu.family(large.pid)
        for _ in range(ROUNDS):
            for site, address in places:
                before = cpu.seconds(processes)
                ask(connections[site], address, REQUESTS_A_ROUND)
                spent[site, address] += cpu.seconds(processes) - before
    return {place: 1000 * spent[place] / (ROUNDS * REQUESTS_A_ROUND) for place in places}


def _print(rows: list[Row], milliseconds: dict[tuple[str, str], float]) -> None:
    table = Table("page", "CPU ms, small", "CPU ms, large", "×", "ceiling", title="Scale")
    for row in rows:
        before, after = milliseconds[row.before], milliseconds[row.after]
        ratio = f"{after / before:.2f}"
        table.add_row(row.name, f"{before:.2f}", f"{after:.2f}", ratio, str(row.ceiling))
    Console().print(table)
