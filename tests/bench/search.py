"""What a search costs the database with 100,000 posts beside 1,000, in CPU time of its process."""

from typing import NamedTuple

import psycopg
from rich.console import Console
from rich.table import Table

from tests.bench import cpu

TIMES = 20
A_PAGE = 10
CEILING_MS = 50
# Words of two letters or characters, and in how many of the first posts each stands.
SAMPLE = (
    "SELECT word, ndoc FROM"
    " ts_stat($$SELECT anywhere FROM blog_words ORDER BY entry_id LIMIT 500$$)"
    " WHERE length(word) = 2 ORDER BY ndoc, word"
)
SIZES = (
    "SELECT pg_size_pretty(pg_table_size('blog_entry') + pg_table_size('blog_words')),"
    " pg_size_pretty(pg_indexes_size('blog_words')), pg_size_pretty(pg_table_size('blog_post'))"
)


class Row(NamedTuple):
    """A line of the table: what is asked, and how many times the small blog's cost it may be."""

    name: str
    query: str
    ceiling: int | None = None


def main(urls: dict[str, str]) -> None:
    """Print the table for the blogs "small" and "large"; their entries are written already."""
    with psycopg.connect(urls["small"]) as small, psycopg.connect(urls["large"]) as large:
        rows = _rows(small)
        spent = [(_milliseconds(small, row.query), _milliseconds(large, row.query)) for row in rows]
        sizes = large.execute(SIZES).fetchone()
    table = Table("query", "ms, small", "ms, large", "×", "ceiling", title="Search, database")
    for row, (before, after) in zip(rows, spent, strict=True):
        ratio = f"{after / max(before, 0.1):.1f}"
        ceiling = f"{row.ceiling}, {CEILING_MS} ms" if row.ceiling else ""
        table.add_row(row.name, f"{before:.1f}", f"{after:.1f}", ratio, ceiling)
    Console().print(table)
    if sizes:
        Console().print("Entries {}, their indexes {}, posts {}".format(*sizes))


def _rows(small: psycopg.Connection) -> list[Row]:
    words = [word for word, _ in small.execute(SAMPLE).fetchall()]
    return [
        Row("a rare word", words[0], 3),
        Row("a common word", words[-1], 10),
        Row("a phrase of both", f"{words[-1]} {words[0]}"),
        Row("a formula", r"\frac{1}{n}"),
        Row("nothing", "鱻鱻"),
    ]


def _milliseconds(connection: psycopg.Connection, text: str) -> float:
    """Return the CPU time that finding a page of results takes."""
    from blog.search.find import ranked  # noqa: PLC0415  (after django.setup)
    from blog.search.syntax import parse  # noqa: PLC0415

    statement, parameters = ranked(parse(text))[:A_PAGE].query.sql_with_params()
    pid = {connection.info.backend_pid}
    connection.execute(statement, parameters)
    before = cpu.seconds(pid)
    for _ in range(TIMES):
        connection.execute(statement, parameters).fetchall()
    return 1000 * (cpu.seconds(pid) - before) / TIMES
