"""Counting readers: in the process' memory, stored together now and then.

The request that reads writes nothing. No cookie, nothing of the reader is kept but, until the next
storing and in memory only, a hash that tells one from another: who comes again within the minute is
the same reader.
"""

import atexit
import logging
import re
import time
from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from threading import Lock, Thread
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from blog.posts.readership import add_views
from blog.posts.visitors import address_of, network_of

logger = logging.getLogger(__name__)

STORED_EVERY_SECONDS = 60
MOST_PLACES = 10_000
"""Posts and days that are remembered at once; what else is asked for meanwhile is not counted."""

# Robots name themselves, or give an address where they explain themselves; one make of phone is
# called Cubot. Browsers, those inside other programs too, begin with Mozilla.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|https?:|headless|lighthouse|preview|scanner|monitor|archiver"
    r"|phantomjs|electron|inspectiontool|google-read-aloud|mediapartners",
    re.IGNORECASE,
)
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")

View = Callable[..., HttpResponse]


class Tally:
    """Who read what since it was last stored; safe among threads, one a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._readers: dict[tuple[date, str], set[int]] = {}
        self._is_running = False

    def note(self, key: str, reader: int) -> None:
        """Remember that someone reads the post at ``key``, which is its number or slug."""
        place = timezone.localdate(), key
        with self._lock:
            if len(self._readers) < MOST_PLACES or place in self._readers:
                self._readers.setdefault(place, set()).add(reader)
            if not self._is_running:
                # Not before the first reader: a server's master forks, and threads do not follow.
                self._is_running = True
                self._run()

    def store(self) -> None:
        """Add to the database what was counted; where it does not answer, keep it for next time."""
        with self._lock:
            readers, self._readers = self._readers, {}
        try:
            add_views({place: len(those) for place, those in readers.items()})
        except DatabaseError as error:
            logger.warning("Views wait to be stored: %s", error)
            with self._lock:
                for place, those in readers.items():
                    self._readers.setdefault(place, set()).update(those)

    def _run(self) -> None:
        """Store now and then, and when the process ends, by SIGTERM too."""
        Thread(target=self._store_for_ever, name="audience", daemon=True).start()
        atexit.register(self._store_and_leave)

    def _store_for_ever(self) -> None:
        while True:
            time.sleep(STORED_EVERY_SECONDS)
            self._store_and_leave()

    def _store_and_leave(self) -> None:
        self.store()
        connection.close()


tally = Tally()


def counted(view: View) -> View:
    """Count who gets a page from ``view``: kept ones and unchanged ones too, so it goes outermost.

    The view takes the post's number or slug as ``key``.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, key: str, **words: Any) -> HttpResponse:
        response = view(request, *args, key=key, **words)
        is_page = response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
        if is_page and settings.COUNT_VIEWS and is_by_a_reader(request):
            network = network_of(address_of(request))
            tally.note(key, hash((network, request.headers.get("User-Agent"))))
        return response

    return answer


def is_by_a_reader(request: HttpRequest) -> bool:
    """Tell whether a person asked for this page to read it now, and is not the author."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and agent.startswith("Mozilla/")
        and not _ROBOT.search(agent)
        and not any(name in headers for name in _AHEAD)
        and headers.get("Sec-Fetch-Dest", "document") == "document"
        # Readers have no session; no look into it, which would make the page vary on cookies.
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )
