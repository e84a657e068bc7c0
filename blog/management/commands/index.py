"""Write search entries again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from blog.posts.models import Post
from blog.search.index import stale, write


class Command(BaseCommand):
    """``manage.py index [--all]``."""

    help = "Write what the search knows of posts: where it is missing or out of date, or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which posts."""
        parser.add_argument("--all", action="store_true", help="every post")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, showing progress on a terminal, and sum up."""
        posts = Post.objects.all() if options["all"] else stale()
        # Progress is for people: on a pipe or in a log only the summary line stands.
        with Progress(console=Console(stderr=True), disable=not self.stderr.isatty()) as progress:
            task = progress.add_task("Indexing", total=posts.count())
            written = 0
            for some in write(posts):
                written += some
                progress.advance(task, some)
        self.stdout.write(f"{written} posts indexed.")
