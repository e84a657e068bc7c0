"""Validators: a public page changes when the edition or the release does, and only then.

One query answers whether a reader's copy still holds; see docs/decisions.md, "Freshness".
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from blog.posts.site import CurrentEdition, current_edition
from blog.posts.release import release

View = Callable[..., HttpResponse]


class ReadingRequest(HttpRequest):
    """A request for a public page."""

    edition: CurrentEdition


def fresh(view: View) -> View:
    """Answer 304 from one query where the reader's copy holds, else give the page validators.

    A response that brings a Cache-Control of its own (a draft shown to its author) is left alone.
    """

    @wraps(view)
    def answer(request: ReadingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.edition = current_edition()
        etag, changed_at = _validators(request)
        kept = get_conditional_response(request, etag, int(changed_at.timestamp()))
        response = kept or view(request, *args, **kwargs)
        is_page = response.status_code in (200, 304)
        if is_page and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "public, no-cache"
            response["ETag"] = etag
            response["Last-Modified"] = http_date(changed_at.timestamp())
        return response

    return answer


def _validators(request: ReadingRequest) -> tuple[str, datetime]:
    """Return the entity tag and the last change of the page asked for."""
    edition = request.edition
    moments = [edition.changed_at, release().at]
    if edition.newest_at:
        moments.append(edition.newest_at)
    parts = (
        request.get_full_path(),
        edition.number,
        edition.newest_at,
        release().fingerprint,
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"', max(moments)
