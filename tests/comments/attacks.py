"""What attackers write, for the tests that write it into the form."""

from collections.abc import Iterator

from tests.markup.shared import SHARED, lines_of


def payloads() -> list[str]:
    """Return what was made to smuggle scripts into pages."""
    return [row["payload"] for row in lines_of("attacks/xss.jsonl")]


def odd_strings() -> Iterator[str]:
    """Yield strings that broke other people's software; none where the files are absent."""
    yield from (row["s"] for row in lines_of("attacks/text.jsonl"))
    if SHARED.is_dir():
        lines = (SHARED / "attacks" / "naughty_strings.txt").read_text("utf-8").splitlines()
        yield from (line for line in lines if line and not line.startswith("#"))
