"""What is kept of a person, how long, and how it goes."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.utils import timezone

from blog.comments.listeners import Listener, confirm, digest_of, to_be_asked
from blog.comments.models import Comment
from blog.comments.notices import announce
from blog.comments.people import comments_of, erase, told
from blog.comments.retention import forget, forget_traces
from blog.comments.revisions import Revision
from blog.comments.spam.evidence import Sending
from blog.comments.spam.evidence import told as reasons_told
from blog.comments.spam.rules import SpamRule, breaks_rule
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
    assert said["text"] == "现在的话。"
    assert [former["text"] for former in said["former_texts"]] == ["以前的话。"]
    assert said["network_address"] == "192.0.2.1"
    assert "attachment" in answer["Content-Disposition"]


def test_export_holds_what_was_noted_besides_the_words(client):
    post = make_post(title="On $x$")
    above = make_comment(post, author_email="bob@example.com", author_name="Bob")
    reasons = [{"layer": "x", "template": "Too loud", "params": {}}]
    moment = timezone.now()
    fields = {"wants_replies": True, "edited_at": moment, "reasons": reasons, **TRACES}
    theirs = make_comment(post, "Mine.", parent=above, **fields)
    Revision.objects.create(comment=theirs, source="Mine, formerly.", replaced_at=moment)
    announce(theirs)
    confirm(Listener.objects.get())
    answer = make_comment(post, "Yours.", parent=theirs)
    announce(answer)
    SpamRule.objects.create(kind="mail", pattern=MAIL.upper())
    SpamRule.objects.create(kind="address", pattern="192.0.2.1")
    SpamRule.objects.create(kind="mail", pattern="*@example.com")
    stored = told(MAIL)
    (said,) = stored["comments"]
    assert said["post"] == "On x"
    assert said["answers"] == f"http://127.0.0.1:8000{above.url}"
    assert (said["wants_replies"], said["edited_at"]) == (True, moment)
    assert said["reasons"] == ["Too loud"]
    assert said["former_texts"] == [{"text": "Mine, formerly.", "replaced_at": moment}]
    assert {rule["pattern"] for rule in stored["spam_rules"]} == {MAIL.upper(), "192.0.2.1"}
    names = {letter["name"].partition(".")[0] for letter in stored["letters_promised"]}
    assert names == {f"question-{Listener.objects.get().pk}", f"comment-{answer.pk}"}
    assert "Bob" not in json.dumps(stored, default=str)


def test_erasing_takes_the_admins_notes_of_what_was_said(admin_client, admin_user):
    post = make_post()
    theirs, others = (make_comment(post, author_email=mail) for mail in (MAIL, "bob@example.com"))
    for comment in (theirs, others):
        LogEntry.objects.log_actions(admin_user.pk, [comment], CHANGE, single_object=True)
    LogEntry.objects.update(object_repr="Ada: secret")
    erase(MAIL)
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(others.pk)]


def test_a_comment_is_called_by_its_number_where_it_is_listed():
    comment = make_comment(make_post(), "Secret.", author_name="Ada")
    assert "Secret" not in str(comment)
    assert str(comment.pk) in str(comment)


@pytest.mark.parametrize(("kind", "pattern"), [("mail", MAIL), ("address", "192.0.2.0/24")])
def test_reasons_name_a_rule_without_whom_it_names(kind, pattern):
    rule = SpamRule.objects.create(kind=kind, pattern=pattern)
    comment = Comment(post=make_post(), source="Hello.", **TRACES)
    reason = breaks_rule(comment, Sending())
    assert reason
    assert pattern not in json.dumps(reason.stored())
    assert str(rule.pk) in reasons_told([reason.stored()])[0]


def test_page_of_a_person_offers_the_rules_that_erasing_leaves(admin_client):
    make_comment(make_post(), **TRACES)
    rule = SpamRule.objects.create(kind="mail", pattern=MAIL)
    network = SpamRule.objects.create(kind="address", pattern="192.0.2.1")
    page = admin_client.get(PAGE, {"address": MAIL}).text
    for stays in (rule, network):
        assert f'href="/admin/blog/spamrule/{stays.pk}/change/"' in page
    admin_client.post(PAGE, {"address": MAIL, "erase": ""})
    assert SpamRule.objects.count() == 2


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


def test_old_entries_of_the_admins_log_are_forgotten(admin_user):
    comment = make_comment(make_post(), created_at=_days_ago(11), **TRACES)
    for days in (9, 11):
        LogEntry.objects.log_actions(admin_user.pk, [comment, comment.post], CHANGE)
        LogEntry.objects.filter(action_time__gt=_days_ago(1)).update(action_time=_days_ago(days))
    forget_traces(timedelta(days=10))
    kinds = LogEntry.objects.values_list("content_type__model", flat=True)
    assert sorted(kinds) == ["comment", "post", "post"]


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
