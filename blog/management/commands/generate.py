"""Fill an empty blog with made-up posts and comments, as many as wanted."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from blog.authoring.demo.load import BlogNotEmpty
from blog.authoring.generator.load import generate
from blog.authoring.generator.search import enter


class Command(BaseCommand):
    """``manage.py generate --posts N [--comments M] [--seed S] [--force] …``."""

    help = "Make up posts and comments to measure with; the same for the same numbers and seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how many, and of which seed."""
        parser.add_argument("--posts", type=int, required=True, metavar="N")
        parser.add_argument("--comments", type=int, default=0, metavar="M")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--force", action="store_true", help="add to a blog that has posts")

        parser.add_argument(
            "--without-search", action="store_true", help="leave the search's entries to others"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them up, showing progress on a terminal, and sum up."""
        posts, comments = options["posts"], options["comments"]
        if posts < 1 or comments < 0:
            raise CommandError("There must be a post at least, and no fewer than 0 comments.")
        work = generate(posts, comments, options["seed"], beside_others=options["force"])
        try:
            with Progress(console=Console(stderr=True), disable=not self.stderr.isatty()) as bar:
                _watch(bar, "Making up posts", posts, work)
                if not options["without_search"]:
                    _watch(bar, "Entering them into the search", posts, enter())
        except BlogNotEmpty as error:
            raise CommandError(
                f"This blog has {error.posts} posts already."
                " Nothing was changed; --force adds the made-up ones to them."
            ) from error
        if options["verbosity"]:
            self.stdout.write(f"Made up {posts} posts and {comments} comments.")


def _watch(bar: Progress, what: str, total: int, work: Iterator[int]) -> None:
    """Do the work, which yields how much of it is done."""
    task = bar.add_task(what, total=total)
    for done in work:
        bar.update(task, completed=done)
