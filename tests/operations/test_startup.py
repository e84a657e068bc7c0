"""How a container comes up."""

from collections.abc import Callable

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection
from django.test import override_settings

from blog.operations import startup

GOOD = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "SITE_URL": "https://blog.example.org",
    "ALLOWED_HOSTS": ["blog.example.org"],
    "IS_HTTPS": True,
    "TRUSTED_PROXIES": 1,
}


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let time pass at once; return the pauses made."""
    made: list[float] = []
    monkeypatch.setattr("blog.operations.startup.time.sleep", made.append)
    monkeypatch.setattr("blog.operations.startup.time.monotonic", lambda: sum(made))
    return made


def failing(times: int) -> Callable[[], None]:
    """Return a connection attempt that fails ``times`` times."""
    left = iter(range(times))

    def connect() -> None:
        if next(left, None) is not None:
            raise OperationalError("not yet")

    return connect


def test_a_database_that_comes_late_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    monkeypatch.setattr(connection, "ensure_connection", failing(7))
    startup.wait_for_database(60)
    assert pauses == [0.25, 0.5, 1, 2, 4, 5, 5]


def test_patience_ends(monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> None:
    monkeypatch.setattr(connection, "ensure_connection", failing(1000))
    with pytest.raises(OperationalError):
        startup.wait_for_database(10)
    assert sum(pauses) <= 10


@pytest.mark.django_db
def test_a_second_container_waits_for_the_first_to_migrate() -> None:
    attempt = "SELECT pg_try_advisory_lock(%s)"
    parameters = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
    parameters.pop("context", None)
    parameters.pop("prepare_threshold", None)
    with psycopg.connect(**parameters) as second:
        with startup.migration_lock():
            assert second.execute(attempt, [startup.MIGRATION_LOCK]).fetchone() == (False,)
        assert second.execute(attempt, [startup.MIGRATION_LOCK]).fetchone() == (True,)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"SECRET_KEY": "changeme"}, "operations.E001"),
        ({"SECRET_KEY": "x" * 64}, "operations.E001"),
        ({"SITE_URL": "blog.example.org"}, "operations.E002"),
        ({"SITE_URL": "https://example.org/blog"}, "operations.E002"),
        ({"ALLOWED_HOSTS": ["www.example.org"]}, "operations.E003"),
    ],
)
def test_settings_unfit_for_production_stop_the_start(
    settings: dict[str, object], error: str
) -> None:
    with override_settings(**{**GOOD, **settings}), pytest.raises(SystemCheckError, match=error):
        startup.bring_up_to_date(0)


def test_https_that_nobody_can_vouch_for_is_warned_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")
    with override_settings(**{**GOOD, "TRUSTED_PROXIES": 0}):
        call_command("check", deploy=True, fail_level="ERROR")
    assert "operations.W001" in capsys.readouterr().err


def test_serve_says_in_one_line_that_there_is_no_database(
    monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")
    monkeypatch.setattr(connection, "ensure_connection", failing(1000))
    with override_settings(**GOOD), pytest.raises(CommandError, match="does not answer"):
        call_command("serve", wait=1)
