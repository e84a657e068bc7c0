"""A writer changes a comment or takes it back, for ten minutes, and nobody else does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.comments.identity import digest_of
from blog.comments.models import Comment
from blog.comments.moderation import approve
from blog.comments.senders import Sender
from tests.comments.forms import address_of, filled
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(client: Client, post) -> str:
    """Send a comment; return the address of its own page."""
    return str(client.post(address_of(post), filled(post))["Location"])


def test_writer_changes_a_comment_within_ten_minutes(client: Client, ticket, monkeypatch):
    assert "A remark." in client.get(f"{ticket}edit/").text
    answer = client.post(f"{ticket}edit/", {"text": "Better: $c$."})
    assert (answer.status_code, answer["Location"]) == (303, ticket)
    comment = Comment.objects.get()
    assert comment.source == "Better: $c$."
    assert "<math" in comment.html
    later = timezone.now() + timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "Withdraw" not in client.get(ticket).text
    too_late = client.post(f"{ticket}edit/", {"text": "Too late."})
    assert too_late.status_code == 409
    assert "Too late." in too_late.text
    assert Comment.objects.get().source == "Better: $c$."


def test_faulty_second_thoughts_come_back(client: Client, ticket):
    answer = client.post(f"{ticket}edit/", {"text": r"$\frac{$"})
    assert answer.status_code == 422
    assert "frac" in answer.text
    assert Comment.objects.get().source == "A remark."


def test_writer_withdraws_a_comment(client: Client, ticket):
    assert "A remark." in client.post(ticket).text
    assert not Comment.objects.exists()
    assert client.get(ticket).status_code == 404


def test_withdrawn_comment_that_was_answered_keeps_its_replies(
    client: Client, post, ticket, settings
):
    settings.LANGUAGE_CODE = "en"
    comment = Comment.objects.get()
    make_comment(post, parent=comment)
    client.post(ticket)
    comment.refresh_from_db()
    assert comment.status == Comment.Status.HIDDEN
    assert comment.replies.count() == 1
    assert "It was withdrawn." in client.get(ticket).text
    Sender.objects.all().delete()
    assert client.post(address_of(post), filled(post)).status_code == 303


def test_second_thoughts_that_say_what_was_said_are_refused(client: Client, post, ticket, settings):
    settings.LANGUAGE_CODE = "en"
    other = make_comment(post, "Said.", author_name="张三")
    Comment.objects.filter(pk=other.pk).update(digest=digest_of(other))
    answer = client.post(f"{ticket}edit/", {"text": "Said."})
    assert answer.status_code == 409
    assert "received already" in answer.text
    assert Comment.objects.exclude(pk=other.pk).get().source == "A remark."


@pytest.mark.parametrize("way", ["act", "form"])
def test_what_a_moderator_let_through_stays_as_it_was_read(
    client: Client, admin_client: Client, post, ticket, way
):
    comment = Comment.objects.get()
    if way == "act":
        approve(Comment.objects.all())
    else:
        form = {"source": "A remark.", "status": "shown", "author_name": "张三"}
        moment = {"created_at_0": timezone.localdate(), "created_at_1": timezone.localtime().time()}
        admin_client.post(f"/admin/blog/comment/{comment.pk}/change/", {**form, **moment})
    answer = client.post(f"{ticket}edit/", {"text": "Best shoes: [buy](https://x.example)."})
    assert answer.status_code == 409
    comment.refresh_from_db()
    assert (comment.source, comment.status) == ("A remark.", "shown")


def test_a_comment_does_not_vouch_for_its_own_writer(client: Client, post):
    own = client.post(address_of(post), filled(post, email="a@example.org"))["Location"]
    Comment.objects.update(status="shown")
    client.post(f"{own}edit/", {"text": "Something else."})
    comment = Comment.objects.get()
    assert (comment.status, comment.reasons[0]["layer"]) == ("held", "stranger")


def test_readers_see_that_a_comment_was_changed_after_they_could_read_it(client: Client, post):
    mail = {"email": "a@example.org"}
    own = client.post(address_of(post), filled(post, **mail))["Location"]
    client.post(f"{own}edit/", {"text": "Changed before."})
    approve(Comment.objects.all())
    assert "dt-updated" not in client.get(post.url).text
    Sender.objects.all().delete()
    own = client.post(address_of(post), filled(post, text="Known.", **mail))["Location"]
    client.post(f"{own}edit/", {"text": "Changed after."})
    page = client.get(post.url).text
    assert "Changed after." in page
    assert page.count("dt-updated") == 1


def test_text_for_a_comment_that_is_gone_comes_back(client: Client, ticket):
    Comment.objects.all().delete()
    answer = client.post(f"{ticket}edit/", {"text": "Not lost."})
    assert answer.status_code == 404
    assert "Not lost.</textarea>" in answer.text
    assert client.get(f"{ticket}edit/").status_code == 404


@pytest.mark.parametrize("status", ["hidden", "spam"])
def test_what_a_moderator_has_judged_stays_judged(client: Client, ticket, status):
    Comment.objects.update(status=status)
    assert client.post(f"{ticket}edit/", {"text": "x"}).status_code == 409
    client.post(ticket)
    assert Comment.objects.get().status == status


def test_a_held_comment_stays_held_when_it_is_changed(client: Client, post, monkeypatch):
    mail = {"email": "a@example.org"}
    own = client.post(address_of(post), filled(post, **mail))["Location"]
    first = Comment.objects.get()
    make_comment(post, writer=first.writer)
    client.post(f"{own}edit/", {"text": "Changed."})
    first.refresh_from_db()
    assert (first.source, first.status) == ("Changed.", "held")


@pytest.mark.parametrize("forged", ["x", "MQ:1:x"])
def test_nobody_else_finds_a_comments_page(client: Client, post, ticket, forged):
    assert client.get(f"/archives/{post.pk}/comment/{forged}/").status_code == 404
    other = make_post()
    assert client.get(ticket.replace(f"/{post.pk}/", f"/{other.pk}/")).status_code == 404
