"""Who is told of replies: asked first, told once, gone by one click."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.comments.listeners import Listener, to_be_asked
from blog.comments.models import Comment
from blog.comments.moderation import approve, hide
from blog.comments.people import erase
from blog.posts.models import Post
from tests.comments.hearing import READER, announced, listening
from tests.mail.post_office import delivered, link, text
from tests.mail.sink import Sink
from tests.make import make_comment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("server")]


@pytest.fixture
def post(titled: Post) -> Post:
    return titled


def test_who_asked_is_asked_back_once_and_hears_of_replies_only_after_saying_yes(
    post: Post, server: Sink, client: Client
) -> None:
    first = announced(post, author_email=READER, wants_replies=True)
    announced(post, author_email=READER.lower(), wants_replies=True)
    announced(post, parent=first, author_name="Early")
    assert not ProcrastinateJob.objects.filter(task_name="comments.tell_parent").exists()
    (question,) = delivered(server, READER)
    assert client.get(link(question, "confirm")).status_code == 200
    assert not Listener.objects.filter(confirmed_at__isnull=False).exists()

    assert client.post(link(question, "confirm")).status_code == 200
    announced(post, parent=first, author_name="Late")
    replies = [str(letter["Subject"]) for letter in delivered(server, READER)[1:]]
    assert sorted(subject.split()[0] for subject in replies) == ["Early", "Late"]
    assert client.post(link(question, "confirm")).status_code == 410


def test_nobody_is_asked_before_their_comment_was_let_through(post: Post, server: Sink) -> None:
    held = announced(post, author_email=READER, wants_replies=True, status=Comment.Status.HELD)
    assert delivered(server, READER) == []
    approve(Comment.objects.filter(pk=held.pk))
    assert len(delivered(server, READER)) == 1


def test_who_did_not_ask_or_answers_themselves_hears_nothing(
    post: Post, server: Sink, client: Client
) -> None:
    mine = listening(post, server, client)
    other = announced(post, author_email="other@example.org")
    announced(post, parent=mine, author_email=READER.lower())
    announced(post, parent=other)
    assert delivered(server, READER) == []
    assert delivered(server, "other@example.org") == []


def test_a_reply_is_told_when_it_is_shown_and_only_once(
    post: Post, server: Sink, client: Client
) -> None:
    mine = listening(post, server, client)
    reply = announced(post, parent=mine, status=Comment.Status.HELD)
    assert delivered(server, READER) == []
    approve(Comment.objects.filter(pk=reply.pk))
    hide(Comment.objects.filter(pk=reply.pk))
    approve(Comment.objects.filter(pk=reply.pk))
    assert len(delivered(server, READER)) == 1


def test_the_addressee_leaves_by_one_click(post: Post, server: Sink, client: Client) -> None:
    mine = listening(post, server, client)
    announced(post, parent=mine)
    (letter,) = delivered(server, READER)
    address = link(letter, "leave")
    assert letter["List-Unsubscribe"].endswith(f"{address}>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    program = Client(enforce_csrf_checks=True)
    assert program.get(address).status_code == 200
    assert Listener.objects.filter(confirmed_at__isnull=False).exists()
    left = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert left.status_code == 200
    assert not left.cookies
    assert program.post(address).status_code == 200

    announced(post, parent=mine)
    assert len(delivered(server, READER)) == 1


def test_who_did_not_answer_is_asked_again_after_ninety_days_at_the_earliest() -> None:
    assert to_be_asked(READER)
    assert to_be_asked(f" {READER.upper()}") is None
    Listener.objects.update(asked_at=timezone.now() - timedelta(days=89))
    assert to_be_asked(READER) is None
    Listener.objects.update(asked_at=timezone.now() - timedelta(days=90))
    assert to_be_asked(READER)
    assert to_be_asked(READER) is None


def test_who_left_is_not_asked_again(post: Post, server: Sink, client: Client) -> None:
    mine = listening(post, server, client)
    announced(post, parent=mine)
    (letter,) = delivered(server, READER)
    client.post(link(letter, "leave"))
    Listener.objects.update(asked_at=timezone.now() - timedelta(days=400))
    announced(post, author_email=READER, wants_replies=True)
    assert delivered(server, READER) == [letter]


def test_the_question_can_be_answered_by_leaving(post: Post, server: Sink, client: Client) -> None:
    announced(post, author_email=READER, wants_replies=True)
    (question,) = delivered(server, READER)
    address = link(question, "leave")
    assert question["List-Unsubscribe"].endswith(f"{address}>")
    assert question["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text(question, "html")
    assert "<button" in client.get(address).text
    assert Listener.objects.get().left_at is None
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    Listener.objects.update(asked_at=timezone.now() - timedelta(days=400))
    assert to_be_asked(READER) is None


def test_who_left_comes_back_by_the_same_link(post: Post, server: Sink, client: Client) -> None:
    mine = listening(post, server, client)
    announced(post, parent=mine)
    (letter,) = delivered(server, READER)
    assert 'name="again"' in client.post(link(letter, "leave")).text
    assert 'name="again"' in client.get(link(letter, "leave")).text
    assert client.post(link(letter, "leave"), {"again": ""}).status_code == 200
    announced(post, parent=mine)
    assert len(delivered(server, READER)) == 2


def test_who_was_erased_can_still_leave(post: Post, server: Sink, client: Client) -> None:
    mine = listening(post, server, client)
    announced(post, parent=mine)
    (letter,) = delivered(server, READER)
    erase(READER)
    for answer in (client.get(link(letter, "leave")), client.post(link(letter, "leave"))):
        assert answer.status_code == 200
        assert "<form" not in answer.text.partition("<main")[2]
    assert not Listener.objects.exists()
    forged = link(letter, "leave").replace("/leave/", "/leave/x")
    assert client.post(forged).status_code == 404


def test_letters_about_what_was_erased_meanwhile_are_not_sent(
    post: Post, server: Sink, client: Client
) -> None:
    mine = listening(post, server, client)
    for answered in (True, False):
        theirs = announced(post, parent=mine, author_email="other@example.org", wants_replies=True)
        if answered:
            make_comment(post, parent=theirs)
    assert ProcrastinateJob.objects.count() >= 5
    erase("other@example.org")
    assert delivered(server) == []


def test_the_yes_of_an_address_holds_for_all_its_comments(
    post: Post, server: Sink, client: Client
) -> None:
    first = announced(post, author_email=READER, wants_replies=True)
    other = announced(post, author_email=READER.lower(), wants_replies=True)
    deaf = announced(post, author_email=READER)
    for parent, name in ((first, "One"), (other, "Two"), (deaf, "Unwanted")):
        announced(post, parent=parent, author_name=name)
    announced(post, parent=other, author_name="Held", status=Comment.Status.HELD)
    elsewhere = announced(post, author_email="other@example.org", wants_replies=True)
    announced(post, parent=elsewhere, author_name="Elsewhere")
    (question,) = delivered(server, READER)
    server.letters.clear()
    client.post(link(question, "confirm"))
    assert sorted(str(letter["Subject"]).split()[0] for letter in delivered(server)) == [
        "One",
        "Two",
    ]


def test_no_address_is_kept_with_the_listener() -> None:
    to_be_asked(READER)
    assert "reader" not in str(Listener.objects.values().get()).lower()
