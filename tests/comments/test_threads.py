"""Threads: the order in which a conversation is read, and what holds it together."""

import pytest

from blog.comments.addresses import PAGE, comment_address
from blog.comments.models import Comment
from blog.comments.moderation import approve
from blog.comments.threads import DEEPEST, Thread, skeleton_of_a_post, thread_of
from blog.posts.models import Post
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


def page_of(post, **options) -> Thread:
    found = Post.objects.filter(pk=post.pk)
    skeleton = found.annotate(bones=skeleton_of_a_post()).values_list("bones", flat=True).get()
    return thread_of(found.get(), skeleton, **{"by_time": False, **options})


def order_of(post):
    return [(entry.author_name, entry.depth) for entry in page_of(post).entries]


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


@pytest.mark.parametrize("status", Comment.Status)
def test_what_was_seen_once_keeps_its_replies_whatever_becomes_of_it(client, status):
    post = make_post()
    a = make_comment(post, author_name="a")
    b = make_comment(post, author_name="b", parent=a)
    make_comment(post, author_name="c", parent=b)
    Comment.objects.filter(pk=b.pk).update(status=status)
    post.refresh_from_db()
    assert len(order_of(post)) == page_of(post).count == post.comment_count
    assert ("c", 2 if status == Comment.Status.SHOWN else 1) in order_of(post)


def test_an_answer_to_what_was_never_seen_stands_by_itself():
    post = make_post()
    held = make_comment(post, status=Comment.Status.HELD)
    make_comment(post, author_name="b", parent=held)
    assert order_of(post) == [("b", 0)]


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
    entries = page_of(post).entries
    assert [entry.depth for entry in entries] == [0, 1, 2, 3] + [DEEPEST] * 26
    assert [entry.is_flat for entry in entries] == [False] * 4 + [True] * 26
    # A phone shows two levels: from the third on the name says what depth does not.
    assert [entry.answers for entry in entries[:4]] == ["", "", "n1", "n2"]
    assert entries[-1].answers == "n28"


def test_a_thread_takes_one_query_beside_its_skeleton_and_its_post(django_assert_num_queries):
    post = make_post()
    parents = [make_comment(post) for _ in range(5)]
    for parent in parents:
        make_comment(post, parent=parent)
    with django_assert_num_queries(3):
        assert len(page_of(post).entries) == 10


def test_a_comment_s_formulas_do_not_share_ids_with_the_article_s():
    text = r"$$x \tag{1}$$"
    post = make_post(text)
    comment = make_comment(post, text)
    assert f'id="comment-{comment.pk}-' in comment.html


# Floors, pages, orders ----------------------------------------------------------------------------


def test_floors_count_what_readers_saw_and_never_change():
    post = make_post()
    first = make_comment(post)
    late = make_comment(post, status=Comment.Status.HELD)
    make_comment(post, author_name="third")
    approve(Comment.objects.filter(pk=late.pk))
    first.status = Comment.Status.HIDDEN
    first.save()  # an instance that never heard of its floor
    make_comment(post, author_name="fourth")
    floors = Comment.objects.order_by("pk").values_list("floor", flat=True)
    assert list(floors) == [1, 3, 2, 4]
    assert [entry.floor for entry in page_of(post).entries] == [3, 2, 4]


def test_many_comments_that_turn_at_once_get_floors_of_their_own():
    post = make_post()
    Comment.objects.bulk_create(Comment(post=post, source="x", status="held") for _ in range(30))
    approve(Comment.objects.all())
    floors = Comment.objects.order_by("floor").values_list("floor", flat=True)
    assert list(floors) == list(range(1, 31))


def test_long_thread_comes_in_pages_and_a_permalink_finds_its_page(client):
    post = make_post()
    comments = [make_comment(post, f"Remark {n:03}.") for n in range(PAGE + 1)]
    post.refresh_from_db()
    first = client.get(post.url).text
    assert "Remark 000." in first
    assert "Remark 050." not in first
    address = comment_address(post.url, post.comment_count, comments[-1].pk)
    there = client.get(address).text
    assert "Remark 050." in there
    assert f'id="{comments[-1].anchor}"' in there
    assert "Remark 050." in client.get(post.url, {"comments": "2"}).text
    assert client.get(post.url, {"comments": "3"}).status_code == 404


def test_short_thread_has_plain_permalinks():
    comment = make_comment(make_post())
    comment.post.refresh_from_db()
    assert comment.url == f"{comment.post.url}#comment-{comment.pk}"


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 40, "²", ""])
def test_odd_numbers_lead_to_the_first_page(client, asked):
    comment = make_comment(make_post(), "Here.")
    for name in ("comment", "comments"):
        response = client.get(comment.post.url, {name: asked})
        assert response.status_code == 200
        assert "Here." in response.text


def test_hidden_comments_address_leads_to_the_article(client):
    comment = make_comment(make_post(), "Secret.", status=Comment.Status.HIDDEN)
    response = client.get(comment.post.url, {"comment": comment.pk})
    assert response.status_code == 200
    assert "Secret." not in response.text


def test_by_time_every_reply_names_whom_it_answers():
    post = make_post()
    a = make_comment(post, author_name="a")
    make_comment(post, author_name="b")
    make_comment(post, author_name="c", parent=a)
    entries = page_of(post, by_time=True).entries
    assert [(e.author_name, e.depth, e.answers) for e in entries] == [
        ("a", 0, ""),
        ("b", 0, ""),
        ("c", 0, "a"),
    ]


def test_two_thousand_comments_take_an_article_no_query_more(client, django_assert_max_num_queries):
    post = make_post()
    parent = None
    for number in range(26):
        parent = make_comment(post, parent=parent if number % 13 else None)
    Comment.objects.bulk_create(
        Comment(post=post, parent=parent, source="x", html="<p>x</p>", status="shown")
        for _ in range(1974)
    )
    with django_assert_max_num_queries(6):
        page = client.get(post.url).text
    assert page.count("p-comment") == PAGE
    assert "2000" in page
