"""Add the pages that come with the blog."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.authoring.shipped.pages import add_pages
from blog.posts.fields import Language


class Command(BaseCommand):
    """``manage.py add_pages [--language CODE]``."""

    help = "Add the pages that come with the blog, such as /help/, where they are missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the one option."""
        parser.add_argument("--language", choices=Language.values, help="not the site's own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add, and say what."""
        added = add_pages(options["language"] or "")
        for page in added:
            self.stdout.write(f"Added {page.get_absolute_url()}")
        if not added:
            self.stdout.write("Nothing was missing.")
