"""Writing a comment: what is taken, what comes back with a reason, and that nothing is lost."""

import re

import pytest
from django.test import Client

from blog.comments.forms import LONGEST_TEXT
from blog.comments.models import Comment
from blog.comments.senders import Sender
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.forms import address_of, filled, sent_by_the_form_in
from tests.make import make_comment

pytestmark = pytest.mark.django_db


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


def test_quote_comes_below_what_was_typed_and_loses_none_of_it(client: Client, post):
    first = make_comment(post, "> old\n\nSee $x^2$\nand more.")
    typed = {"name": "", "text": "An hour's work.\n", "email": "odd", "wants_replies": "on"}
    data = filled(post, to=first.pk, proof="done", **typed)
    answer = client.post(address_of(post), data | {"quote": "1"})
    assert answer.status_code == 200
    assert "errorlist" not in answer.text
    sent = sent_by_the_form_in(answer.text)
    assert sent["text"] == "An hour's work.\n\n> See $x^2$\n> and more.\n\n"
    assert all(sent[name] == str(value) for name, value in data.items() if name != "text")
    assert Comment.objects.get() == first


def test_quote_of_what_is_gone_leaves_the_text_as_it_was(client: Client, post):
    answer = client.post(address_of(post), filled(post, to=12345, text="Mine.", quote="1"))
    assert answer.status_code == 200
    assert sent_by_the_form_in(answer.text)["text"] == "Mine."


def test_reply_to_what_is_gone_comes_back(client: Client, post):
    response = client.post(address_of(post), filled(post, to=12345))
    assert response.status_code == 422
    assert "A remark." in response.text
    assert "12345" not in response.text


@pytest.mark.parametrize("to", ["abc", "12345", "9" * 20])
def test_an_address_that_names_no_comment_leads_to_a_form_that_can_be_sent(
    client: Client, post, to
):
    fields = sent_by_the_form_in(client.get(address_of(post), {"to": to}).text)
    assert fields["to"] == ""
    refused = client.post(address_of(post), filled(post, to=to))
    assert refused.status_code == 422
    again = sent_by_the_form_in(refused.text)
    assert (again["name"], again["text"]) == ("张三", "A remark.")
    assert client.post(address_of(post), again).status_code == 303


def test_an_overlong_proof_is_no_proof(client: Client, post):
    proof = {"proof": "x" * 2000}
    assert client.post(address_of(post), filled(post, **proof)).status_code == 303
    Sender.objects.all().delete()
    Site.objects.update(asks_for_work=True)
    answer = client.post(address_of(post), filled(post, text="Another.", **proof))
    assert answer.status_code == 422
    assert "errorlist" in answer.text


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
    answer = client.post(address_of(post), filled(post, text="Not lost."))
    assert answer.status_code == 404
    assert "Not lost.</textarea>" in answer.text
    assert post.title not in answer.text


def test_cross_site_cookies_do_not_matter(post, static_files):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address_of(post), filled(post)).status_code == 303
