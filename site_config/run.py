"""What ``make run`` does: bring everything up to date, then serve until told to stop."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections, transaction
from gunicorn.app.base import BaseApplication

from site_config.keep import end_with_parent
from site_config.postgres_binaries import DatabaseUnavailable
from site_config.static_files import collect

AUTHOR = "author"
HOST = "127.0.0.1"
PORT_WAIT_SECONDS = 5  # a killed site's workers notice within two that they are orphans
WORKER_WAIT_SECONDS = 10  # somewhat more than its keeper gives it


def main() -> None:
    """Serve the site on ``PORT``; set it up first if this is its first start."""
    for sign in (signal.SIGINT, signal.SIGTERM):  # until gunicorn takes them over
        signal.signal(sign, lambda *_: sys.exit(0))
    end_with_parent()
    listener = _listener(os.environ.get("PORT", "8000"))
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    os.environ.setdefault("SITE_URL", address)
    django.setup()
    try:
        bring_up_to_date()
    except DatabaseUnavailable as error:
        sys.exit(f"The database did not start. {error}")
    keeper = start_worker()
    Site(
        listener,
        when_ready=lambda _arbiter: print(f"Lemma is at {address}/", flush=True),
        on_exit=lambda _arbiter: end_worker(keeper),
    ).run()


def bring_up_to_date() -> None:
    """Migrate, collect static files; on the first start make an author and the demo posts."""
    call_command("migrate", verbosity=0, interactive=False)
    collect()
    if not get_user_model().objects.exists():
        first_start()
    for connection in connections.all():  # no socket may be shared with the workers
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


@transaction.atomic
def first_start() -> None:
    """Make the author's account, load the demo, and print the password this once."""
    password = secrets.token_urlsafe(12)
    get_user_model().objects.create_superuser(AUTHOR, password=password)
    call_command("demo")
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        # Letters about comments are printed here, and their links work.
        apps.get_model("blog", "Site").objects.update(author_email=f"{AUTHOR}@example.org")
    transaction.on_commit(lambda: print(f"Author: {AUTHOR}\nPassword: {password}", flush=True))


def start_worker() -> subprocess.Popen[bytes]:
    """Start the worker that does what is done later, mail say, under a keeper."""
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
    # A group of its own: Ctrl-C would reach the worker before us, and a second signal from us would
    # break off what it is doing.
    return subprocess.Popen([sys.executable, "-m", "site_config.keep", *worker], process_group=0)


def end_worker(keeper: subprocess.Popen[bytes]) -> None:
    """Let the worker finish what it does; it uses the database that we are about to stop."""
    keeper.terminate()
    with suppress(subprocess.TimeoutExpired):
        keeper.wait(WORKER_WAIT_SECONDS)


class Site(BaseApplication):  # type: ignore[misc]
    """gunicorn in this process: its master is the one that started the database."""

    def __init__(self, listener: socket.socket, **hooks: Callable[[Any], None]) -> None:
        self.options = {
            "bind": f"fd://{listener.detach()}",
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            # Else any local client could set SCRIPT_NAME by a header, and with it draw a 500.
            "forwarder_headers": "",
            **hooks,
        }
        super().__init__()

    def load_config(self) -> None:
        """Take the options given, and no file."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the WSGI application, in each worker."""
        from site_config.wsgi import application  # noqa: PLC0415  (builds the middleware)

        return application


def _listener(port: str) -> socket.socket:
    """Return a socket bound to ``port``, or leave saying why not."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number between 1 and 65535, not {port!r}.")
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    give_up_at = time.monotonic() + PORT_WAIT_SECONDS
    while True:
        try:
            listener.bind((HOST, int(port)))
        except OSError as error:
            if time.monotonic() > give_up_at:
                sys.exit(f"Port {port} is not to be had ({error.strerror}). Try PORT=8001 make run")
            time.sleep(0.2)
        else:
            return listener


if __name__ == "__main__":
    main()
