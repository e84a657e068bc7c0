"""What tests of writing comments share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.hearing import AUTHOR
from tests.mail.post_office import mail_goes_to
from tests.mail.sink import Sink, sink
from tests.make import make_post


@pytest.fixture(autouse=True)
def _forget_who_asked() -> None:
    cache.clear()


@pytest.fixture
def post() -> Post:
    return make_post("Text.\n\n$$\\label{eq:a} a=b \\tag{1}$$")


@pytest.fixture
def server() -> Iterator[Sink]:
    """Send letters to a mail server of our own; the blog's author hears of comments."""
    with sink() as one, mail_goes_to(one):
        Site.objects.update(author_email=AUTHOR, title="林下")
        yield one


@pytest.fixture
def titled() -> Post:
    """Store an article whose title needs care in letters."""
    return make_post(title="$\\pi$ 与 <b>")
