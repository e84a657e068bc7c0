"""Compiled querysets answer as the querysets they were made of would."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.db.models import BigIntegerField, Q
from django.utils import timezone

from blog.posts.compiled import Blank, Compiled
from blog.posts.models import Post
from tests.make import make_category, make_post

pytestmark = pytest.mark.django_db


def _with_number(number):
    return Post.objects.for_page().filter(pk=number)


def test_rows_are_what_the_queryset_gives():
    post = make_post("Text.", category=make_category("Analysis"), tags=["sums"])
    compiled = Compiled(_with_number(Blank("number", BigIntegerField())))
    asked = _with_number(post.pk).get()
    (row,) = compiled.rows(number=post.pk)
    without_state = {"_state": None}
    assert row.__dict__ | without_state == asked.__dict__ | without_state
    assert row.category == asked.category
    assert (row._state.db, row._state.adding) == (asked._state.db, asked._state.adding)


def test_values_are_those_of_each_call():
    posts = [make_post("One."), make_post("Two.")]
    compiled = Compiled(_with_number(Blank("number", BigIntegerField())))
    assert [next(compiled.rows(number=post.pk)) for post in posts] == posts
    assert list(compiled.rows(number=0)) == []


def test_moments_are_the_present(monkeypatch):
    post = make_post("Text.", published_at=timezone.now() + timedelta(hours=1))
    compiled = Compiled(Post.objects.public())
    assert list(compiled.rows()) == []
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert list(compiled.rows()) == [post]


def test_a_value_that_is_missing_is_an_error():
    compiled = Compiled(Post.objects.filter(Q(pk=Blank("number", BigIntegerField()))))
    with pytest.raises(KeyError, match="number"):
        compiled.rows()


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection():
    make_post("Text.")
    compiled = Compiled(Post.objects.public())
    pids: list[int] = []

    def ask():
        list(compiled.rows())
        pids.append(connection.connection.info.backend_pid)
        connection.close()

    ask()
    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert len(set(pids)) == 2
