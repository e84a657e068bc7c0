"""Writing a comment: what is taken, what comes back with a reason, and that nothing is lost."""

import re

import pytest
from django.test import Client

from blog.comments.forms import LONGEST_TEXT
from blog.comments.models import Comment
from blog.comments.senders import Sender
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.forms import address_of, filled
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
