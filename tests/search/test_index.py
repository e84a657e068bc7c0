"""What is written, when, and how it catches up."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command

from blog.authoring.publish import save_named
from blog.posts.models import Post
from blog.posts.taxonomy import Tag
from blog.search.index import stale
from blog.search.models import Entry, Words
from blog.search.tasks import catch_up
from tests.make import make_post

pytestmark = pytest.mark.django_db


def test_a_saved_post_is_never_stale():
    make_post(tags=["t"])
    make_post(status=Post.Status.DRAFT)
    assert not stale().exists()
    assert Entry.objects.count() == Words.objects.count() == 1


def test_what_an_upgrade_or_a_change_in_bulk_left_behind_is_stale():
    missing, old, moved, hidden, _ = (make_post() for _ in range(5))
    Entry.objects.filter(post=missing).delete()
    Entry.objects.filter(post=old).update(version=0)
    Post.objects.filter(pk=moved.pk).update(published_at=moved.published_at - timedelta(1))
    Post.objects.filter(pk=hidden.pk).update(status=Post.Status.DRAFT)
    assert set(stale()) == {missing, old, moved, hidden}
    catch_up(0)
    assert not stale().exists()
    assert not Entry.objects.filter(post=hidden).exists()


def test_a_renamed_tag_is_found_by_its_new_name():
    make_post(tags=["矩阵"])
    tag = Tag.objects.get()
    tag.name = "算子"
    save_named(tag)
    catch_up(0)
    assert "算子" in Entry.objects.get().text
    assert "矩阵" not in Entry.objects.get().text


def test_the_command_writes_what_is_missing_or_everything():
    make_post()
    make_post()
    Entry.objects.all()[0].delete()
    for arguments, answer in (([], "1 posts"), ([], "0 posts"), (["--all"], "2 posts")):
        out = io.StringIO()
        call_command("index", *arguments, stdout=out)
        assert answer in out.getvalue()
