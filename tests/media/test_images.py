"""Storing pictures, telling their sizes, and sending them."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from PIL import Image as Pillow

from blog.media.images import accept, remove, sizes_in
from blog.media.models import Image
from tests.media.files import encoded, noise

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> bytes:
    return encoded(noise(30, 20), "PNG")


def test_image_is_named_by_its_content(picture):
    image = accept(picture, "../../etc/C:\\照片.PNG\x00")
    assert image.name.endswith(".png")
    assert image.original_name == "照片.PNG"
    assert (image.width, image.height) == (30, 20)
    with default_storage.open(image.name) as file:
        assert image.size_bytes == len(file.read())


def test_same_picture_twice_is_one_image(picture):
    assert accept(picture, "one.png") == accept(picture, "two.png")
    assert Image.objects.count() == 1


def test_lost_or_half_written_file_is_written_again(picture):
    image = accept(picture, "one.png")
    default_storage.delete(image.name)
    accept(picture, "one.png")
    assert default_storage.exists(image.name)
    whole = default_storage.size(image.name)
    image.delete()
    with default_storage.open(image.name, "wb") as file:
        file.write(b"half")
    accept(picture, "one.png")
    assert default_storage.size(image.name) == whole


def test_removed_image_takes_its_file_along(picture, django_capture_on_commit_callbacks):
    image = accept(picture, "one.png")
    name = image.name
    with django_capture_on_commit_callbacks(execute=True):
        remove(image)
        assert default_storage.exists(name)
    assert not default_storage.exists(name)


def test_sizes_of_thirty_images_cost_one_query(django_assert_num_queries):
    images = [accept(encoded(noise(10 + n, 10), "PNG"), "x.png") for n in range(30)]
    source = "\n\n".join(f"![]({image.url})" for image in images)
    with django_assert_num_queries(1):
        sizes = sizes_in(source)
        assert [sizes(image.url) for image in images] == [(10 + n, 10) for n in range(30)]


def test_text_without_our_images_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert sizes_in("![](https://example.org/a.png)")("https://example.org/a.png") is None


@pytest.mark.parametrize("field", [{"name": "../x.png"}, {"width": 0}, {"format": "svg"}])
def test_database_refuses_what_is_no_image(picture, field):
    image = accept(picture, "one.png")
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(**field)


def test_picture_is_sent_for_ever_and_as_what_it_is(client, picture):
    image = accept(picture, "one.png")
    response = client.get(image.url)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response.headers["Cache-Control"]
    assert not response.cookies
    with Pillow.open(BytesIO(b"".join(response.streaming_content))) as sent:
        assert sent.size == (30, 20)


def test_picture_known_to_the_browser_is_not_sent_again(client, picture):
    image = accept(picture, "one.png")
    etag = client.get(image.url).headers["ETag"]
    assert client.get(image.url, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", [f"{'0' * 32}.png", "../settings.py", "x.svg", f"{'0' * 32}.svg"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/media/{path}").status_code == 404
