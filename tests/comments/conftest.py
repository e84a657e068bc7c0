"""What tests of writing comments share."""

import pytest
from django.core.cache import cache

from blog.posts.models import Post
from tests.make import make_post


@pytest.fixture(autouse=True)
def _forget_who_asked() -> None:
    cache.clear()


@pytest.fixture
def post() -> Post:
    return make_post("Text.\n\n$$\\label{eq:a} a=b \\tag{1}$$")
