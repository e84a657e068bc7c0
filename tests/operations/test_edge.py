"""What the edge lets in, through Django's test client: odd text must find no hole behind it."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from blog.operations.content_type import without_charset
from tests.make import make_post

SHARED = Path(__file__).parents[2].parent / "shared" / "attacks"
FORM = "application/x-www-form-urlencoded"
PLACES = [
    "/",
    "/admin/login/",
    "/markdownx/upload/",
    "/markdownx/markdownify/",
    "/archives/1/",
    "/page/99999999999999999999/",
    "/nowhere/",
]


def naughty_strings() -> Iterator[str]:
    """Yield strings that broke other people's software; none where the files are absent."""
    if SHARED.is_dir():
        lines = (SHARED / "naughty_strings.txt").read_text(encoding="utf-8").splitlines()
        yield from (line for line in lines if line and not line.startswith("#"))
        for line in (SHARED / "text.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["s"]


@pytest.fixture
def stranger(client: Client, caplog: pytest.LogCaptureFixture) -> Client:
    """Return a client that sees failures as a reader does, and has a CSRF cookie."""
    # Thousands of refusals, each logged with its trace, would take longer than the requests.
    caplog.set_level(logging.CRITICAL, "django")
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = "a" * 32
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("charset", ["utf-16", "foo", "utf-7", "hex"])
def test_a_strange_charset_is_refused_by_the_middleware_too(
    stranger: Client, path: str, charset: str
) -> None:
    response = stranger.generic("POST", path, b"a=1", f"{FORM}; charset={charset}")
    assert response.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "data", [{"a": "\0"}, {"a\0": "1"}, {"username": "a\0", "password": "b"}, {"a": ["1", "\0"]}]
)
def test_a_form_with_nul_is_refused(
    stranger: Client, path: str, data: dict[str, str | list[str]]
) -> None:
    assert stranger.post(path, data).status_code == 400


@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_no_naughty_string_makes_an_address_fail(stranger: Client) -> None:
    strings = list(naughty_strings())
    assert len(strings) > 500
    words = [quote(text[:1000].encode("utf-8", "surrogatepass"), safe="") for text in strings]
    paths = [
        path for word in words for path in (f"/archives/{word}/?q={word}", f"/tag/{word}/?{word}=1")
    ]
    failed = [path for path in paths if stranger.get(path).status_code >= 500]
    assert failed == []


@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_no_naughty_string_makes_a_form_fail(stranger: Client) -> None:
    failed = []
    for text in naughty_strings():
        word = quote(text.encode("utf-8", "surrogatepass"), safe="")
        body = f"username={word}&{word}=1&csrfmiddlewaretoken={word}".encode()
        if stranger.post("/admin/login/", body, content_type=FORM).status_code >= 500:
            failed.append(text)
    assert failed == []


@pytest.mark.django_db
def test_ordinary_text_in_any_script_passes(stranger: Client) -> None:
    post = make_post(slug="梯度下降")
    page = stranger.get(post.get_absolute_url(), {"出处": "微博 😀 مرحبا"})
    assert page.status_code == 200


@pytest.mark.django_db
def test_an_ordinary_form_passes(client: Client) -> None:
    response = client.post("/admin/login/", {"username": "作者", "password": "密码 😀"})
    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("text/plain; charset=utf-8", "text/plain"),
        ("text/plain;CHARSET=UTF8", "text/plain"),
        ('multipart/form-data; charset="utf-8"; boundary=x', "multipart/form-data; boundary=x"),
        ('multipart/form-data; boundary="a b"', 'multipart/form-data; boundary="a b"'),
        ("multipart/form-data; boundary==_a", "multipart/form-data; boundary==_a"),
        ("text/plain;", "text/plain"),
        ("text/plain; charset=latin-1", None),
        ("text/plain; charset=utf-8; charset=utf-16", None),
        ("text/plain; charset*=utf-8''x", None),
        ("text/plain; charset", None),
        ('text/plain; a="', None),
        ("text/plain; a=\0", None),
    ],
)
def test_a_content_type_loses_its_charset_and_nothing_else(header: str, plain: str | None) -> None:
    assert without_charset(header) == plain


@given(st.text(st.sampled_from("a1=;*\"\\ \t\0\xff'%/charset"), max_size=60))
def test_any_content_type_is_answered(header: str) -> None:
    plain = without_charset(header)
    assert plain is None or "charset=" not in plain.lower().replace('"', "")


@pytest.mark.parametrize("filling", ["; ", ";\t", "a=b;", 'a="\\', "; ;", "\t \t"])
def test_a_malicious_content_type_takes_no_time(filling: str) -> None:
    """Backtracking over 100,000 characters would not end today."""
    assert without_charset("a;" + filling * (100_000 // len(filling)) + "\0") is None
