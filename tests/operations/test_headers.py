"""The header set, on every kind of response."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from blog.operations.headers import ADDED

HEADERS_OF_THE_PROXY = Path("site_config/deploy/proxy/headers.conf")
POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
FIXED = {
    **ADDED,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def fail(request: HttpRequest) -> HttpResponse:
    """Be a mistake of ours."""
    raise ZeroDivisionError


def forbid(request: HttpRequest) -> HttpResponse:
    """Be another's."""
    raise PermissionDenied


urlpatterns = [
    path("fail/", fail),
    path("forbid/", forbid),
    path("", include("site_config.urls")),
]


@pytest.fixture
def stranger(client: Client) -> Client:
    """Return a client that sees failures as a reader does."""
    client.raise_request_exception = False
    return client


def assert_complete(response: Any) -> None:
    """Assert that nothing of the header set is missing or weakened."""
    assert {name: response.headers.get(name) for name in FIXED} == FIXED
    policy = set(response.headers["Content-Security-Policy"].split("; "))
    assert policy >= POLICY
    assert "unsafe" not in str(policy)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/healthz", 200),
        ("/admin/login/", 200),
        ("/favicon.ico", None),
        ("/admin/", 302),
        ("/page/1/", 301),
        ("/?q=%00", 400),
        ("/forbid/", 403),
        ("/markdownx/upload/", 403),
        ("/no/such/place/", 404),
        ("/fail/", 500),
    ],
)
def test_every_response_carries_the_header_set(
    stranger: Client, address: str, status: int | None
) -> None:
    response = stranger.get(address)
    assert status in (None, response.status_code)
    assert_complete(response)


@pytest.mark.django_db
def test_so_does_an_unchanged_page(stranger: Client) -> None:
    page = stranger.get("/")
    response = stranger.get("/", headers={"if-none-match": page.headers["ETag"]})
    assert response.status_code == HTTPStatus.NOT_MODIFIED
    assert_complete(response)


def test_so_does_a_static_file(stranger: Client) -> None:
    response = stranger.get(staticfiles_storage.url("css/site.css"))
    assert response.status_code == 200
    assert_complete(response)
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True)
@pytest.mark.parametrize("host", ["evil.example", "a b", "[::", "localhost:x", ""])
def test_so_does_the_refusal_of_a_foreign_host(stranger: Client, host: str) -> None:
    response = stranger.get("/", headers={"host": host})
    assert response.status_code == 400
    assert_complete(response)


@pytest.mark.django_db
@override_settings(SECURE_HSTS_SECONDS=60)
def test_https_is_remembered_on_failures_too(stranger: Client) -> None:
    for address in ("/", "/?q=%00", "/no/such/place/"):
        response = stranger.get(address, secure=True)
        assert response.headers["Strict-Transport-Security"].startswith("max-age=60")


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/?q=%00", "/forbid/", "/no/such/place/", "/fail/"])
def test_an_error_page_looks_like_the_site(stranger: Client, address: str) -> None:
    page = stranger.get(address).content.decode()
    assert 'class="masthead' in page
    assert staticfiles_storage.url("css/site.css") in page
    assert "Traceback" not in page


def test_the_proxy_answers_with_the_same_headers() -> None:
    lines = HEADERS_OF_THE_PROXY.read_text().splitlines()
    added = dict(line.removesuffix(" always;").split(" ", 2)[1:] for line in lines[1:])
    assert {name: value.strip('"') for name, value in added.items() if name in FIXED} == {
        **FIXED,
        "Cross-Origin-Resource-Policy": "$sharing",
    }
    assert set(added) == {*FIXED, "Content-Security-Policy", "Strict-Transport-Security"}
    site = HEADERS_OF_THE_PROXY.with_name("site.conf.template").read_text()
    pages = site.split("set $policy ")[1].split(";\n")[0].strip('"')
    assert set(pages.split("; ")) == POLICY
