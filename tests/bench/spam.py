"""An attack on the comments, and what readers notice of it; some four minutes.

Quiet stretches and attacked ones take turns, so that the noise of the machine falls on both.
"""

import http.client
import os
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from itertools import count, pairwise
from random import Random
from statistics import quantiles
from threading import Event, Thread
from urllib.parse import urlencode

import django
from rich.console import Console
from rich.table import Table

from tests.bench.site import served

ADDRESSES = 50
SUBMISSIONS_A_MINUTE = 1000
SENDERS = 5
STRETCHES, STRETCH_SECONDS = 4, 30
READS_A_SECOND = 10
CEILING = 2
SPAM = "Number {}: our $e^{{i\\pi}}$ lowers your costs, ask today!"


class Attack:
    """Submissions from many addresses, while it is let loose; they know nothing of each other.

    So their pauses are distributed exponentially: sometimes several come together.
    """

    def __init__(self, port: int, path: str, token: str) -> None:
        self.port, self.path, self.token = port, path, token
        self.numbers = count()
        self.answers: Counter[str] = Counter()
        self.is_on, self.is_over = Event(), Event()

    def send(self, seed: int) -> None:
        """Submit until it is over; one of ``SENDERS`` threads."""
        chance = Random(seed)
        a_second = SUBMISSIONS_A_MINUTE / 60 / SENDERS
        took = 0.0
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            while not self.is_over.is_set():
                if not self.is_on.wait(timeout=1):
                    continue
                time.sleep(max(0, chance.expovariate(a_second) - took))
                began = time.monotonic()
                self.answers[self._submit(connection)] += 1
                took = time.monotonic() - began

    def _submit(self, connection: http.client.HTTPConnection) -> str:
        """Send one; return what became of it."""
        number = next(self.numbers)
        text = SPAM.format(number)
        body = urlencode({"text": text, "name": f"Seller {number}", "token": self.token})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"192.0.2.{number % ADDRESSES + 1}",
        }
        connection.request("POST", self.path, body, headers)
        response = connection.getresponse()
        page = response.read().decode()
        has_text = text in page
        return f"{response.status}{', text kept' if has_text else ''}"


def main() -> None:
    """Attack a site of its own and print what was stored and what readers waited."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  (after django.setup)

    from blog.comments.tokens import token_for  # noqa: PLC0415
    from tests.make import make_post  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    post = make_post("Euler: $e^{i\\pi}=-1$.\n\n" * 30, slug="attacked")
    with served(pages_kept=50, TRUSTED_PROXIES="1", WEB_CONCURRENCY="2") as site:
        attack = Attack(site.port, f"/archives/{post.pk}/comment/", token_for(post.pk))
        waits = _waits(attack, ["/", post.url])
    pause, cleared = _aftermath()
    table = Table("what", "measured", "must be", title="Spam")
    quiet, attacked = (quantiles(some, n=20)[-1] for some in waits)
    ratio = f"{attacked / quiet:.2f} ×"
    table.add_row("readers' p95, quiet", f"{quiet * 1000:.1f} ms", "")
    table.add_row("readers' p95, attacked", f"{attacked * 1000:.1f} ms, {ratio}", f"≤ {CEILING} ×")
    table.add_row(
        "submissions", f"{attack.answers.total():,}", f"{SUBMISSIONS_A_MINUTE:,} a minute"
    )
    for answer, times in sorted(attack.answers.items()):
        table.add_row(f"answered {answer}", f"{times:,}", "")
    table.add_row("shortest pause of an address", f"{pause:.1f} s", "≥ 15 s")
    table.add_row("cleared by one act", cleared, "")
    Console().print(table)


def _waits(attack: Attack, paths: list[str]) -> tuple[list[float], list[float]]:
    """Return what readers waited while it was quiet, and under attack, in seconds."""
    senders = [Thread(target=attack.send, args=[n], daemon=True) for n in range(SENDERS)]
    for sender in senders:
        sender.start()
    quiet: list[float] = []
    attacked: list[float] = []
    with closing(http.client.HTTPConnection("127.0.0.1", attack.port)) as connection:
        _read(connection, paths, 5, lambda seconds: None)
        for _ in range(STRETCHES):
            _read(connection, paths, STRETCH_SECONDS, quiet.append)
            attack.is_on.set()
            _read(connection, paths, STRETCH_SECONDS, attacked.append)
            attack.is_on.clear()
    attack.is_over.set()
    for sender in senders:
        sender.join()
    return quiet, attacked


def _read(
    connection: http.client.HTTPConnection,
    paths: list[str],
    seconds: float,
    note: Callable[[float], None],
) -> None:
    """Read pages at a steady rate, one after the other."""
    until = time.monotonic() + seconds
    for number in count():
        began = time.monotonic()
        if began > until:
            return
        connection.request("GET", paths[number % len(paths)])
        response = connection.getresponse()
        response.read()
        assert response.status == 200, response.status
        note(time.monotonic() - began)
        time.sleep(max(0, began + 1 / READS_A_SECOND - time.monotonic()))


def _aftermath() -> tuple[float, str]:
    """Return the shortest pause between two stored comments of an address; clear them all."""
    from blog.comments.models import Comment  # noqa: PLC0415  (after django.setup)
    from blog.comments.moderation import mark_as_spam  # noqa: PLC0415

    through = Comment.objects.filter(post__slug="attacked")
    rows = through.order_by("address", "created_at").values_list("address", "created_at")
    pause = min(
        (later - sooner).total_seconds()
        for (address, sooner), (same, later) in pairwise(rows)
        if address == same
    )
    waiting = Comment.objects.filter(status=Comment.Status.HELD)
    began = time.monotonic()
    cleared = mark_as_spam(waiting)
    seconds = time.monotonic() - began
    assert not Comment.objects.filter(status=Comment.Status.HELD).exists()
    return pause, f"{cleared:,} of {through.count():,} in {seconds * 1000:.0f} ms"
