"""The site's own addresses and, beside them, a view that returns constant bytes."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from site_config.urls import urlpatterns as site


def constant(request: HttpRequest) -> HttpResponse:
    """Answer with a kilobyte that needs no thought."""
    return HttpResponse(b"x" * 1024)


urlpatterns = [path("bench/constant/", constant), *site]
