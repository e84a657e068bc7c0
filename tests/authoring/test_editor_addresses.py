"""markdownx's two addresses and the preview's page: who gets in, and what they answer."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from blog.markup import render
from blog.media.images import accept
from blog.media.models import Image
from tests.media.files import encoded, noise, png_of_size

pytestmark = pytest.mark.django_db

PREVIEW = "/markdownx/markdownify/"
UPLOAD = "/markdownx/upload/"
FRAME = "/markdownx/preview/"
TOKEN = "x" * 32


def log_in(is_staff: bool, *permissions: str) -> Client:
    user = User.objects.create_user("somebody", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", [PREVIEW, UPLOAD, FRAME])
@pytest.mark.parametrize("checks_csrf", [False, True])
@pytest.mark.parametrize("has_cookie", [False, True])
def test_stranger_is_refused_and_not_sent_to_a_login(path, checks_csrf, has_cookie, static_files):
    client = Client(enforce_csrf_checks=checks_csrf)
    if has_cookie:
        client.cookies["csrftoken"] = TOKEN
    data = {"content": "x", "csrfmiddlewaretoken": TOKEN}
    assert client.get(path).status_code == 403
    assert client.post(path, data).status_code == 403


@pytest.mark.parametrize("path", [PREVIEW, UPLOAD, FRAME])
def test_reader_with_an_account_is_refused(path, static_files):
    client = log_in(False, "add_post", "add_image")
    assert client.get(path).status_code == client.post(path, {"content": "x"}).status_code == 403


@pytest.mark.parametrize("path", [PREVIEW, UPLOAD, FRAME])
def test_staff_who_may_not_write_are_refused(path, static_files):
    client = log_in(True, "change_comment")
    assert client.get(path).status_code == client.post(path, {"content": "x"}).status_code == 403


def test_staff_who_may_write_see_a_preview_but_upload_only_if_they_may(static_files):
    client = log_in(True, "change_page")
    assert client.post(PREVIEW, {"content": "x"}).status_code == 200
    assert client.post(UPLOAD, {"image": _file()}).status_code == 403


def test_csrf_token_is_asked_of_the_author_too(admin_user, static_files):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post(PREVIEW, {"content": "x"}).status_code == 403


@pytest.mark.parametrize("path", [PREVIEW, UPLOAD])
def test_author_must_post(admin_client, path):
    assert admin_client.get(path).status_code == 405


def test_preview_is_what_the_production_renderer_gives(admin_client):
    image = accept(encoded(noise(30, 20), "PNG"), "a.png")
    formula = "$$x^2\\label{eq:a}$$\n\n由 \\eqref{eq:a}。"
    source = f"## 极限\n\n设 $x>0$，则\n\n{formula}\n\n![图]({image.url})"
    expected = render(source, "post", language="zh-hans", images=lambda src: (30, 20)).html
    answer = admin_client.post(PREVIEW, {"content": source, "language": "zh-hans"})
    assert "<math" in expected
    assert expected in answer.content.decode()
    assert 'width="30"' in answer.content.decode()


def test_preview_shows_the_title_with_its_formulas(admin_client):
    answer = admin_client.post(PREVIEW, {"content": "", "title": "<b>$x_1$"}).content.decode()
    title = answer.partition('<h1 class="post__title">')[2].partition("</h1>")[0]
    assert "<msub>" in title
    assert "&lt;b&gt;" in title


def test_preview_names_problems_with_line_and_column(admin_client):
    source = "好的一行\n\n坏公式 $\\frac{a}{$ 在此"
    answer = admin_client.post(PREVIEW, {"content": source}).content.decode()
    assert 'data-line="3"' in answer
    assert 'data-column="14"' in answer


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("一\n\n二[^1]\n\n<!--more-->\n\n三\n\n[^1]: 注", 2),
        ("![](a.png)\n\n- 一\n- 二\n\n<!--more-->\n\n三", 2),
        ("只有一段", 0),
    ],
)
def test_preview_knows_where_the_teaser_ends(admin_client, source, blocks):
    answer = admin_client.post(PREVIEW, {"content": source}).content.decode()
    assert f'data-teaser-blocks="{blocks}"' in answer


def test_preview_without_content_is_a_bad_request(admin_client):
    assert admin_client.post(PREVIEW).status_code == 400
    assert admin_client.post(PREVIEW, {"content": ""}).status_code == 200


@pytest.mark.parametrize("content", ["\x00", "a\udcffb".encode("utf-8", "surrogatepass"), "$\x00$"])
def test_preview_survives_characters_that_are_none(admin_client, content):
    assert admin_client.post(PREVIEW, {"content": content}).status_code in (200, 400)


def test_preview_may_be_framed_by_the_site_alone(admin_client):
    response = admin_client.get(FRAME)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_upload_answers_the_markdown_of_a_picture_that_kept_its_size(admin_client):
    data = _file(encoded(noise(1600, 400), "JPEG"), "照片.jpg", "image/jpeg")
    answer = admin_client.post(UPLOAD, {"image": data}).json()
    image = Image.objects.get()
    assert answer["image_code"] == f"![]({image.url})"
    assert (image.width, image.height, image.original_name) == (1600, 400, "照片.jpg")


REFUSED = {
    "html": (b"<!doctype html><script>alert(1)</script>", "a.png", "image/png"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg", "image/svg+xml"),
    "bomb": (png_of_size(30_000, 30_000), "a.png", "image/png"),
    "broken": (encoded(noise(99, 99), "JPEG")[:500], "a.jpg", "image/jpeg"),
    "empty": (b"", "a.png", "image/png"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_upload_refuses_with_a_reason_and_stores_nothing(admin_client, name):
    response = admin_client.post(UPLOAD, {"image": _file(*REFUSED[name])})
    assert response.status_code == 400
    assert response.json()["image"][0]
    assert not Image.objects.exists()


def test_upload_believes_bytes_and_not_the_name(admin_client):
    response = admin_client.post(
        UPLOAD, {"image": _file(encoded(noise(9, 9), "GIF"), "a.html", "text/html")}
    )
    assert Path(response.json()["url"]).suffix == ".gif"


def test_upload_without_a_file_is_a_bad_request(admin_client):
    for data in ({}, {"image": "text"}):
        assert admin_client.post(UPLOAD, data).status_code == 400


def _file(
    data: bytes = encoded(noise(9, 9), "PNG"), name: str = "a.png", kind: str = "image/png"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)


def test_preview_numbers_by_section_where_the_form_says_so(static_files):
    client = log_in(True, "change_post")
    data = {"content": "# A\n\n# B\n\n$$x\\tag{0}$$\n\n\\begin{equation}y\\end{equation}"}
    assert "(2.1)" not in client.post(PREVIEW, data).text
    assert "(2.1)" in client.post(PREVIEW, {**data, "numbers_by_section": "on"}).text
