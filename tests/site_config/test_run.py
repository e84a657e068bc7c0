"""``make run`` on a machine's first day and on the days after."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from site_config.embedded_postgres import Server

pytestmark = pytest.mark.server


class Site:
    """A running site of its own, in its own group of processes."""

    def __init__(self, var: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        environment = {**os.environ, "VAR_DIR": str(var), "PORT": str(port)}
        for name in ("DATABASE_URL", "SITE_URL"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "site_config.run"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def wait_until_it_answers(self) -> int:
        give_up_at = time.monotonic() + 120
        while time.monotonic() < give_up_at and self.process.poll() is None:
            try:
                with urlopen(self.address, timeout=30) as response:
                    return int(response.status)
            except URLError:
                time.sleep(0.1)
        pytest.fail(f"No answer: {self.end(signal.SIGKILL)}")

    def end(self, sign: signal.Signals) -> str:
        """Signal the process; return all that was printed."""
        self.process.send_signal(sign)
        return self.process.communicate(timeout=60)[0]


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    Server(tmp_path / "postgres").stop()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_first_start_tells_the_password_and_later_ones_keep_the_data(var: Path, port: int) -> None:
    site = Site(var, port)
    assert site.wait_until_it_answers() == 200
    first = site.end(signal.SIGTERM)
    assert site.address in first
    assert re.search(r"^Password: \S{12,}$", first, re.MULTILINE)
    assert site.process.returncode == 0
    assert not is_running(var)

    again = Site(var, port)
    assert again.wait_until_it_answers() == 200
    os.killpg(again.process.pid, signal.SIGKILL)
    assert "Password" not in again.process.communicate()[0]

    after_the_kill = Site(var, port)
    assert after_the_kill.wait_until_it_answers() == 200
    assert "Password" not in after_the_kill.end(signal.SIGINT)
    assert not is_running(var)


def test_the_worker_is_started_again_and_ends_with_the_site(var: Path, port: int) -> None:
    site = Site(var, port)
    assert site.wait_until_it_answers() == 200
    first = worker_of(site)
    os.kill(first, signal.SIGKILL)
    second = worker_of(site, other_than=first)

    site.process.send_signal(signal.SIGKILL)
    site.process.wait()
    again = Site(var, port)
    began = time.monotonic()
    assert again.wait_until_it_answers() == 200
    assert time.monotonic() - began < 10
    assert not Path(f"/proc/{second}").exists()
    third = worker_of(again)
    assert os.getpgid(third) != os.getpgid(again.process.pid)  # which Ctrl-C signals
    again.end(signal.SIGTERM)
    assert not Path(f"/proc/{third}").exists()
    assert not is_running(var)


def worker_of(site: Site, other_than: int = 0) -> int:
    """Return the process number of the site's worker, as soon as it has one."""
    give_up_at = time.monotonic() + 30
    while time.monotonic() < give_up_at:
        listed = subprocess.check_output(["ps", "-wweo", "pid,sid,args"], text=True)
        for line in listed.splitlines():
            pid, session, command = line.split(None, 2)
            mine = session == str(site.process.pid) and command.endswith("manage.py worker")
            if mine and "keep" not in command and int(pid) != other_than:
                return int(pid)
        time.sleep(0.1)
    pytest.fail("The site has no worker.")


def test_taken_port_is_named_before_anything_starts(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        site = Site(var, port)
        printed = site.process.communicate(timeout=60)[0]
    assert site.process.returncode == 1
    assert f"Port {port} " in printed
    assert not (var / "postgres").exists()


def is_running(var: Path) -> bool:
    return any((var / "postgres").glob(".s.PGSQL.*"))
