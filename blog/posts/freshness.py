"""Validators: a public page changes when the edition or the release does, and only then.

One query answers whether a reader's copy still holds; see docs/decisions.md, "Freshness".
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from blog.posts.release import release
from blog.posts.site import CurrentEdition, current_edition

LARGEST_KEPT = 250_000
"""Bytes; a feed of long articles is larger, and its readers ask with validators."""

SMALLEST_COMPRESSED = 500
ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")

View = Callable[..., HttpResponse]
Kept = tuple[bytes, dict[str, str]]


class ReadingRequest(HttpRequest):
    """A request for a public page."""

    edition: CurrentEdition


def fresh(view: View) -> View:
    """Answer 304 from one query where the reader's copy holds, else give the page validators.

    A page is a function of its validator, so the process keeps it and the next reader of the same
    edition gets it from that one query too, compressed where the reader can take it: the page holds
    no secret that its length could betray. A response that brings a Cache-Control of its own
    (a draft shown to its author) is left alone.
    """
    pages: dict[str, Kept] = {}

    @wraps(view)
    def answer(request: ReadingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.edition = current_edition()
        etag, changed_at = _validators(request)
        response = get_conditional_response(request, etag, int(changed_at.timestamp()))
        if response is None and etag in pages:
            content, headers = pages[etag]
            response = HttpResponse(content, headers=headers)
        if response is None:
            response = view(request, *args, **kwargs)
            if _is_page(response) and _accepts_gzip(request):
                _compress(response)
            if _is_page(response) and not request.GET:
                _keep(pages, etag, response)
        if _is_page(response) or response.status_code == HTTPStatus.NOT_MODIFIED:
            response["Cache-Control"] = "public, no-cache"
            response["ETag"] = etag
            patch_vary_headers(response, ["Accept-Encoding"])
            response["Last-Modified"] = http_date(changed_at.timestamp())
        return response

    return answer


def _is_page(response: HttpResponse) -> bool:
    return response.status_code == HTTPStatus.OK and not response.has_header("Cache-Control")


def _accepts_gzip(request: HttpRequest) -> bool:
    return bool(ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")))


def _compress(response: HttpResponse) -> None:
    if len(response.content) >= SMALLEST_COMPRESSED:
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"


def _keep(pages: dict[str, Kept], etag: str, response: HttpResponse) -> None:
    """Keep a page; those of former editions go when there are too many."""
    if len(response.content) > LARGEST_KEPT:
        return
    if len(pages) >= settings.PAGES_KEPT:
        pages.clear()
    if settings.PAGES_KEPT:
        pages[etag] = response.content, dict(response.items())


def _validators(request: ReadingRequest) -> tuple[str, datetime]:
    """Return the entity tag and the last change of the page asked for, in the form asked for."""
    edition = request.edition
    moments = [edition.changed_at, release().at]
    if edition.newest_at:
        moments.append(edition.newest_at)
    parts = (
        request.get_full_path(),
        *edition,
        release().fingerprint,
        _accepts_gzip(request),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"', max(moments)
