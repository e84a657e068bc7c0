"""The page of results, and how browsers learn of it."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.posts.freshness import ReadingRequest, fresh
from blog.search.find import CLOSELY, find
from blog.search.nearest import nearest
from blog.search.results import result
from blog.search.syntax import LONGEST, parse

A_PAGE = 10
LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page of results stands among the others; an address is "" where there is none."""

    number: int
    count: int
    previous_url: str
    next_url: str


@require_safe
@fresh
def search(request: ReadingRequest) -> HttpResponse:
    """Show what answers ``?q=``; 400 to a query beyond bounds, 404 past the last page."""
    source = " ".join(request.GET.get("q", "").split())
    context: dict[str, object] = {"q": source, "longest": LONGEST}
    if len(source) > LONGEST:
        context["is_too_long"] = True
        return render(request, "search/results.html", context, status=HTTPStatus.BAD_REQUEST)
    number = _page_number(request.GET.get("page", "1"))
    query = parse(source)
    if query.is_empty:
        if number > 1:
            raise Http404
        return render(request, "search/results.html", context | {"is_void": bool(source)})
    found = find(query, number, A_PAGE)
    if number > 1 and not found.entries:
        raise Http404(_("There is no page %(number)s here.") % {"number": number})
    context |= {
        "found": found,
        "results": [result(entry, query) for entry in found.entries],
        "pages": _pages(source, number, found.count),
        "is_cut": found.named > CLOSELY,
        "has_formula": bool(query.formulas and query.terms),
        "nearest": [] if found.entries else nearest(query),
    }
    return render(request, "search/results.html", context)


@require_safe
@fresh
def opensearch(request: ReadingRequest) -> HttpResponse:
    """Describe the search to browsers. Source: OpenSearch 1.1, draft 6."""
    kind = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", content_type=kind)


def _page_number(text: str) -> int:
    """Return the number of a page. Raises Http404 for anything that cannot be one."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER and int(text)):
        raise Http404
    return int(text)


def _pages(source: str, number: int, total: int) -> Pages:
    count = max(1, -(-total // A_PAGE))

    def address(page: int) -> str:
        if not 1 <= page <= count:
            return ""
        page_of = {"page": page} if page > 1 else {}
        return f"{reverse('blog:search')}?{urlencode({'q': source, **page_of})}"

    return Pages(number, count, address(number - 1), address(number + 1))
