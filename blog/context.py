"""The one context processor: what templates may say about the site as a whole."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.reading.chrome import chrome_for, colophon_for


def site(request: HttpRequest) -> dict[str, Any]:
    """Offer ``site``, ``colophon``, ``site_url`` and ``site_language``.

    Costs nothing until a template asks; then at most the queries of ``chrome_of``.
    """
    return {
        "site": SimpleLazyObject(lambda: chrome_for(request)),
        "colophon": SimpleLazyObject(lambda: colophon_for(request)),
        "site_url": settings.SITE_URL,
        "site_language": settings.LANGUAGE_CODE,
    }
