"""Writing a comment: what is taken, what comes back with a reason, and that nothing is lost."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from blog.comments.forms import LONGEST_TEXT
from blog.comments.models import Comment
from blog.comments.senders import PAUSE_SECONDS, Sender
from blog.comments.tokens import OLDEST_SECONDS, token_for
from blog.posts.models import Post
from blog.posts.site import Site
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_who_asked() -> None:
    cache.clear()


@pytest.fixture
def post() -> Post:
    return make_post("Text.\n\n$$\\label{eq:a} a=b \\tag{1}$$")


def address_of(post: Post) -> str:
    return f"/archives/{post.pk}/comment/"


def filled(post: Post, **fields: Any) -> dict[str, Any]:
    """Return a form fetched a minute ago and filled in."""
    now = timezone.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now() - timedelta(minutes=1))
        token = token_for(post.pk)
    return {"name": "张三", "text": "A remark.", "token": token, **fields}


def test_form_stands_at_its_own_address_and_sets_no_cookie(client: Client, post):
    response = client.get(address_of(post))
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert 'name="text"' in response.text


def test_first_comment_is_stored_and_waits(client: Client, post):
    response = client.post(address_of(post), filled(post, text="Is $a=b$ right?"))
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert comment.status == Comment.Status.HELD
    assert [reason["layer"] for reason in comment.reasons] == ["stranger"]
    assert comment.source == "Is $a=b$ right?"
    assert "<math" in comment.html
    page = client.get(response["Location"])
    assert "<math" in page.text
    assert "<math" not in client.get(post.url).text.split('id="comments"')[1]


def test_writer_known_by_mail_and_name_is_shown_at_once(client: Client, post):
    mail = {"email": "a@example.org"}
    client.post(address_of(post), filled(post, **mail))
    Comment.objects.update(status=Comment.Status.SHOWN)
    Sender.objects.all().delete()
    client.post(address_of(post), filled(post, text="Another.", **mail))
    assert Comment.objects.latest("pk").status == Comment.Status.SHOWN
    Sender.objects.all().delete()
    client.post(address_of(post), filled(post, text="A third.", email="b@example.org"))
    assert Comment.objects.latest("pk").status == Comment.Status.HELD


def test_reply_stands_below_what_it_answers(client: Client, post):
    first = make_comment(post)
    form = client.get(address_of(post), {"to": first.pk}).text
    assert first.html in form
    client.post(address_of(post), filled(post, to=first.pk))
    assert Comment.objects.latest("pk").parent == first


def test_quote_holds_the_tex_of_what_is_answered(client: Client, post):
    first = make_comment(post, "> old\n\nSee $x^2$\nand more.")
    form = client.get(address_of(post), {"to": str(first.pk), "quote": "1"}).text
    assert "&gt; See $x^2$\n&gt; and more.\n" in form
    assert "old" not in form.split("<textarea")[1].split("</textarea>")[0]


def test_reply_to_what_is_gone_comes_back(client: Client, post):
    response = client.post(address_of(post), filled(post, to=12345))
    assert response.status_code == 422
    assert "A remark." in response.text
    assert "12345" not in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "  \u200b"),
        ("name", "a\u202eb"),
        ("name", "x" * 61),
        ("email", "nonsense"),
        ("site", "javascript:alert(1)"),
        ("site", "ftp://example.org/"),
        ("text", " \n\u200b\n"),
        ("text", "x" * (LONGEST_TEXT + 1)),
        ("text", "\n".join("> " * 13 + "deep" for _ in range(2))),
        ("text", r"$\frac{$"),
        ("wants_replies", "on"),
        ("token", ""),
        ("token", "forged"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_text_and_a_reason(
    client: Client, post, field, value
):
    response = client.post(address_of(post), filled(post, **{"text": "Kept.", field: value}))
    assert response.status_code == 422
    assert "errorlist" in response.text
    assert ("Kept." if field != "text" else "<textarea") in response.text
    assert not Comment.objects.exists()


def test_a_formula_that_cannot_be_set_is_named_by_line_and_column(client: Client, post, settings):
    settings.LANGUAGE_CODE = "en"
    data = filled(post, text="First.\n\nThen $\\nosuchthing$")
    response = client.post(address_of(post), data)
    assert response.status_code == 422
    assert re.search(r"Line 3, column \d", response.text)
    assert client.post(address_of(post), data | {"as_it_is": "on"}).status_code == 303


def test_form_older_than_a_day_comes_back_with_a_new_token(client: Client, post, monkeypatch):
    data = filled(post)
    later = timezone.now() + timedelta(seconds=OLDEST_SECONDS)
    monkeypatch.setattr(timezone, "now", lambda: later)
    response = client.post(address_of(post), data)
    assert response.status_code == 422
    assert "A remark." in response.text
    token = re.search(r'name="token" value="([^"]+)"', response.text)
    assert token
    assert token[1] != data["token"]
    data["token"] = token[1]
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(seconds=10))
    assert client.post(address_of(post), data).status_code == 303


def test_form_sent_faster_than_anybody_types_comes_back(client: Client, post):
    response = client.post(address_of(post), filled(post, token=token_for(post.pk)))
    assert response.status_code == 422
    assert "A remark." in response.text


def test_token_of_another_post_is_no_good(client: Client, post):
    data = filled(make_post())
    assert client.post(address_of(post), data).status_code == 422


def test_an_address_sends_one_comment_in_fifteen_seconds(client: Client, post, monkeypatch):
    assert client.post(address_of(post), filled(post)).status_code == 303
    refused = client.post(address_of(post), filled(post, text="Too soon."))
    assert refused.status_code == 429
    assert refused["Retry-After"] == str(PAUSE_SECONDS)
    assert "Too soon." in refused.text
    elsewhere = client.post(address_of(post), filled(post, text="x"), REMOTE_ADDR="192.0.2.1")
    assert elsewhere.status_code == 303
    later = timezone.now() + timedelta(seconds=PAUSE_SECONDS + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.post(address_of(post), filled(post, text="Later.")).status_code == 303


def test_an_ipv6_household_is_one_sender(client: Client, post):
    addresses = ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"]
    answers = [
        client.post(address_of(post), filled(post, text=home), REMOTE_ADDR=home).status_code
        for home in addresses
    ]
    assert answers == [303, 429, 303]


def test_twenty_an_hour_are_enough(client: Client, post, monkeypatch):
    start = timezone.now()
    answers: list[int] = []
    for number in range(22):
        monkeypatch.setattr(timezone, "now", lambda: start + timedelta(seconds=20 * number))  # noqa: B023
        answers.append(client.post(address_of(post), filled(post, text=f"{number}")).status_code)
    assert answers == [303] * 20 + [429] * 2
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(hours=1, seconds=1))
    assert client.post(address_of(post), filled(post, text="Next hour.")).status_code == 303


def test_same_words_again_are_told_so(client: Client, post):
    client.post(address_of(post), filled(post))
    again = client.post(address_of(post), filled(post), REMOTE_ADDR="192.0.2.1")
    assert again.status_code == 409
    assert "A remark." in again.text
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("addresses", [["192.0.2.1"] * 4, [f"192.0.2.{n}" for n in range(4)]])
def test_of_four_equal_comments_at_once_one_is_stored(static_files, post, addresses):
    data = filled(post)
    answers: list[int] = []

    def send(address: str) -> None:
        response = Client().post(address_of(post), data, REMOTE_ADDR=address)
        answers.append(response.status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=[address]) for address in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409, 409, 409]
    assert Comment.objects.count() == 1


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


def test_closed_conversation_says_so_and_returns_the_text(client: Client, post):
    Site.objects.update(comment_policy="closed")
    assert client.get(address_of(post)).status_code == 403
    answer = client.post(address_of(post), filled(post, text="Not lost."))
    assert answer.status_code == 403
    assert "Not lost." in answer.text
    assert address_of(post) not in client.get(post.url).text
    Post.objects.update(comment_policy="open")
    assert client.get(address_of(post)).status_code == 200
    assert address_of(post) in client.get(post.url).text


def test_nobody_writes_under_what_is_not_public(client: Client, post):
    Post.objects.update(status=Post.Status.DRAFT)
    assert client.get(address_of(post)).status_code == 404
    assert client.post(address_of(post), filled(post)).status_code == 404


def test_cross_site_cookies_do_not_matter(post, static_files):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address_of(post), filled(post)).status_code == 303


# Second thoughts ------------------------------------------------------------------------------


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
    assert comment.edited_at
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


def test_withdrawn_comment_that_was_answered_keeps_its_replies(client: Client, post, ticket):
    comment = Comment.objects.get()
    make_comment(post, parent=comment)
    client.post(ticket)
    comment.refresh_from_db()
    assert comment.status == Comment.Status.HIDDEN
    assert comment.replies.count() == 1


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
