"""The one context processor: what templates may say about the site as a whole."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.reading.chrome import chrome_for, piece_for


def site(request: HttpRequest) -> dict[str, Any]:
    """Offer ``site``, ``site_url``, ``site_language`` and what is the same on all pages.

    That is ``head``, ``feeds`` and ``foot``, as HTML. Costs nothing until a template asks; then at
    most the queries of ``chrome_of``.
    """
    return {
        "site": SimpleLazyObject(lambda: chrome_for(request)),
        "head": SimpleLazyObject(lambda: piece_for(request, "_head.html")),
        "feeds": SimpleLazyObject(lambda: piece_for(request, "_feeds.html")),
        "foot": SimpleLazyObject(lambda: piece_for(request, "_foot.html")),
        "site_url": settings.SITE_URL,
        "site_language": settings.LANGUAGE_CODE,
    }
