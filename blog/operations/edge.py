"""Refuse with 400, before anything is done about it, what no room behind could read or store.

PostgreSQL cannot hold NUL, Python cannot encode lone surrogates, and bytes that are not UTF-8 would
be stored as something the reader did not send.
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase

from blog.operations.content_type import UNREADABLE, is_utf8

GetResponse = Callable[[HttpRequest], HttpResponseBase]

FORM = "application/x-www-form-urlencoded"


def edge(get_response: GetResponse) -> GetResponse:
    """Let a request through only if all its text can be read and stored."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        for complaint in _complaints(request):
            # The page that says 400 looks into the form for a CSRF token, and would fail on it too.
            request.POST = QueryDict()
            raise BadRequest(complaint)
        return get_response(request)

    return respond


def _complaints(request: HttpRequest) -> Iterator[str]:
    """Yield what is wrong, the cheap questions first."""
    environ = request.META
    if UNREADABLE in environ:
        yield environ[UNREADABLE]
    if not is_utf8((request.content_params or {}).get("charset", "utf-8")):
        yield "The request is not in UTF-8."
    # Django has spelled out what is not UTF-8 in a path: it is text, and leads nowhere.
    if "\0" in request.path_info:
        yield "The path is not text."
    # WSGI spells the bytes of a query as characters of Latin-1.
    if not _is_text(unquote_to_bytes(environ.get("QUERY_STRING", "").encode("latin-1"))):
        yield "The query is not text."
    # A quoted cookie may spell any character by its number, NUL too.
    if "HTTP_COOKIE" in environ and not _are_clean(request.COOKIES.values()):
        yield "A cookie is not text."
    if request.method == "POST":
        yield from _form_complaints(request)


def _form_complaints(request: HttpRequest) -> Iterator[str]:
    """Yield what is wrong with a form, which is read here.

    Raises what Django raises on a broken or too large form, and answers with 400 by itself.
    """
    try:
        if request.content_type == FORM and not _is_text(unquote_to_bytes(request.body)):
            yield "The form is not text."
        names = [*request.POST, *request.FILES]
        values = (value for _name, several in request.POST.lists() for value in several)
    except UnreadablePostError:
        yield "The request ended too early."
        return
    except (LookupError, TypeError, ValueError):
        # The email package, which reads the headers of a form's parts, is not made for malice.
        yield "The form cannot be read."
        return
    if not (_are_clean(names) and _are_clean(values)):
        yield "The form is not text."


def _is_text(octets: bytes) -> bool:
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in octets


def _are_clean(texts: Iterable[str]) -> bool:
    return not any("\0" in text for text in texts)
