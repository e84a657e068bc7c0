"""Render Markdown without a database: files to HTML, or JSON requests to JSON answers."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.markup import PROFILES, render
from blog.markup.document import Problem


class Command(BaseCommand):
    """Render the files named, or standard input."""

    help = "Render Markdown files (or -, standard input) as HTML, without a database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the profile, the format and the files."""
        parser.add_argument("--profile", choices=PROFILES, default="post")
        parser.add_argument("--jsonl", action="store_true", help="a JSON request a line")
        parser.add_argument("files", nargs="*", metavar="FILE", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what each file becomes. Raises CommandError where one cannot be rendered."""
        if options["jsonl"]:
            failures = sum([self._reply(line, options["profile"]) for line in _lines(options)])
            reason = "requests could not be answered"
        else:
            failures = sum([self._show(name, options["profile"]) for name in _names(options)])
            reason = "errors in what was rendered"
        if failures:
            raise CommandError(f"{failures} {reason}")

    def _show(self, name: str, profile: Any) -> int:
        """Write the HTML of one file and its problems; return how many are errors."""
        try:
            source = _bytes(name).decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.stderr.write(f"{name}:1:1: {error}")
            return 1
        document = render(source, profile)
        self.stdout.write(document.html)
        for problem in document.problems:
            self.stderr.write(f"{name}:{problem.line}:{problem.column}: {problem.message}")
        return sum(problem.severity == "error" for problem in document.problems)

    def _reply(self, line: bytes, profile: str) -> bool:
        """Write the answer to one request; return whether it was none."""
        answer = _answer(line, profile)
        self.stdout.write(json.dumps(answer))
        self.stdout.flush()  # whoever sent the request may be waiting before it sends the next
        return "error" in answer


def _names(options: dict[str, Any]) -> list[str]:
    return options["files"] or ["-"]


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _lines(options: dict[str, Any]) -> Any:
    """Yield the lines of the requests as they come, so that a caller can wait for answers."""
    for name in _names(options):
        if name == "-":
            yield from sys.stdin.buffer
        else:
            with Path(name).open("rb") as file:
                yield from file


def _answer(line: bytes, default_profile: Any) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"Not JSON: {error}"}
    if not isinstance(request, dict):
        return {"id": None, "error": "Not an object"}
    key, source = request.get("id"), request.get("source")
    profile = request.get("profile", default_profile)
    if not isinstance(source, str) or profile not in PROFILES:
        return {"id": key, "error": '"source" must be a string, "profile" post, comment or feed'}
    started = time.perf_counter()
    document = render(source, profile)
    return {
        "id": key,
        "html": document.html,
        "teaser_html": document.teaser_html,
        "has_more": document.has_more,
        "plain": document.plain,
        "toc": [asdict(heading) for heading in document.toc],
        "labels": [asdict(label) for label in document.labels],
        "problems": [_problem(problem) for problem in document.problems],
        "ms": round(1000 * (time.perf_counter() - started), 3),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "tex": problem.tex,
    }
