"""The default database's life, each claim with a real server."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
import pytest

from site_config import postgres_binaries
from site_config.embedded_postgres import PORT, Server
from site_config.postgres_binaries import DatabaseUnavailable

pytestmark = pytest.mark.server
# A process that uses the server in argv[1], says so, and leaves when its input ends.
GUEST = """
import sys
import tempfile
from pathlib import Path
from site_config.embedded_postgres import Server
Server(Path(sys.argv[1])).ensure_running()
print("in", flush=True)
sys.stdin.read()
"""
FORKING = GUEST.replace(
    "sys.stdin",
    """import os
if os.fork() == 0:
    sys.exit()
os.wait()
print("in", flush=True)
sys.stdin""",
)


class Guest:
    """Another process that needs the server."""

    def __init__(self, directory: Path, program: str = GUEST) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def arrived(self) -> "Guest":
        assert _pipe(self.process.stdout).readline() == "in\n"
        return self

    def leave(self) -> None:
        _pipe(self.process.stdin).close()
        assert self.process.wait(30) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "postgres"
    Server(tmp_path / "postgres").stop()


@pytest.fixture
def server(directory: Path) -> Server:
    return Server(directory)


def test_first_use_makes_the_database_and_a_second_start_keeps_it(server: Server) -> None:
    server.ensure_running()
    write(server, "kept")
    server.stop()
    assert not is_running(server)
    server.ensure_running()
    assert read(server) == ["kept"]


def test_text_is_utf8_and_sorts_without_the_system_locale(server: Server) -> None:
    server.ensure_running()
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("SELECT upper('é文')").fetchone() == ("É文",)


def test_nobody_else_can_reach_it(server: Server) -> None:
    server.ensure_running()
    assert server.directory.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_last_to_leave_stops_it(server: Server) -> None:
    starter = Guest(server.directory).arrived()
    second = Guest(server.directory).arrived()
    starter.leave()
    assert is_running(server)
    second.leave()
    assert not is_running(server)


def test_two_that_come_at_once_share_one_server(server: Server) -> None:
    guests = [Guest(server.directory) for _ in range(3)]
    for guest in guests:
        guest.arrived()
    assert server.log.read_text().count("ready to accept connections") == 1
    for guest in guests:
        guest.leave()
    assert not is_running(server)


def test_a_fork_leaves_it_to_its_parent(server: Server) -> None:
    starter = Guest(server.directory, FORKING).arrived()
    starter.arrived()  # the fork has come and gone
    assert is_running(server)
    starter.leave()
    assert not is_running(server)


def test_an_orphaned_fork_starts_nothing(directory: Path) -> None:
    server = Server(directory)
    server.ensure_running()
    server._guest_pid = 1 << 22  # beyond any process: as if we were forked from a dead one
    kill(server)
    with pytest.raises(DatabaseUnavailable, match="has died"):
        server.ensure_running()


def test_after_its_starter_was_killed_the_next_adopts_it(server: Server) -> None:
    Guest(server.directory).arrived().kill()
    assert is_running(server)
    Guest(server.directory).arrived().leave()
    assert not is_running(server)


def test_killed_server_starts_again_with_data_whole(server: Server) -> None:
    server.ensure_running()
    write(server, "whole")
    kill(server)
    server.ensure_running()
    assert read(server) == ["whole"]


def test_a_number_that_another_program_has_now_does_not_stop_the_start(server: Server) -> None:
    server.ensure_running()
    kill(server)
    mark = server.data / "postmaster.pid"
    _dead, rest = mark.read_text().split("\n", 1)
    mark.write_text(f"{os.getppid()}\n{rest}")
    server.ensure_running()
    assert read(server) == []


def test_half_made_cluster_is_made_again(server: Server) -> None:
    half = server.directory / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server.ensure_running()
    assert read(server) == []
    assert not half.exists()


def test_two_clones_never_meet(tmp_path: Path) -> None:
    one, two = Server(tmp_path / "one"), Server(tmp_path / "two")
    try:
        one.ensure_running()
        two.ensure_running()
        write(one, "mine")
        assert read(two) == []
    finally:
        one.stop()
        two.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_root_without_namespaces_hands_its_files_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Path(tempfile.mkdtemp())  # pytest's own directories are closed to nobody
    place.chmod(0o755)
    server = Server(place / "postgres")
    try:
        server.ensure_running()
        server.stop()
        monkeypatch.setattr(postgres_binaries, "_prefix", lambda: postgres_binaries.AS_NOBODY)
        server.ensure_running()
        assert read(server) == []
        assert server.data.stat().st_uid == postgres_binaries.NOBODY
    finally:
        server.stop()
        shutil.rmtree(place)


def test_a_relative_directory_is_taken_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Server(Path("var")).socket_directory == tmp_path / "var"


@pytest.mark.parametrize("name", ["d" * 120, "a,b"], ids=["too deep for a socket", "comma"])
def test_where_a_socket_cannot_live_it_lives_elsewhere(tmp_path: Path, name: str) -> None:
    server = Server(tmp_path / name)
    assert server.socket_directory != server.directory
    try:
        server.ensure_running()
        assert read(server) == []
    finally:
        server.stop()
        shutil.rmtree(server.socket_directory)


def write(server: Server, text: str) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def read(server: Server) -> list[str]:
    with psycopg.connect(server.url) as connection:
        if connection.execute("SELECT to_regclass('note')").fetchone() == (None,):
            return []
        return [text for (text,) in connection.execute("SELECT text FROM note")]


def kill(server: Server) -> None:
    """Kill the server, which must be this process's child, and nothing of its family."""
    pid = int((server.data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def is_running(server: Server) -> bool:
    return (server.socket_directory / f".s.PGSQL.{PORT}").exists()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe
    return pipe
