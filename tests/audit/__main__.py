"""Judge the demo's public pages: Lighthouse as a phone, the Nu HTML checker on every kind."""

import os
import subprocess
import sys

import django
from rich.console import Console

from tests.audit import lighthouse, nu
from tests.audit.site import served

CONSOLE = Console()


def main() -> int:
    """Fill the database with the demo, serve it, print both tables; 1 where a bar is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    django.setup()
    from tests.public_pages import public_paths  # noqa: PLC0415  (after django.setup)

    with served() as address:
        is_valid = nu.judge(address, public_paths(), CONSOLE)
        is_quick = "--html-only" in sys.argv or lighthouse.judge(address, CONSOLE)
    return 0 if is_valid and is_quick else 1


if __name__ == "__main__":
    if "--on-this-database" in sys.argv:
        sys.exit(main())
    command = [sys.executable, "-m", "tests.audit", "--on-this-database", *sys.argv[1:]]
    sys.exit(subprocess.call([sys.executable, "-m", "site_config.throw_away_postgres", *command]))
