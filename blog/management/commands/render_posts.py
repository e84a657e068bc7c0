"""Render stored posts, pages and comments again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from blog.authoring import rerender


class Command(BaseCommand):
    """``manage.py render_posts [--all | --stale | ID…]``."""

    help = "Render stored texts and names again: those that are stale, unless told otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which texts."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="everything")
        which.add_argument("--stale", action="store_true", help="what an older pipeline rendered")
        parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="these posts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, showing progress on a terminal, and sum up."""
        ids = options["ids"]
        if ids and (options["all"] or options["stale"]):
            raise CommandError("Name posts, or give --all or --stale, not both.")
        work = rerender.of_posts(ids) if ids else self._many(options["all"])
        if not ids:
            rerender.rename()
        texts = problems = 0
        # Progress is for people: on a pipe or in a log only the summary line stands.
        with Progress(console=Console(stderr=True), disable=not self.stderr.isatty()) as progress:
            task = progress.add_task("Rendering", total=len(work))
            for text in rerender.rerender(work):
                texts += 1
                for problem in text.problems:
                    problems += 1
                    self.stderr.write(_line(text, problem))
                progress.advance(task)
        self.stdout.write(f"{texts} texts rendered, {problems} problems.")

    def _many(self, is_all: bool) -> rerender.Work:
        return rerender.everything() if is_all else rerender.stale()


def _line(text: rerender.Stored, problem: dict[str, Any]) -> str:
    """Return ``post 12:3:1: message``, the form that compilers use."""
    message = problem["template"] % problem["params"]
    name = type(text).__name__.lower()
    return f"{name} {text.pk}:{problem['line']}:{problem['column']}: {message}"
