"""The media store over HTTP, where no web server before the site serves it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag, require_safe


def _tag(request: HttpRequest, name: str) -> str:
    return f'"{name}"'


@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
@etag(_tag)
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a picture; its name is its content, so caches may keep it for ever."""
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=f"image/{name.rpartition('.')[2]}")
    response["X-Content-Type-Options"] = "nosniff"
    # Feed readers on the web show our pictures within the articles they carry.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
