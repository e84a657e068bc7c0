"""What stands between a container's start and its first request."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import OperationalError, connection

from blog.operations.health import failures

logger = logging.getLogger(__name__)

# Any number of our own; containers that start together meet at it.
MIGRATION_LOCK = 0x4C656D6D61
LONGEST_PAUSE_SECONDS = 5.0


class NotReady(Exception):
    """What keeps the site from serving did not go away; the message names it."""


def bring_up_to_date(patience_seconds: float) -> None:
    """Check the settings, wait for the database and migrate it, one container at a time.

    Raises SystemCheckError on settings unfit for production, and OperationalError if the database
    does not answer in ``patience_seconds``.
    """
    call_command("check", deploy=True, fail_level="ERROR")
    wait_for_database(patience_seconds)
    with migration_lock():
        call_command("migrate", interactive=False, verbosity=1)
    connection.close()


def wait_for_database(patience_seconds: float) -> None:
    """Return when the database answers; pauses double up to five seconds.

    Raises OperationalError, the last one, when patience ends.
    """
    give_up_at = time.monotonic() + patience_seconds
    pause_seconds = 0.25
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() + pause_seconds > give_up_at:
                raise
            reason = str(error).partition("\n")[0]
            logger.warning("The database does not answer yet: %s", reason)
            time.sleep(pause_seconds)
            pause_seconds = min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)
        else:
            return


def wait_until_ready(patience_seconds: float) -> None:
    """Return when the database answers and somebody has migrated it.

    Raises NotReady when patience ends.
    """
    give_up_at = time.monotonic() + patience_seconds
    while failing := failures():
        reason = "; ".join(f"{part} {reason}" for part, reason in failing.items())
        if time.monotonic() > give_up_at:
            raise NotReady(reason)
        logger.warning("Not ready yet: %s", reason)
        time.sleep(1)


@contextmanager
def migration_lock() -> Iterator[None]:
    """Hold the lock under which one container migrates while the others wait.

    It belongs to the session, so that a killed container lets go of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
