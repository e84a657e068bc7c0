"""Links in the letter to the author: each shows first, acts once, and on what was read."""

from contextlib import suppress
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from blog.comments.conversation import change, withdraw
from blog.comments.models import Comment
from blog.comments.moderation import hide
from blog.comments.spam.evidence import Sending
from blog.posts.models import Post
from tests.comments.forms import sent_by_the_form_in
from tests.comments.hearing import announced
from tests.mail.post_office import delivered, link
from tests.mail.sink import Sink
from tests.make import make_comment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("server")]


@pytest.fixture
def post(titled: Post) -> Post:
    return titled


def test_a_link_in_the_letter_shows_the_comment_and_its_button_acts_once(
    post: Post, server: Sink, client: Client
) -> None:
    comment = announced(post, "Is it $x$?", status=Comment.Status.HELD)
    (letter,) = delivered(server)
    address = link(letter, "moderate", "Show it")

    shown = client.get(address)
    assert shown.status_code == 200
    assert "<math" in shown.content.decode()
    assert not shown.cookies
    assert status_of(comment) == "held"

    done = Client(enforce_csrf_checks=True).post(address)
    assert done.status_code == 200
    assert status_of(comment) == "shown"

    hide(Comment.objects.filter(pk=comment.pk))
    for again in (client.get(address), client.post(address)):
        assert again.status_code == 410
    assert status_of(comment) == "hidden"


def test_a_link_approves_the_text_that_was_shown_and_no_other(
    post: Post, server: Sink, client: Client
) -> None:
    comment = announced(post, "Nice.", status=Comment.Status.HELD)
    (letter,) = delivered(server)
    address = link(letter, "moderate", "Show it")
    seen = sent_by_the_form_in(client.get(address).text)
    change(comment, "Buy shoes.", Sending(is_change=True))
    answer = client.post(address, seen)
    assert answer.status_code == 409
    assert "Buy shoes." in answer.text
    assert status_of(comment) == "held"
    assert client.post(address, sent_by_the_form_in(answer.text)).status_code == 200
    assert status_of(comment) == "shown"


def test_what_its_writer_took_back_is_not_brought_back_by_a_link(
    post: Post, server: Sink, client: Client
) -> None:
    comment = announced(post, status=Comment.Status.HELD)
    (letter,) = delivered(server)
    make_comment(post, parent=comment)
    withdraw(comment)
    for answer in (client.get(link(letter, "moderate")), client.post(link(letter, "moderate"))):
        assert answer.status_code == 410
    assert status_of(comment) == "hidden"


def test_the_author_hears_when_a_change_takes_a_comment_from_the_readers(
    post: Post, server: Sink, client: Client
) -> None:
    known = {"author_email": "a@example.org", "writer": "known"}
    make_comment(post, **known)
    comment = announced(post, **known)
    assert len(delivered(server)) == 1
    change(comment, "[a](https://a.example/) " * 3, Sending(is_change=True))
    assert status_of(comment) == "held"
    change(comment, "[b](https://b.example/) " * 3, Sending(is_change=True))
    (_, letter) = delivered(server)
    seen = client.get(link(letter, "moderate", "Show it")).text
    client.post(link(letter, "moderate", "Show it"), sent_by_the_form_in(seen))
    assert status_of(comment) == "shown"
    assert len(delivered(server)) == 2


def test_an_answer_on_its_way_and_a_withdrawal_do_not_meet(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = make_comment(post)
    delete = Comment.delete

    def answer() -> None:
        try:
            with suppress(IntegrityError), transaction.atomic():
                Comment.objects.create(post=post, parent_id=comment.pk, source="Yes.")
        finally:
            connection.close()

    answering = Thread(target=answer)

    def delete_meanwhile(one: Comment) -> object:
        answering.start()
        answering.join(timeout=1)
        return delete(one)

    monkeypatch.setattr(Comment, "delete", delete_meanwhile)
    withdraw(comment)
    answering.join()
    assert not Comment.objects.exists()


def test_each_link_does_what_it_says(post: Post, server: Sink, client: Client) -> None:
    held = announced(post, status=Comment.Status.HELD)
    (letter,) = delivered(server)
    for words, status in (("Hide it", "hidden"), ("It is spam", "spam"), ("Show it", "shown")):
        client.post(link(letter, "moderate", words))
        assert status_of(held) == status


def test_a_link_that_is_too_old_or_whose_comment_is_gone_says_so(
    post: Post, server: Sink, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = announced(post, status=Comment.Status.HELD)
    (letter,) = delivered(server)
    address = link(letter, "moderate", "Show it")
    with monkeypatch.context() as later:
        now = timezone.now().timestamp()
        later.setattr("django.core.signing.time.time", lambda: now + 15 * 86400)
        assert client.post(address).status_code == 410
    assert client.post(address.replace("moderate", "leave")).status_code == 404
    comment.delete()
    assert client.get(address).status_code == 410


def status_of(comment: Comment) -> str:
    return str(Comment.objects.values_list("status", flat=True).get(pk=comment.pk))
