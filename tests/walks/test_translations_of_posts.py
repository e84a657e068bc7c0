"""The same text in two languages: each leads to the other, people by a line, machines by a link."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from blog.posts.models import Post
from tests.make import make_post

pytestmark = pytest.mark.django_db


def links(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))


@pytest.fixture
def pair() -> tuple[Post, Post]:
    original = make_post(slug="原文", language="zh-hans")
    return original, make_post(slug="text", language="en", translation_of=original)


def test_each_leads_to_the_other(client: Client, pair):
    _original, translation = pair
    for here, there in (pair, pair[::-1]):
        page = client.get(here.url).text
        assert re.search(rf'<a href="{there.url}" hreflang="{there.language}"', page)
        assert set(links(page)) == {"zh-hans", "en", "x-default"}
    found = links(client.get(translation.url).text)
    assert found["x-default"] == found["zh-hans"]
    assert found["en"].endswith(translation.url)


def test_a_translation_that_is_not_public_is_not_announced(client: Client, pair):
    Post.objects.filter(pk=pair[1].pk).update(status=Post.Status.DRAFT)
    page = client.get(pair[0].url).text
    assert links(page) == {}
    assert "hreflang" not in page


def test_there_is_one_text_a_language(pair):
    original, translation = pair
    third = Post(title="Again", language="en", translation_of=original)
    with pytest.raises(ValidationError):
        third.full_clean()
    with pytest.raises(ValidationError):
        Post(title="Same", language="zh-hans", translation_of=original).full_clean()
    with pytest.raises(ValidationError):
        Post(title="Chain", language="zh-hans", translation_of=translation).full_clean()
    original.language = "en"
    with pytest.raises(ValidationError):
        original.full_clean()
    original.language, original.translation_of = "zh-hans", make_post(language="en")
    with pytest.raises(ValidationError):
        original.full_clean()
