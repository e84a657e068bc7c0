"""What ``manage.py check --deploy`` and every container's start ask of production's settings."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.http.request import validate_host

SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 10
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


@register(Tags.security, deploy=True)
def secret_key_is_secret(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Refuse a key that could be guessed: a placeholder, say."""
    key = settings.SECRET_KEY
    if len(key) >= SHORTEST_SECRET and len(set(key)) >= FEWEST_CHARACTERS:
        return []
    hint = "Make one with `openssl rand -hex 32`, and set SECRET_KEY or SECRET_KEY_FILE."
    return [Error("The secret key could be guessed.", hint=hint, id="operations.E001")]


@register(Tags.security, deploy=True)
def site_url_is_an_address(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Refuse a SITE_URL without a scheme, and one with a path."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme in ("http", "https") and parts.hostname and not parts.path:
        return []
    hint = "Set SITE_URL to scheme and host, such as https://blog.example.org."
    message = f"{settings.SITE_URL!r} is not a site's address."
    return [Error(message, hint=hint, id="operations.E002")]


@register(Tags.security, deploy=True)
def own_host_is_allowed(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Refuse ALLOWED_HOSTS that leave out the site's own."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    hint = "Add it to ALLOWED_HOSTS, or leave that unset."
    return [Error(f"The site refuses its own host {host!r}.", hint=hint, id="operations.E003")]


@register(Tags.security, deploy=True)
def https_can_be_recognised(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Warn where https is promised and nobody is believed who says that a request came by it."""
    if not settings.IS_HTTPS or settings.TRUSTED_PROXIES:
        return []
    hint = "Set TRUSTED_PROXIES to the number of proxies before the site."
    message = "Every request would be redirected to https for ever."
    return [Warning(message, hint=hint, id="operations.W001")]


@register(Tags.security, deploy=True)
def address_is_public(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Warn where production still has the address of the author's own machine."""
    if urlsplit(settings.SITE_URL).hostname not in OWN_MACHINE:
        return []
    hint = "Set SITE_URL to the address readers use, such as https://blog.example.org."
    return [Warning("The site's address is this machine's own.", hint=hint, id="operations.W002")]
