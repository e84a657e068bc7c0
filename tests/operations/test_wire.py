"""Bytes that no client library would send, to the server as production runs it."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.operations.wire import Wire, gunicorn

pytestmark = pytest.mark.server

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
COOKIE = "Cookie: csrftoken=" + "a" * 32
PLACES = ["/", "/admin/login/", "/markdownx/upload/", "/archives/1/", "/no/such/place/"]


@pytest.fixture(scope="module")
def wire(
    static_files: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Wire]:
    """Return the way to a server on the tests' database."""
    with django_db_blocker.unblock(), gunicorn() as running:
        yield running


def request(line: str, *headers: str, body: bytes = b"", host: str = "localhost") -> bytes:
    """Return a whole request as bytes; characters are bytes of the same number."""
    lines = [f"{line} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def post(path: str, content_type: str, body: bytes = b"a=1") -> bytes:
    """Return a POST with a CSRF cookie, so that Django reads its form."""
    length = f"Content-Length: {len(body)}"
    return request(f"POST {path}", COOKIE, f"Content-Type: {content_type}", length, body=body)


def is_refused(status: int | None) -> bool:
    """Answer whether the client was told off, or left without an answer."""
    return status is None or 400 <= status < 500


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "content_type",
    [
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset=foo",
        f"{FORM}; charset=hex",
        f"{FORM}; charset=idna",
        f"{FORM}; charset*=foo''x",
        f"{FORM}; charset*=utf-8''%00",
        f"{FORM}; charset*=a; charset*1=b",
        f"{FORM}; charset={'a' * 5000}",
        f'{FORM}; charset="',
        f"{FORM}; charset=\xff",
        f"{MULTIPART}; charset=utf-16",
        f"{MULTIPART}; charset=rot13",
        "text/plain; charset=utf-7",
    ],
)
def test_a_strange_charset_is_refused(wire: Wire, path: str, content_type: str) -> None:
    assert wire.status(post(path, content_type)) == 400


def test_a_strange_charset_with_many_fields_is_refused(wire: Wire) -> None:
    query = "&".join("a=1" for _ in range(1500))
    assert wire.status(post(f"/?{query}", f"{FORM}; charset=utf-16")) == 400
    assert wire.status(request(f"GET /?{query}", "Content-Type: a/b; charset=utf-8")) != 500


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "utf8", "U8"])
def test_utf8_by_any_name_is_read(wire: Wire, charset: str) -> None:
    # 403 is the answer to a form without a CSRF token, so it was read.
    assert wire.status(post("/admin/login/", f"{FORM}; charset={charset}")) == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="a\0b"\r\n\r\n1\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\0\r\n--x--\r\n',
        b"--x\r\nContent-Disposition: form-data; name*=foo''a\r\n\r\n1\r\n--x--\r\n",
        b"--x\r\nContent-Disposition: form-data; name*=a; name*1=b\r\n\r\n1\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="\xff"\r\n\r\n!\r\n--x--\r\n',
        b"--x\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 1500 + b"--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n1\r\n' * 200,
    ],
)
def test_a_broken_multipart_form_is_refused(wire: Wire, body: bytes) -> None:
    for path in PLACES:
        assert is_refused(wire.status(post(path, MULTIPART, body)))


@pytest.mark.parametrize(
    "body", [b"a=%00", b"%00=a", b"a=%ff", b"a=\xff", b"a=%ed%a0%80", b"&" * 5000, b"a=1&" * 2000]
)
def test_a_form_that_is_not_text_is_refused(wire: Wire, body: bytes) -> None:
    for path in PLACES:
        assert is_refused(wire.status(post(path, FORM, body)))


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/tag/%00/",
        "/archives/%00/",
        "/category/a%00b/",
        "/?page=%00",
        "/?%00",
        "/?q=%ff",
        "/?q=%ed%a0%80",
        "/?q=\xff",
        "/admin/login/?next=%00",
    ],
)
def test_a_path_or_query_that_is_not_text_is_refused(wire: Wire, path: str) -> None:
    assert wire.status(request(f"GET {path}")) == 400


@pytest.mark.parametrize(
    "path",
    [
        "/%ff%fe/",
        "/tag/%ed%a0%80/",
        "/\xff/",
        "/page/99999999999999999999/",
        f"/page/{'9' * 5000}/",
        "/archives/99999999999999999999/",
        f"/archives/{'9' * 5000}/",
        "/archives/-1/",
        "/archives/%D9%A1/",
        "/archives/%C2%B2/",
        f"/{'a' * 7000}/",
        f"/tag/{'%E6%95%B0' * 700}/",
        "/media/%2e%2e/%2e%2e/etc/passwd",
        "/media/../../etc/passwd",
        "/static/../settings.py",
        "/static/%00.css",
        "//evil.example/",
        "//evil.example",
        "/%0d%0aSet-Cookie:a=b/",
        "/%0d%0aSet-Cookie:a=b",
        "//[/",
        "//[",
        "/a\\b",
        "/;/?;",
        "/?" + "&" * 5000,
        "http://localhost/no/such/",
        "http://[/",
        "*",
        "a",
        "/" + "a" * 100_000,
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_an_odd_address_leads_nowhere_quietly(wire: Wire, method: str, path: str) -> None:
    status = wire.status(request(f"{method} {path}"))
    assert status is None or status < 500


@pytest.mark.parametrize(
    "headers",
    [
        ("Cookie: " + "a" * 100_000,),
        ("Cookie: " + "; ".join(f"c{number}=1" for number in range(1000)),),
        ('Cookie: sessionid="\\000aaaaaaaaaaaa"',),
        ("Cookie: sessionid=\xff\xfe; csrftoken=\xff",),
        ("Cookie: messages=a:b:c; csrftoken=" + "\x80" * 64,),
        ("Cookie: =; ;;=a; \x01",),
        tuple(f"X-{number}: 1" for number in range(500)),
        ("Accept-Language: " + "zh," * 2000,),
        ("Accept-Encoding: \xff;q=x, gzip;q=9e999",),
        ("Accept: " + ";" * 4000,),
        ("If-None-Match: " + '"a",' * 1500,),
        ("If-None-Match: \xff",),
        ("If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT",),
        ("If-Modified-Since: " + "9" * 5000,),
        ("Range: bytes=9-1,-,--" + "9" * 4000,),
        ("Referer: http://[",),
        ("Origin: http://[",),
        ("Content-Length: -1",),
        ("Content-Length: 1_0",),
        ("Content-Length: +5",),
        ("Content-Length: " + "9" * 5000,),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("Expect: the-spanish-inquisition",),
        ("Upgrade: h2c", "HTTP2-Settings: !"),
        ("X-Forwarded-For: \xff, , 999.999.999.999",),
        ("X-Forwarded-Proto: \xff",),
        ("X-Forwarded-Host: evil.example",),
        ("SCRIPT_NAME: /x",),
        ("PATH_INFO: /x",),
        ("X-Requested-With: \x00",),
        ("A\x00: b",),
        (": b",),
        ("no colon",),
        (" folded",),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/admin/", "/static/css/site.css"])
def test_odd_headers_are_no_failure_of_ours(
    wire: Wire, path: str, method: str, headers: tuple[str, ...]
) -> None:
    status = wire.status(request(f"{method} {path}", *headers), hangs_up=True)
    assert status is None or status < 500


@pytest.mark.parametrize(
    "host", ["", "evil.example", "a b", "[::", "\xff", "localhost:99999999999", "localhost@evil"]
)
def test_an_odd_host_is_no_failure_of_ours(wire: Wire, host: str) -> None:
    for line in ("GET /", "GET /no", "POST /admin/login/"):
        status = wire.status(request(line, host=host), hangs_up=True)
        assert status is None or status < 500


def test_a_form_that_ends_early_is_no_failure_of_ours(wire: Wire) -> None:
    for content_type in (FORM, MULTIPART):
        headers = (COOKIE, f"Content-Type: {content_type}", "Content-Length: 5000")
        octets = request("POST /", *headers, body=b"--x\r\na=")
        assert is_refused(wire.status(octets, hangs_up=True))


@pytest.mark.parametrize("body", [b"zz\r\n", b"-1\r\n", b"ffffffffffffffffff\r\na", b"5\r\nab"])
def test_broken_chunks_are_no_failure_of_ours(wire: Wire, body: bytes) -> None:
    headers = (COOKIE, f"Content-Type: {FORM}", "Transfer-Encoding: chunked")
    status = wire.status(request("POST /", *headers, body=body), hangs_up=True)
    assert is_refused(status)


@pytest.mark.parametrize(
    "octets",
    [b"\r\n\r\n", b"\0", b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"],
)
def test_bytes_that_are_not_http_are_no_failure_of_ours(wire: Wire, octets: bytes) -> None:
    assert is_refused(wire.status(octets, hangs_up=True))


def test_what_the_site_refuses_it_refuses_with_a_page_of_its_own(wire: Wire) -> None:
    page = wire.answer(post("/", f"{FORM}; charset=utf-16"))
    head, _, body = page.partition(b"\r\n\r\n")
    assert b"Content-Security-Policy:" in head
    assert b"Permissions-Policy:" in head
    assert b'class="masthead' in body
