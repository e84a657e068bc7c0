"""The default database: start, attach to and stop a private PostgreSQL under ``var/``.

Two locks, both the kernel's, so that a killed process holds neither: ``changing`` is held while a
server is started or stopped, ``users`` is shared by every process that needs it running.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from site_config.postgres_binaries import Binaries, DatabaseUnavailable, binaries, data_owner

NAME = "lemma"
PORT = 5432  # names the socket's file; no server of ours listens on TCP
SOCKET_PATH_LIMIT = 107  # bytes, of sun_path on Linux
LOCK_WAIT_SECONDS = 10  # a killed server's last children keep its memory for about two
RECOVERY_SECONDS = 120


class Server:
    """A PostgreSQL of our own in one directory, shared by the processes that ask for it."""

    def __init__(self, directory: Path, options: tuple[str, ...] = ()) -> None:
        self.directory = directory.resolve()
        self.options = options
        self.data = self.directory / "data"
        self.log = self.directory / "server.log"
        self._users: int | None = None
        self._guest_pid = 0  # who holds _users: this process, or the one it was forked from
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket_directory(self) -> Path:
        """Where clients find the server: its own directory unless a socket cannot live there."""
        path = os.fsencode(self.directory)
        fits = len(path) + len(f"/.s.PGSQL.{PORT}") <= SOCKET_PATH_LIMIT
        if fits and not set(b",\"'") & set(path):
            return self.directory
        name = hashlib.sha256(path).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"lemma-{os.getuid()}-{name}"

    @property
    def url(self) -> str:
        """A DATABASE_URL for this server."""
        host = quote(str(self.socket_directory), safe="")
        return f"postgresql://{NAME}@/{NAME}?host={host}&port={PORT}"

    def ensure_running(self) -> None:
        """Start the server or attach to it; cheap when that is done already.

        The last process to leave stops it. Raises DatabaseUnavailable.
        """
        if self._users is not None and self._is_ready():
            return
        if self._users is not None and self._guest_pid not in {os.getpid(), os.getppid()}:
            raise DatabaseUnavailable("The process that could stop the server again has died.")
        _private(self.directory)
        _private(self.socket_directory)
        with self._changing():
            is_newcomer = self._users is None
            if is_newcomer:
                self._users = self._open_users()
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self._guest_pid = os.getpid()
                atexit.register(self._leave)
            if not self._is_ready():
                self._start()
            if is_newcomer:
                self._create_database()

    def stop(self) -> None:
        """Stop the server, whoever started it and whoever still uses it."""
        if self.directory.is_dir():
            with self._changing():
                self._stop()
                self._let_go()

    def stop_if_unused(self) -> bool:
        """Stop using the server; stop it if nobody else uses it, and say so."""
        with self._changing():
            users = self._users if self._users is not None else self._open_users()
            self._users = users
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            else:
                self._stop()
                return True
            finally:
                self._let_go()

    def _leave(self) -> None:
        if self._users is not None and self._guest_pid == os.getpid():
            self.stop_if_unused()

    def _let_go(self) -> None:
        if self._users is not None:
            fcntl.flock(self._users, fcntl.LOCK_UN)  # closing would not do: forks hold it open too
            os.close(self._users)
            self._users = None

    def _open_users(self) -> int:
        return os.open(self.directory / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with (self.directory / "changing.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        programs = self._initialised()
        self._disown_the_dead()
        give_up_at = time.monotonic() + LOCK_WAIT_SECONDS
        while not self._started(programs):
            if time.monotonic() > give_up_at:
                tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
                raise DatabaseUnavailable(f"PostgreSQL did not start; {self.log} ends:\n{tail}")
            time.sleep(0.2)

    def _initialised(self) -> Binaries:
        """Return the programs for our data, which are made first if there are none."""
        if self.data.is_dir():
            return binaries(int((self.data / "PG_VERSION").read_text()))
        programs = binaries()
        fresh = self.directory / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)  # what a killed initdb left
        flags = ["--no-sync", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "-U", NAME]
        if programs.major >= 17:
            flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command = programs.command("initdb", *flags, "-D", fresh)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DatabaseUnavailable(f"initdb failed: {done.stderr.strip()}")
        fresh.rename(self.data)
        return programs

    def _started(self, programs: Binaries) -> bool:
        """Try once; wait as long as the server is busy recovering."""
        flags = ["-D", str(self.data), "-k", str(self.socket_directory), "-p", str(PORT)]
        private = ["--listen_addresses=", "--unix_socket_permissions=0700", "--log_checkpoints=off"]
        command = programs.command("postgres", *flags, *private, *self.options)
        with self.log.open("ab") as log:
            # Its own session: Ctrl-C in the terminal must not stop it before the web server.
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        give_up_at = time.monotonic() + RECOVERY_SECONDS
        while self._process.poll() is None and time.monotonic() < give_up_at:
            if self._is_ready():
                return True
            time.sleep(0.02)
        return self._is_ready()  # an orphan that was still starting may have been quicker

    def _create_database(self) -> None:
        host = str(self.socket_directory)
        with psycopg.connect(
            dbname="postgres", user=NAME, host=host, port=PORT, autocommit=True
        ) as connection:
            query = "SELECT FROM pg_database WHERE datname = %s"
            if connection.execute(query, [NAME]).rowcount == 0:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _stop(self) -> None:
        for sign, patience_seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 10)):
            pid, _status = self._postmaster()
            if pid is None:
                return
            os.kill(pid, sign)
            give_up_at = time.monotonic() + patience_seconds
            while self._postmaster()[0] and time.monotonic() < give_up_at:
                time.sleep(0.02)

    def _is_ready(self) -> bool:
        return self._postmaster()[1] == "ready"

    def _postmaster(self) -> tuple[int | None, str]:
        """Return the running server's process and status, as it writes them itself."""
        if self._process:
            self._process.poll()  # else our dead child stays a zombie and looks alive
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
            os.kill(pid, 0)
            if Path("/proc/self").exists() and not self.data.samefile(f"/proc/{pid}/cwd"):
                return None, "another program has that number now"
        except (FileNotFoundError, ProcessLookupError, PermissionError, IndexError, ValueError):
            return None, "gone"
        return pid, lines[7].strip() if len(lines) > 7 else "starting"

    def _disown_the_dead(self) -> None:
        """Write our number over a dead server's in its lock files.

        The dead number may be another program's by now, or a zombie's, and PostgreSQL would wait
        for it for ever; its parent's number it ignores. Removing the files instead would let it
        start beside orphaned backends that still write.
        """
        if self._postmaster()[0]:
            return
        for mark in (
            self.data / "postmaster.pid",
            self.socket_directory / f".s.PGSQL.{PORT}.lock",
        ):
            if mark.exists():
                _old, newline, rest = mark.read_text().partition("\n")
                mark.write_text(f"{os.getpid()}{newline}{rest}")


def database_settings(var: Path) -> dict[str, Any]:
    """Return the ``DATABASES`` entry of the server under ``var``, which a connection starts."""
    directory = var / "postgres"
    return {
        "ENGINE": "site_config.embedded_engine",
        "DIRECTORY": directory,  # the engine's own key
        "NAME": NAME,
        "USER": NAME,
        "HOST": str(server_in(directory).socket_directory),
        "PORT": str(PORT),
    }


@cache
def server_in(directory: Path) -> Server:
    """Return this process's one handle on the server in ``directory``."""
    return Server(directory)


def _private(directory: Path) -> None:
    """Make ``directory`` the server's alone; refuse one that somebody else put there."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner, was = data_owner(), directory.stat().st_uid
    if was not in {owner, os.geteuid()} or directory.is_symlink():
        raise DatabaseUnavailable(f"{directory} is not ours; remove it, or set DATABASE_URL.")
    directory.chmod(0o700)
    if was != owner:
        for path in (*directory.rglob("*"), directory):
            os.chown(path, owner, -1, follow_symlinks=False)
