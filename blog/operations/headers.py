"""The security headers of every response: pages, static files, refusals and failures alike."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

GetResponse = Callable[[HttpRequest], HttpResponse]

# What a page may ask of the reader's device: nothing.
DENIED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
ADDED = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED),
    "Cross-Origin-Resource-Policy": "same-origin",
}


def header_set(get_response: GetResponse) -> GetResponse:
    """Add to a response the headers it lacks.

    Stands outermost, because a refusal on the way in (a foreign Host, say) never reaches the
    middleware of Django that would add its own on the way out.
    """
    security = SecurityMiddleware(get_response)
    framing = XFrameOptionsMiddleware(get_response)

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ADDED.items():
            response.headers.setdefault(name, value)
        framing.process_response(request, response)
        return security.process_response(request, response)

    return respond
