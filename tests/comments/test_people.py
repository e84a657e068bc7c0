"""What is kept of a person, how long, and how it goes."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.comments.listeners import Listener, confirm, digest_of, to_be_asked
from blog.comments.models import Comment
from blog.comments.people import comments_of, erase
from blog.comments.retention import forget, forget_traces
from blog.comments.revisions import Revision
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db
MAIL = "ada@example.com"
PAGE = "/admin/blog/comment/person/"
TRACES = {"author_email": MAIL, "address": "192.0.2.1", "user_agent": "Firefox"}


def test_erasing_takes_every_word_and_keeps_the_answers(client):
    post = make_post()
    theirs = make_comment(
        post, "Mine.", author_name="Ada", author_site="https://a.example", **TRACES
    )
    lone = make_comment(post, "Mine too.", author_email="ADA@example.com")
    reply = make_comment(post, "An answer.", parent=theirs)
    Revision.objects.create(comment=theirs, source="Mine, formerly.")
    to_be_asked(MAIL)
    assert erase(MAIL) == 2
    assert not Comment.objects.filter(pk=lone.pk).exists()
    assert not Revision.objects.exists()
    assert not Listener.objects.exists()
    stored = Comment.objects.filter(pk=theirs.pk).values().get()
    words = json.dumps(stored, default=str)
    assert not any(word in words for word in ("Mine", "Ada", "ada@", "192.0.2.1", "Firefox"))
    page = client.get(post.url).text
    assert reply.anchor in page
    assert theirs.anchor not in page
    assert not comments_of(MAIL).exists()


def test_erasing_one_person_leaves_the_others():
    other = make_comment(make_post(), author_email="bob@example.com")
    assert erase(MAIL) == 0
    assert Comment.objects.get().author_email == other.author_email


def test_export_holds_every_text_of_a_person_and_nobody_elses(admin_client):
    comment = make_comment(make_post(), "现在的话。", **TRACES)
    Revision.objects.create(comment=comment, source="以前的话。")
    make_comment(comment.post, "别人的话。", author_email="bob@example.com")
    answer = admin_client.post(PAGE, {"address": MAIL, "export": ""})
    (said,) = answer.json()["comments"]
    assert (said["text"], said["former_texts"]) == ("现在的话。", ["以前的话。"])
    assert said["network_address"] == "192.0.2.1"
    assert "attachment" in answer["Content-Disposition"]


def test_looking_a_person_up_erases_nothing(admin_client):
    make_comment(make_post(), **TRACES)
    page = admin_client.get(PAGE, {"address": MAIL}).content.decode()
    assert MAIL in page
    assert comments_of(MAIL).count() == 1
    admin_client.post(PAGE, {"address": MAIL, "erase": ""})
    assert comments_of(MAIL).count() == 0


def test_page_of_a_person_is_for_moderators(client, django_user_model):
    assert client.get(PAGE).status_code == 302
    client.force_login(django_user_model.objects.create_user("writer", is_staff=True))
    assert client.get(PAGE, {"address": MAIL}).status_code == 403


# What time takes ----------------------------------------------------------------------------------


def test_old_comments_forget_where_they_came_from():
    old = make_comment(make_post(), created_at=_days_ago(11), **TRACES)
    new = make_comment(make_post(), created_at=_days_ago(9), **TRACES)
    assert forget_traces(timedelta(days=10)) == 1
    old.refresh_from_db()
    assert (old.address, old.user_agent, old.author_email) == (None, "", "")
    new.refresh_from_db()
    assert (new.address, new.author_email) == ("192.0.2.1", MAIL)


def test_whoever_was_forgotten_can_still_be_erased():
    make_comment(make_post(), created_at=_days_ago(11), **TRACES)
    forget_traces(timedelta(days=10))
    assert erase("Ada@Example.com") == 1
    assert not Comment.objects.exists()


def test_address_stays_while_letters_come():
    comment = make_comment(make_post(), created_at=_days_ago(11), **TRACES)
    listener = to_be_asked(MAIL)
    assert listener is not None
    confirm(listener)
    forget_traces(timedelta(days=10))
    comment.refresh_from_db()
    assert (comment.author_email, comment.mail_digest) == (MAIL, "")


def test_operator_sets_how_long_traces_stay(settings):
    make_comment(make_post(), created_at=_days_ago(400), **TRACES)
    settings.COMMENT_TRACES_DAYS = 0
    forget(0)
    assert Comment.objects.get().author_email == MAIL
    settings.COMMENT_TRACES_DAYS = 365
    forget(0)
    assert Comment.objects.get().mail_digest == digest_of(MAIL)


def test_erased_comment_survives_being_rendered_again():
    comment = make_comment(make_post(), **TRACES)
    make_comment(comment.post, parent=comment)
    erase(MAIL)
    call_command("render_posts", "--all", verbosity=0)
    comment.refresh_from_db()
    assert comment.html == ""


def _days_ago(days: int):
    return timezone.now() - timedelta(days=days)
