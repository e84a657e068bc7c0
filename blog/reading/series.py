"""Series: the overview, and the parts of one in their order."""

from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blog.posts.freshness import ReadingRequest, fresh
from blog.posts.models import Post
from blog.posts.series import Series
from blog.posts.stored_counts import public_count
from blog.reading.breadcrumbs import breadcrumbs_of
from blog.reading.chrome import chrome_for
from blog.reading.listing import IN_PARTS, addresses, list_context, listing


@require_safe
@fresh
def overview(request: ReadingRequest) -> HttpResponse:
    """Show the series that have public parts."""
    begun = _counted().filter(public_parts__gt=0)
    return render(request, "reading/series.html", {"all_series": begun})


@require_safe
@fresh
def series(request: ReadingRequest, slug: str, number: int = 1) -> HttpResponse:
    """Show a page of the parts of a series, the first part first."""
    this = get_object_or_404(_counted(), slug=slug)
    chrome = chrome_for(request)
    page = listing(
        Post.objects.public().filter(series=this),
        this.public_parts,
        number,
        chrome.posts_per_page,
        addresses("series", slug),
        order=IN_PARTS,
    )
    context = list_context(
        page,
        breadcrumbs_of(this, chrome),
        kind="series",
        description=this.description,
        language=this.language,
    )
    return render(request, "reading/listing.html", context)


def _counted() -> QuerySet[Any]:
    return Series.objects.annotate(public_parts=public_count(series=OuterRef("pk")))
