"""Do what is done later: mail, and what is due by the clock."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from procrastinate.exceptions import ConnectorException

from blog.jobs.worker import BEAT_SECONDS, run
from blog.operations.startup import NotReady, wait_until_ready


class Command(BaseCommand):
    """``manage.py worker [--wait SECONDS] [--beat SECONDS] [--pulse FILE] [--once]``."""

    help = "Wait for a migrated database, then do jobs until told to stop."
    # The site beside it is checked; a worker that was killed shall be back soon.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the patience, and how the worker shows that it lives."""
        parser.add_argument("--wait", type=float, default=120, metavar="SECONDS")
        parser.add_argument(
            "--beat",
            type=float,
            default=BEAT_SECONDS,
            metavar="SECONDS",
            help="between signs of life; one that misses three is dead, and its jobs are redone",
        )
        parser.add_argument("--pulse", type=Path, metavar="FILE", help="touched with every beat")
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do")

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait, then work."""
        try:
            wait_until_ready(options["wait"])
        except NotReady as error:
            raise CommandError(str(error)) from error
        try:
            run(options["beat"], options["pulse"], goes_on=not options["once"])
        except ConnectorException as error:
            raise CommandError(f"The database left us. {error.__cause__}") from error
