"""A command on a database that is thrown away."""

import signal
import subprocess
import sys
from os import killpg
from pathlib import Path

import pytest

pytestmark = pytest.mark.server
RUNNER = [sys.executable, "-m", "site_config.throw_away_postgres", sys.executable, "-c"]
SHOW = """
import os, psycopg
psycopg.connect(os.environ["DATABASE_URL"]).execute("CREATE TABLE t ()")
print(os.environ["VAR_DIR"], flush=True)
"""


def test_command_works_on_it_and_nothing_is_left() -> None:
    done = run(SHOW)
    assert done.returncode == 0
    assert not Path(done.stdout.strip()).exists()


def test_exit_status_is_the_commands() -> None:
    assert run("raise SystemExit(3)").returncode == 3


def test_a_signal_ends_the_command_and_clears_up() -> None:
    runner, place = started()
    runner.send_signal(signal.SIGTERM)
    assert runner.wait(30) != 0
    assert not place.exists()


def test_the_next_clears_up_after_a_killed_one() -> None:
    runner, place = started()
    killpg(runner.pid, signal.SIGKILL)
    runner.wait(30)
    assert place.exists()
    run("")
    assert not place.exists()


def test_the_next_leaves_a_living_one_alone() -> None:
    runner, place = started()
    run("")
    assert place.exists()
    runner.terminate()
    runner.wait(30)


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUNNER, program], stdout=subprocess.PIPE, text=True, check=False)


def started() -> tuple[subprocess.Popen[str], Path]:
    """Start a command that goes on and on; return its runner and its ``VAR_DIR``."""
    command = [*RUNNER, SHOW + "import time; time.sleep(600)"]
    runner = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert runner.stdout
    return runner, Path(runner.stdout.readline().strip())
