"""The icons and the manifest of home screens."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from blog.posts.site import Site
from site_config import icons

pytestmark = pytest.mark.django_db


def test_the_manifest_names_the_blog_and_icons_that_are_there(client: Client):
    Site.objects.update(title="A “B” <c>", tagline="Proofs")
    page = client.get("/").text
    link = re.search(r'<link rel="manifest" href="([^"]+)">', page)
    assert link
    response = client.get(link[1])
    assert response["Content-Type"] == "application/manifest+json; charset=utf-8"
    assert response["Cache-Control"] == "public, no-cache"
    said = response.json()
    assert (said["name"], said["start_url"]) == ("A “B” <c>", "/")
    for icon in said["icons"]:
        data = b"".join(client.get(icon["src"]).streaming_content)  # type: ignore[attr-defined]
        with Image.open(BytesIO(data)) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
        assert len(data) < 5_000


def test_the_icons_are_drawn_from_the_favicon():
    for name, size, is_cut in [("icon-192.png", 192, False), ("apple-touch-icon.png", 180, True)]:
        with Image.open(icons.ICONS / name) as stored:
            assert stored.size == (size, size)
            drawn = icons.draw(size, is_cut=is_cut)
            place = (size // 2, size // 2)
            assert stored.convert("RGBA").getpixel(place) == drawn.convert("RGBA").getpixel(place)
