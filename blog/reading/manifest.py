"""What a home screen shows of the blog. Source: https://www.w3.org/TR/appmanifest/."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.posts.fields import language_tag
from blog.posts.freshness import fresh
from blog.reading.chrome import chrome_for

PAPER = "#fcfcfa"


@require_safe
@fresh
def manifest(request: HttpRequest) -> HttpResponse:
    """Name the blog and its icons."""
    chrome = chrome_for(request)
    home = reverse("blog:home")
    said = {
        "name": chrome.title,
        "short_name": chrome.title,
        "description": chrome.tagline,
        "lang": language_tag(settings.LANGUAGE_CODE),
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            _icon("icon-192.png", 192, "any"),
            _icon("icon-512.png", 512, "any"),
            _icon("icon-512-cut.png", 512, "maskable"),
        ],
    }
    content = json.dumps(said, ensure_ascii=False)
    return HttpResponse(content, content_type="application/manifest+json; charset=utf-8")


def _icon(name: str, size: int, purpose: str) -> dict[str, Any]:
    return {
        "src": static(f"icons/{name}"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
