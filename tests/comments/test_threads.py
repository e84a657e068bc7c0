"""Threads: the order in which a conversation is read, and what holds it together."""

import pytest

from blog.comments.models import Comment
from blog.comments.threads import DEEPEST, thread_for
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


def order_of(post):
    return [(entry.author_name, entry.depth) for entry in thread_for(post.pk)]


def test_replies_stand_below_what_they_answer():
    post = make_post()
    a = make_comment(post, author_name="a")
    make_comment(post, author_name="b")
    make_comment(post, author_name="c", parent=a)
    assert order_of(post) == [("a", 0), ("c", 1), ("b", 0)]


def test_hidden_comment_keeps_its_replies():
    post = make_post()
    a = make_comment(post, author_name="a")
    hidden = make_comment(post, author_name="b", parent=a, status=Comment.Status.HIDDEN)
    make_comment(post, author_name="c", parent=hidden)
    assert order_of(post) == [("a", 0), ("c", 1)]


@pytest.mark.parametrize("status", [Comment.Status.HELD, Comment.Status.SPAM])
def test_what_is_not_decided_is_not_shown(status):
    post = make_post()
    make_comment(post, status=status)
    assert order_of(post) == []


def test_deep_replies_stay_at_one_depth_and_name_whom_they_answer():
    post = make_post()
    parent = None
    for number in range(30):
        parent = make_comment(post, author_name=f"n{number}", parent=parent)
    entries = thread_for(post.pk)
    assert [entry.depth for entry in entries] == [0, 1, 2, 3] + [DEEPEST] * 26
    assert [entry.is_flat for entry in entries] == [False] * 4 + [True] * 26
    # A phone shows two levels: from the third on the name says what depth does not.
    assert [entry.answers for entry in entries[:4]] == ["", "", "n1", "n2"]
    assert entries[-1].answers == "n28"


def test_a_thread_takes_one_query_however_long(django_assert_num_queries):
    post = make_post()
    parents = [make_comment(post) for _ in range(5)]
    for parent in parents:
        make_comment(post, parent=parent)
    with django_assert_num_queries(1):
        assert len(thread_for(post.pk)) == 10


def test_a_comment_s_formulas_do_not_share_ids_with_the_article_s():
    text = r"$$x \tag{1}$$"
    post = make_post(text)
    comment = make_comment(post, text)
    assert f'id="comment-{comment.pk}-' in comment.html
