"""Fill an empty blog with the demo posts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.authoring.demo.load import BlogNotEmpty, load


class Command(BaseCommand):
    """``manage.py demo [--force]``."""

    help = "Fill an empty blog with original demo posts, pages and comments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the one option."""
        parser.add_argument(
            "--force", action="store_true", help="add them to a blog that has posts, changing none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and sum up."""
        try:
            loaded = load(beside_others=options["force"])
        except BlogNotEmpty as error:
            raise CommandError(
                f"This blog has {error.posts} posts already."
                " Nothing was changed; --force adds the demo to them."
            ) from error
        if options["verbosity"]:
            self.stdout.write(
                f"Loaded {loaded.posts} posts, {loaded.pages} pages and {loaded.comments} comments."
            )
