"""What every test shares: collected static files, a place for media, a browser that starts."""

import os
from collections.abc import Generator, Iterator
from typing import Any

import django
import pytest
from django.test import override_settings

from site_config.static_files import collect
from tests.browser.equipment import chromium

# Playwright keeps an event loop in the thread that also tidies the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_configure(config: pytest.Config) -> None:
    """Collect static files once, before the parallel workers start."""
    if not hasattr(config, "workerinput"):
        django.setup()
        collect()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped browser test as a failure in CI, where nobody would miss it."""
    report = yield
    if report.skipped and "browser" in item.fixturenames and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep media out of ``var/``, and passwords cheap."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium; as root it has no sandbox to offer."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium(), "args": sandbox}
