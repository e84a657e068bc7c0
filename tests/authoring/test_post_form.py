"""Writing and publishing posts in Django's admin."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.utils import timezone

from blog.authoring.admins import PostAdmin
from blog.posts.models import Post
from blog.posts.old_paths import OldPath
from blog.posts.taxonomy import Tag
from tests.authoring.forms import ADD, change_form, change_url, post_form
from tests.make import make_category, make_post

pytestmark = pytest.mark.django_db


def test_post_is_published_with_its_rendering_and_filing(admin_client):
    category, tag = make_category("数学"), Tag.objects.create(name="分析")
    form = post_form(source="设 $x>0$。", category=category.pk, tags=[tag.pk])
    assert admin_client.post(ADD, form).status_code == 302
    post = Post.objects.get()
    assert "<math" in post.html
    assert (post.category, list(post.tags.all())) == (category, [tag])
    assert "<math" in admin_client.get("/").content.decode()


def test_problems_are_told_after_saving_with_their_places(admin_client):
    response = admin_client.post(ADD, post_form(source="一\n\n坏 $\\frac{a}{$"))
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("3" in text and "12" in text for text in told)


def test_many_problems_are_summed_up(admin_client):
    response = admin_client.post(ADD, post_form(source="$\\frac{a}{$\n\n" * 9))
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert len(told) == 5 + 1 + 1
    assert "4" in told[5]


def test_source_keeps_its_spaces_and_loses_carriage_returns(admin_client):
    admin_client.post(ADD, post_form(source="    code\r\n\r\ntext\r\n"))
    assert Post.objects.get().source == "    code\n\ntext\n"


@pytest.mark.parametrize("field", ["title", "source", "slug"])
@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_can_hold_is_a_form_error(rf, admin_user, field, text):
    request = rf.get(ADD)
    request.user = admin_user
    form_class = PostAdmin(Post, admin.site).get_form(request)
    assert form_class(post_form()).is_valid()
    assert field in form_class(post_form(**{field: text})).errors


@pytest.mark.parametrize("charset", ["utf-7", "utf-16"])
def test_request_in_a_strange_charset_stores_nothing_and_breaks_nothing(admin_client, charset):
    body = urlencode({name: value.encode(charset) for name, value in post_form().items()})
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert admin_client.post(ADD, body, content_type=kind).status_code < 500


def test_date_left_alone_is_the_moment_of_saving(admin_client):
    opened = timezone.now() - timedelta(hours=2)
    new = Post(title="", source="", published_at=opened)
    admin_client.post(ADD, change_form(new, title="题", status="published"))
    assert timezone.now() - Post.objects.get().published_at < timedelta(minutes=1)


def test_draft_appears_when_it_is_published_unless_its_date_was_chosen(admin_client):
    week_ago = timezone.now() - timedelta(days=7)
    undated = make_post(status="draft", published_at=week_ago)
    dated = make_post(status="draft", published_at=week_ago)
    Post.objects.filter(pk=undated.pk).update(created_at=week_ago)
    for post in (undated, dated):
        admin_client.post(change_url(post), change_form(post, status="published"))
        post.refresh_from_db()
        assert post.status == "published"
    assert timezone.now() - undated.published_at < timedelta(minutes=1)
    assert timezone.now() - dated.published_at > timedelta(days=6)


def test_changing_a_public_post_leaves_its_date(admin_client):
    post = make_post(published_at=timezone.now() - timedelta(days=7))
    Post.objects.filter(pk=post.pk).update(created_at=post.published_at)
    admin_client.post(change_url(post), change_form(post, source="new"))
    changed = Post.objects.get()
    assert changed.source == "new"
    assert timezone.now() - changed.published_at > timedelta(days=6)


def test_changed_slug_leaves_an_old_path(admin_client):
    post = make_post(slug="old")
    admin_client.post(change_url(post), change_form(post, slug="new"))
    assert OldPath.objects.get().path == "/archives/old/"
