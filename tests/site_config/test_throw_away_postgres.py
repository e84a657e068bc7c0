"""A command on a database that is thrown away."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.server
RUNNER = [sys.executable, "-m", "site_config.throw_away_postgres", sys.executable, "-c"]
SHOW = """
import os, psycopg
psycopg.connect(os.environ["DATABASE_URL"]).execute("CREATE TABLE t ()")
print(os.environ["VAR_DIR"], flush=True)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": tmp_path.as_posix() if fits(tmp_path) else gettempdir()}


def test_command_works_on_it_and_nothing_is_left(environment: dict[str, str]) -> None:
    done = run(SHOW, environment)
    assert done.returncode == 0
    assert not Path(done.stdout.strip()).exists()


def test_exit_status_is_the_commands(environment: dict[str, str]) -> None:
    assert run("raise SystemExit(3)", environment).returncode == 3


def test_a_signal_ends_the_command_and_clears_up(environment: dict[str, str]) -> None:
    runner, place = start(environment)
    runner.send_signal(signal.SIGTERM)
    assert runner.wait(30) != 0
    assert not place.exists()


def test_the_next_clears_up_after_a_killed_one(environment: dict[str, str]) -> None:
    runner, place = start(environment)
    runner.kill()
    runner.wait(30)
    assert place.exists()
    run("", environment)
    assert not place.exists()
