"""Render single formulas: a JSON request a line in, a JSON answer a line out."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.markup.formula import set_formula


class Command(BaseCommand):
    """Answer ``{"id", "tex", "display"}``, as the contract says."""

    help = "Render formulas as MathML, one JSON request a line, without a database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one format there is."""
        parser.add_argument("--jsonl", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer every line of standard input. Raises CommandError if any was no request."""
        refused = 0
        for line in sys.stdin.buffer:
            answer = _answer(line)
            refused += "error" in answer
            self.stdout.write(json.dumps(answer))
        if refused:
            raise CommandError(f"{refused} lines were not requests")


def _answer(line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"Not JSON: {error}"}
    if not isinstance(request, dict):
        return {"id": None, "error": "Not an object"}
    key, tex, display = request.get("id"), request.get("tex"), request.get("display", False)
    if not isinstance(tex, str) or not isinstance(display, bool):
        return {"id": key, "error": '"tex" must be a string, "display" true or false'}
    started = time.perf_counter()
    found = set_formula(tex, display=display)
    return {
        "id": key,
        "ok": found.is_set,
        "html": found.html,
        "engine": found.engine,
        "problem": found.problem,
        "ms": round(1000 * (time.perf_counter() - started), 3),
    }
