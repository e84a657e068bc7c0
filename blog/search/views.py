"""The page of results, and how browsers learn of it."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.posts.addresses import number_in
from blog.posts.freshness import ReadingRequest, fresh
from blog.search.find import CLOSELY, Found, find
from blog.search.nearest import nearest
from blog.search.remarks import remarks
from blog.search.results import remark, result
from blog.search.syntax import LONGEST, Query, parse

A_PAGE = 10
LONGEST_PAGE_NUMBER = 3
COMMENTS = "comments"


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
    is_in_comments = query.in_comments or request.GET.get("in") == COMMENTS
    found = (remarks if is_in_comments else find)(query, number, A_PAGE)
    if number > 1 and not found.rows:
        raise Http404(_("There is no page %(number)s here.") % {"number": number})
    context |= {
        "found": found,
        "pages": _pages(source, number, found.count, is_in_comments=is_in_comments),
        "is_in_comments": is_in_comments,
        "posts_url": _address(source),
        "comments_url": _address(source, {"in": COMMENTS}),
    }
    shown = _remarks(found, query) if is_in_comments else _posts(found, query)
    return render(request, "search/results.html", context | shown)


@require_safe
@fresh
def opensearch(request: ReadingRequest) -> HttpResponse:
    """Describe the search to browsers. Source: OpenSearch 1.1, draft 6."""
    kind = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", content_type=kind)


def _posts(found: Found, query: Query) -> dict[str, object]:
    """Return what the page shows of posts; titles that come near where there are none, 1 query."""
    return {
        "results": [result(post, query) for post in found.rows],
        "is_cut": found.named > CLOSELY,
        "has_formula": bool(query.formulas and query.terms),
        "nearest": [] if found.rows else nearest(query),
    }


def _remarks(found: Found, query: Query) -> dict[str, object]:
    return {"remarks": [remark(comment, query) for comment in found.rows]}


def _page_number(text: str) -> int:
    """Return the number of a page. Raises Http404 for anything that cannot be one."""
    number = number_in(text, LONGEST_PAGE_NUMBER)
    if not number:
        raise Http404
    return number


def _pages(source: str, number: int, total: int, *, is_in_comments: bool) -> Pages:
    count = max(1, -(-total // A_PAGE))
    place = {"in": COMMENTS} if is_in_comments else {}

    def address(page: int) -> str:
        if not 1 <= page <= count:
            return ""
        return _address(source, place | ({"page": str(page)} if page > 1 else {}))

    return Pages(number, count, address(number - 1), address(number + 1))


def _address(source: str, more: dict[str, str] | None = None) -> str:
    return f"{reverse('blog:search')}?{urlencode({'q': source, **(more or {})})}"
