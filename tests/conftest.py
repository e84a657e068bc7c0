"""What every test shares: collected static files, a place for media, a browser that starts."""

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.apps import AppConfig
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from site_config.static_files import collect
from tests.browser.equipment import chromium

# Playwright keeps an event loop in the thread that also tidies the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


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


@receiver(post_migrate)
def empty_queue(sender: AppConfig, using: str, **signal: Any) -> None:
    """Take the jobs away too when Django empties the tables it knows, after a test say."""
    if sender.label == "procrastinate":
        with connections[using].cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(scope="session", autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep media out of ``var/``, and passwords cheap."""
    with override_settings(
        COUNT_VIEWS=False,  # the thread that stores them would outlive a test
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def static_files() -> None:
    """Collect what templates point to; the first of the parallel workers does it for all."""
    collect()
    # A test without this fixture may have made the storage read the manifest before there was one.
    storage: Any = staticfiles_storage
    storage.hashed_files, _ = storage.load_manifest()


@pytest.fixture
def client(static_files: None, client: Client) -> Client:
    return client


@pytest.fixture
def admin_client(static_files: None, admin_client: Client) -> Client:
    return admin_client


@pytest.fixture(scope="session")
def live_server(static_files: None, live_server: LiveServer) -> Iterator[LiveServer]:
    """Serve static files as production does, hashed, by WhiteNoise; Django's server knows none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "_should_handle", lambda *_: False)
        yield live_server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium; as root it has no sandbox to offer."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium(), "args": sandbox}
