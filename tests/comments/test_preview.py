"""A comment is seen as it will stand, before it is sent."""

import pytest
from django.test import Client

from blog.comments.models import Comment
from blog.comments.tokens import token_for
from tests.comments.forms import address_of, filled
from tests.make import make_comment

pytestmark = pytest.mark.django_db


def test_preview_is_what_publication_renders_and_stores_nothing(client: Client, post):
    text = "Let $x$ be.\n\n- a\n- **b**\n"
    page = client.post(address_of(post), filled(post, text=text, preview="1"))
    assert page.status_code == 200
    assert not Comment.objects.exists()
    assert make_comment(post, text).html in page.text


def test_preview_needs_no_waiting_and_keeps_the_token(client: Client, post):
    data = filled(post, preview="1", token=token_for(post.pk))
    page = client.post(address_of(post), data)
    assert page.status_code == 200
    assert data["token"] in page.text


def test_previews_are_rationed(client: Client, post):
    answers = {
        client.post(address_of(post), filled(post, preview="1")).status_code for _ in range(31)
    }
    assert answers == {200, 429}
