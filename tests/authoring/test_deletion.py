"""What goes when the author deletes something, and what has to stay."""

import pytest
from django.urls import reverse

from blog.comments.models import Comment
from blog.posts.taxonomy import Category
from tests.make import make_category, make_comment, make_post

pytestmark = pytest.mark.django_db


def _category_of_a_post() -> Category:
    category = make_category()
    make_post(category=category)
    return category


def _answered_comment() -> Comment:
    comment = make_comment(make_post())
    make_comment(comment.post, parent=comment)
    return comment


@pytest.mark.parametrize("make", [_category_of_a_post, _answered_comment])
def test_what_others_rest_on_is_not_deleted_and_says_so(admin_client, make):
    kept = make()
    url = reverse(f"admin:blog_{kept._meta.model_name}_delete", args=[kept.pk])
    assert admin_client.get(url).context["protected"]
    assert admin_client.post(url, {"post": "yes"}).status_code == 200
    assert type(kept).objects.filter(pk=kept.pk).exists()


def test_post_is_deleted_with_a_whole_conversation(admin_client):
    comment = make_comment(make_post())
    make_comment(comment.post, parent=comment)
    url = reverse("admin:blog_post_delete", args=[comment.post.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert not Comment.objects.exists()
