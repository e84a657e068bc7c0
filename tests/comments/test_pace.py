"""How long a form lives, how often somebody may send it, and that nothing is said twice."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from blog.comments.models import Comment
from blog.comments.senders import PAUSE_SECONDS
from blog.comments.tokens import OLDEST_SECONDS, token_for
from tests.comments.forms import address_of, filled, sent_by_the_form_in
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


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


def test_what_came_too_soon_can_be_sent_again_as_it_is(client: Client, post, monkeypatch):
    answered = make_comment(post)
    typed = {
        "name": 'An "author" & co.',
        "email": "reader@example.org",
        "site": "https://example.org/?a=1&b=2",
        "wants_replies": "on",
        "to": str(answered.pk),
        "text": '\n\n</textarea><b> & "$a<b$"\n',
    }
    client.post(address_of(post), filled(post))
    page = client.post(address_of(post), filled(post, **typed))
    assert page.status_code == 429
    again = sent_by_the_form_in(page.text)
    assert typed.items() <= again.items()
    later = timezone.now() + timedelta(seconds=PAUSE_SECONDS + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.post(address_of(post), again).status_code == 303
    stored = Comment.objects.latest("pk")
    assert (stored.author_name, stored.source) == (typed["name"], typed["text"])
    assert stored.parent == answered


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
