"""A worker for tests: the real process, on the test's database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

BEAT_SECONDS = 0.3


def database_url() -> str:
    """Return a DATABASE_URL of the database that the tests use."""
    chosen = connection.get_connection_params()
    names = ("user", "password", "host", "port")
    where = urlencode({name: chosen[name] for name in names if chosen.get(name)})
    return f"postgresql:///{chosen['dbname']}?{where}"


class Worker:
    """``manage.py worker`` in a process group of its own, under the keeper if asked for."""

    def __init__(
        self,
        environment: dict[str, str] | None = None,
        *,
        kept: bool = False,
        pulse: Path | None = None,
    ) -> None:
        keeper = [sys.executable, "-m", "site_config.keep"] if kept else []
        command = [sys.executable, "manage.py", "worker", "--beat", str(BEAT_SECONDS)]
        pulses = ["--pulse", str(pulse)] if pulse else []
        self.process = subprocess.Popen(
            [*keeper, *command, *pulses],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": database_url(), **(environment or {})},
            start_new_session=True,
        )

    def kill(self) -> None:
        """End it as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Tell it to end; return its exit status."""
        self.process.terminate()
        return self.process.wait(30)


@contextmanager
def worker(environment: dict[str, str] | None = None, *, kept: bool = False) -> Iterator[Worker]:
    """Have a worker for a while."""
    one = Worker(environment, kept=kept)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.kill()


def wait_for(claim: Callable[[], bool], seconds: float = 30) -> None:
    """Return when ``claim`` holds; fail when it does not come to hold."""
    give_up_at = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < give_up_at, "It did not come to pass."
        time.sleep(0.05)
