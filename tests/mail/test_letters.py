"""Letters as a mail server gets them."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import signing
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings
from django.utils import timezone

from blog.mail.letters import letter, one_line
from blog.mail.links import is_spent, spend, token_for, value_of
from blog.mail.models import Letter, SpentLink
from blog.mail.once import Undeliverable, deliver, promise, release
from blog.mail.tasks import forget_the_old
from tests.mail.sink import Sink

WORDS = {"title": "<b>x</b> & y", "url": "https://blog.example.org/archives/1/", "confirm_url": "c"}


def question(**changed: Any) -> Any:
    """Return a letter made from the simplest of the pairs."""
    given: dict[str, Any] = {"key": "question-1", "sender": "Lemma", **changed}
    to, subject = given.pop("to", "reader@example.org"), given.pop("subject", "Well?")
    return letter("question", to, subject, WORDS, **given)


def sent(server: Sink, **changed: Any) -> EmailMessage:
    question(**changed).send()
    return server.letters[-1]


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


# What a letter looks like -------------------------------------------------------------------------


def test_a_letter_says_the_same_in_text_and_in_html(server: Sink) -> None:
    message = sent(server)
    assert message.get_content_type() == "multipart/alternative"
    assert "<b>x</b> & y" in body(message, "plain")
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in body(message, "html")


def test_no_machine_answers_a_letter_and_programs_file_it(server: Sink) -> None:
    message = sent(server)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<comments.blog.example.org>"
    assert message["Message-ID"] == "<question-1@blog.example.org>"
    assert "List-Unsubscribe" not in message
    assert "In-Reply-To" not in message


def test_a_letter_names_those_before_it(server: Sink) -> None:
    message = sent(server, continues=["post-1.reply", "comment-7.reply"])
    assert message["In-Reply-To"] == "<comment-7.reply@blog.example.org>"
    assert message["References"].split() == [
        "<post-1.reply@blog.example.org>",
        "<comment-7.reply@blog.example.org>",
    ]


def test_a_program_can_leave_by_one_post(server: Sink) -> None:
    message = sent(server, leave_url="https://blog.example.org/comments/leave/abc/")
    assert message["List-Unsubscribe"] == "<https://blog.example.org/comments/leave/abc/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_chinese_subject_and_sender_arrive_whole(server: Sink) -> None:
    subject = " ".join(["关于“圆周率”的评论：$\\pi^2/6$ 的又一个证明"] * 3)
    message = sent(server, subject=subject, sender="林下，数学笔记")
    assert message["Subject"] == subject
    assert message["From"].addresses[0].display_name == "林下，数学笔记"
    assert message["From"].addresses[0].addr_spec == "noreply@blog.example.org"


@pytest.mark.parametrize("field", ["subject", "sender"])
def test_no_name_or_title_can_add_a_header(server: Sink, field: str) -> None:
    for end in ("\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\n\n"):
        message = sent(server, **{field: f"Hello{end}Bcc: other@example.org"})
        assert "Bcc" not in message
        assert "Hello Bcc: other@example.org" in str(message[{"sender": "From"}.get(field, field)])


@pytest.mark.parametrize("field", ["subject", "sender"])
def test_no_name_or_title_is_read_as_an_encoded_word(server: Sink, field: str) -> None:
    message = sent(server, **{field: "=?utf-8?q?a=0ABcc:_b@example.org?="})
    assert "Bcc" not in message
    assert "utf-8?q?a=0ABcc" in str(message[{"sender": "From"}.get(field, field)])


def test_a_subject_is_one_line_that_ends() -> None:
    assert one_line(" a\t\u202eb\n") == "a b"
    assert len(one_line("长" * 1000)) == 150
    assert one_line("长" * 1000).endswith("长…")


def test_a_sender_that_is_no_address_is_refused() -> None:
    unfit = override_settings(DEFAULT_FROM_EMAIL="nobody")
    with unfit, pytest.raises(SystemCheckError, match=r"mail\.E001"):
        call_command("check", fail_level="ERROR")


# Once ---------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_promise_is_given_once_and_kept_once(server: Sink) -> None:
    assert [promise("k"), promise("k")] == [True, False]
    for _ in range(3):
        deliver("k", question())
    assert len(server.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_not_promised_or_was_taken_back_is_not_sent(server: Sink) -> None:
    promise("k")
    release("k")
    deliver("k", question())
    assert server.letters == []
    assert promise("k")


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_away_costs_no_letter(server: Sink) -> None:
    promise("k")
    server.close()
    for _ in range(5):
        with pytest.raises(ConnectionRefusedError):
            deliver("k", question())
    server.open()
    server.refusal = "450 Come again"
    for _ in range(5):
        with pytest.raises(OSError, match="Come again"):
            deliver("k", question())
    server.refusal = ""
    deliver("k", question())
    assert len(server.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mailbox_that_does_not_exist_is_given_up(server: Sink) -> None:
    promise("k")
    server.refusal = "550 No such person"
    with pytest.raises(Undeliverable):
        deliver("k", question())


# Links --------------------------------------------------------------------------------------------


def test_a_link_is_good_for_its_purpose_only() -> None:
    token = token_for("leave", 7)
    assert value_of("leave", token, None) == 7
    for forged in (("approve", token), ("leave", token[:-1]), ("leave", ""), ("leave", "7")):
        with pytest.raises(signing.BadSignature):
            value_of(*forged, None)


def test_a_link_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_for("leave", 7)
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 86400 + 60)
    assert value_of("leave", token, timedelta(days=2)) == 7
    with pytest.raises(signing.SignatureExpired):
        value_of("leave", token, timedelta(days=1))


@pytest.mark.django_db
def test_a_link_works_once() -> None:
    token = token_for("approve", 7)
    assert not is_spent(token)
    assert [spend(token), spend(token)] == [True, False]
    assert is_spent(token)


@pytest.mark.django_db
def test_what_nobody_asks_about_again_is_forgotten() -> None:
    promise("new")
    spend("new")
    long_ago = timezone.now() - timedelta(days=401)
    Letter.objects.create(key="old", promised_at=long_ago)
    SpentLink.objects.create(digest="old", spent_at=long_ago)
    forget_the_old(timestamp=0)
    assert list(Letter.objects.values_list("key", flat=True)) == ["new"]
    assert SpentLink.objects.count() == 1
