"""Old addresses live for ever: what is no longer found is looked up among them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict

from blog.posts.models import Post
from blog.posts.old_paths import TARGETS, OldPath

# First words of addresses below which more addresses stand: pages of a list, feeds, forms.
WITH_MORE_BELOW = ("archives", "category", "tag", "series")
MOST_PAIRS = 10


class Way(NamedTuple):
    """An old path that a request may mean, and what of the request is to follow the new one."""

    old_path: str
    below: str
    query: str


def redirect_old_paths(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: turn a 404 into a 301 where the address was once public; a query a 404.

    The front page answers whatever query it is asked with, so there ``/?p=123`` is looked up first:
    a query for each such request.
    """

    def answer_or_redirect(request: HttpRequest) -> HttpResponse:
        is_read = request.method in ("GET", "HEAD")
        if is_read and request.path == "/" and request.META.get("QUERY_STRING"):
            return _redirect(request) or answer(request)
        response = answer(request)
        if is_read and response.status_code == 404:
            return _redirect(request) or response
        return response

    return answer_or_redirect


def _redirect(request: HttpRequest) -> HttpResponse | None:
    """Return the way to where an old path leads now, None where nothing public stands there."""
    ways = list(_ways(request.path, request.GET))
    rows = OldPath.objects.select_related(*TARGETS).filter(path__in={way.old_path for way in ways})
    found = {row.path: row.target for row in rows}
    for way in ways:
        target = found.get(way.old_path)
        if target and (not isinstance(target, Post) or target.is_public):
            query = f"?{way.query}" if way.query else ""
            address = f"{target.get_absolute_url()}{quote(way.below)}{query}"
            return HttpResponsePermanentRedirect(address)
    return None


def _ways(path: str, asked: QueryDict) -> Iterator[Way]:
    """Yield what the request may mean, the most telling first; what was no part of it stays."""
    pairs = [(name, value) for name, values in asked.lists() for value in values]
    if pairs:
        yield Way(f"{path}?{'&'.join(f'{name}={value}' for name, value in pairs)}", "", "")
    query = urlencode(pairs)
    for place, (name, value) in enumerate(pairs[:MOST_PAIRS]):
        rest = urlencode([*pairs[:place], *pairs[place + 1 :]])
        yield Way(f"{path}?{name}={value}", "", rest)
    yield Way(path, "", query)
    yield Way(path.removesuffix("/") if path.endswith("/") else f"{path}/", "", query)
    first, _, rest = path.removeprefix("/").partition("/")
    second, _, below = rest.partition("/")
    if first in WITH_MORE_BELOW and below:
        yield Way(f"/{first}/{second}/", below, query)
