"""Killed with -9 while people write: what was acknowledged is stored once, and told.

A whole site, its web workers and its queue's worker, on the test's database; both kinds of worker
are killed at twenty random moments each, while a mail server counts the letters.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
from django.conf import settings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.comments.models import Comment
from blog.comments.notices import announce
from blog.mail.models import Letter
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.forms import address_of, filled
from tests.jobs.worker import Worker, database_url, wait_for, worker
from tests.mail.sink import Sink, free_port, sink
from tests.make import make_comment, make_post

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]

KILLS = 20
TAKEN = {303, 409}  # stored now, or it was stored when the answer got lost
WORKERS = 3  # of which the oldest dies, so that one always works while others start


@pytest.fixture
def post() -> Post:
    """Have an article whose author wants to hear of comments."""
    Site.objects.update(author_email="author@example.org")
    return make_post("Text.")


@contextmanager
def site(environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Run the site under gunicorn; give its address and the process whose children it kills."""
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "2", "--preload"]
    command = [sys.executable, "-m", "gunicorn", *options, "site_config.wsgi"]
    process = subprocess.Popen(
        [*command, "--log-level", "critical"], cwd=settings.BASE_DIR, env=environment
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(f"{address}/healthz"))
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def answers(address: str) -> bool:
    with suppress(OSError), urlopen(address, timeout=5) as response:
        return bool(response.status == 200)
    return False


class Writer(threading.Thread):
    """A reader who sends one comment after another, each until somebody says it has arrived."""

    def __init__(self, address: str, post: Post) -> None:
        super().__init__()
        self.address = address + address_of(post)
        self.form = filled(post)
        self.acknowledged: list[str] = []
        self.answers: Counter[int] = Counter()
        self.longest_wait = 0.0
        self.stopping = threading.Event()

    def run(self) -> None:
        for number in range(10**6):
            if self.stopping.is_set():
                return
            text = f"Remark {number}: $x_{{{number}}}$."
            while not self.is_taken(text, number):
                pass
            self.acknowledged.append(text)

    def is_taken(self, text: str, number: int) -> bool:
        """Send once; a dropped connection tells nothing of what became of it."""
        body = urlencode({**self.form, "text": text}).encode()
        origin = {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        began = time.monotonic()
        try:
            urlopen_as_it_is(Request(self.address, body, origin))
        except HTTPError as answer:
            self.longest_wait = max(self.longest_wait, time.monotonic() - began)
            self.answers[answer.code] += 1
            return answer.code in TAKEN
        except (OSError, HTTPException):
            return False
        return False


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def urlopen_as_it_is(request: Request) -> None:
    build_opener(NoRedirect).open(request, timeout=30).close()


def kill_a_child(parent: int) -> None:
    """Kill one of a process's children, any of them."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    if children := listed.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(random.choice(children)), signal.SIGKILL)


def kill_at_random_moments(web: int, pulses: Path, environment: dict[str, str]) -> Worker:
    """Kill twenty workers of each kind, each after it has begun to work; return one that lives."""
    started = iter(range(KILLS + WORKERS))

    def start() -> tuple[Worker, Path]:
        pulse = pulses / str(next(started))
        return Worker(environment, pulse=pulse), pulse

    crew = [start() for _ in range(WORKERS)]
    for _ in range(KILLS):
        oldest, pulse = crew.pop(0)
        wait_for(pulse.exists)
        time.sleep(random.uniform(0, 0.4))
        oldest.kill()
        kill_a_child(web)
        crew.append(start())
    for spare, _ in crew[1:]:
        spare.kill()
    return crew[0][0]


def test_a_mail_server_that_is_away_delays_the_letter_and_nobody_else(
    client: Client, post: Post
) -> None:
    with sink() as server:
        server.close()
        client.get(address_of(post))  # compiles the templates
        began = time.monotonic()
        assert client.post(address_of(post), filled(post)).status_code == 303
        assert time.monotonic() - began < 1
        with worker({"EMAIL_URL": server.url}):
            wait_for(lambda: ProcrastinateJob.objects.filter(attempts__gt=1).exists())
            server.open()
            wait_for(lambda: not ProcrastinateJob.objects.exists())
    assert len(server.letters) == 1


def test_a_worker_that_is_told_to_stop_finishes_its_letter(post: Post) -> None:
    with sink() as server:
        server.being_slow_for = 2
        announce(make_comment(post))
        with worker({"EMAIL_URL": server.url}) as one:
            wait_for(lambda: server.is_taking)
            assert one.stop() == 0
    assert len(server.letters) == 1
    assert not ProcrastinateJob.objects.filter(task_name="comments.tell_author").exists()


def test_twenty_deaths_lose_no_comment_and_no_letter(
    static_files: None, post: Post, tmp_path: Path
) -> None:
    with sink() as server:
        environment = {
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "EMAIL_URL": server.url,
            "TRUSTED_PROXIES": "1",
        }
        with site({**os.environ, **environment}) as (address, web):
            writer = Writer(address, post)
            writer.start()
            survivor = kill_at_random_moments(web, tmp_path, environment)
            writer.stopping.set()
            writer.join()
        wait_for(lambda: not ProcrastinateJob.objects.exists(), seconds=60)
        survivor.kill()
    check(writer, server)


def check(writer: Writer, server: Sink) -> None:
    stored = Counter(Comment.objects.values_list("source", flat=True))
    told = Counter(str(letter["Message-ID"]) for letter in server.letters)
    expected = {
        f"<comment-{pk}.author@127.0.0.1>" for pk in Comment.objects.values_list("pk", flat=True)
    }
    again = sum(told.values()) - len(told)
    print(writer.answers, f"longest wait {writer.longest_wait:.2f} s, {again} letters twice")
    assert set(writer.answers) <= TAKEN
    assert set(writer.acknowledged) <= stored.keys()
    assert set(stored.values()) == {1}
    assert told.keys() == expected
    assert set(told.values()) <= {1, 2}
    assert again <= KILLS
    assert not Letter.objects.filter(sent_at=None).exists()
