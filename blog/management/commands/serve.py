"""Bring the database up to date, then become the web server."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from blog.operations.startup import bring_up_to_date


class Command(BaseCommand):
    """``manage.py serve [--wait SECONDS]``: what the web container runs."""

    help = "Wait for the database, migrate it under a lock, then run gunicorn in this process."
    # ``bring_up_to_date`` checks more, in production's manner.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the patience."""
        parser.add_argument("--wait", type=float, default=60, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then hand this process to gunicorn."""
        try:
            bring_up_to_date(options["wait"])
        except OperationalError as error:
            raise CommandError(f"The database does not answer. {error}") from error
        configuration = settings.BASE_DIR / "site_config" / "deploy" / "gunicorn.conf.py"
        os.execvp("gunicorn", ["gunicorn", "--config", str(configuration), "site_config.wsgi"])
