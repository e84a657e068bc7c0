"""Run a command on a database and a ``VAR_DIR`` of its own, and leave nothing behind.

``python -m site_config.throw_away_postgres COMMAND…``; both are in the command's environment.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from site_config.embedded_postgres import Server

PREFIX = "lemma-throw-away-"
# Nobody will miss the data after a power cut.
CARELESS = tuple(
    f"--{name}=off" for name in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
)


def main(command: list[str]) -> int:
    """Run ``command`` and return its exit status; signals go on to it."""
    _clear_away_the_killed()
    directory = Path(tempfile.mkdtemp(prefix=PREFIX))
    server = Server(directory, CARELESS)
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        server.ensure_running()
        own = {"DATABASE_URL": server.url, "VAR_DIR": str(directory)}
        return _outcome(command, {**os.environ, **own})
    finally:
        server.stop()
        shutil.rmtree(directory)


def _outcome(command: list[str], environment: dict[str, str]) -> int:
    child = subprocess.Popen(command, env=environment)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the terminal told the child too; it ends in its own way
        except SystemExit:
            child.terminate()
            child.wait()
            raise


def _clear_away_the_killed() -> None:
    """Stop and remove the servers whose processes were all killed."""
    for directory in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        is_started = os.access(directory / "users.lock", os.W_OK)  # and by one of us
        if is_started and Server(directory).stop_if_unused():
            shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
