"""Who hears of a comment, by letters that a mail server on this machine gets."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.comments.conversation import change, withdraw
from blog.comments.listeners import Listener, to_be_asked
from blog.comments.models import Comment
from blog.comments.moderation import approve, hide, mark_as_spam
from blog.comments.notices import announce
from blog.comments.people import erase
from blog.comments.spam.evidence import Sending
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.forms import sent_by_the_form_in
from tests.mail.post_office import delivered, link, mail_goes_to, text
from tests.mail.sink import Sink, sink
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

AUTHOR = "author@example.org"
READER = "Reader@Example.org"


@pytest.fixture(autouse=True)
def server() -> Iterator[Sink]:
    with sink() as one, mail_goes_to(one):
        Site.objects.update(author_email=AUTHOR, title="林下")
        yield one


@pytest.fixture
def post() -> Post:
    return make_post(title="$\\pi$ 与 <b>")


def announced(post: Post, source: str = "A remark.", **fields: object) -> Comment:
    comment = make_comment(post, source, **fields)
    announce(comment)
    return comment


def listening(post: Post, server: Sink, client: Client) -> Comment:
    """Return the comment of somebody who asked for replies and said yes in a letter."""
    comment = announced(post, author_email=READER, wants_replies=True)
    (question,) = delivered(server, READER)
    assert client.post(link(question, "confirm")).status_code == 200
    server.letters.clear()
    return comment


# The author ---------------------------------------------------------------------------------------


def test_the_author_hears_once_of_each_comment_that_is_shown_or_waits(
    post: Post, server: Sink
) -> None:
    for status in Comment.Status:
        comment = announced(post, status=status, author_name=f"{status}")
        announce(comment)
    announced(post, is_by_author=True)
    assert ProcrastinateJob.objects.filter(task_name__startswith="comments.").count() == 2
    letters = delivered(server, AUTHOR)
    assert sorted(str(letter["Subject"]).split()[0] for letter in letters) == ["held", "shown"]
    assert delivered(server, AUTHOR) == letters


def test_a_blog_without_an_address_of_its_author_sends_no_letter(post: Post, server: Sink) -> None:
    Site.objects.update(author_email="")
    announced(post)
    assert delivered(server) == []
    assert ProcrastinateJob.objects.count() == 0


def test_letter_and_page_show_the_moderator_where_everything_leads(
    post: Post, server: Sink, client: Client
) -> None:
    announced(
        post,
        "[harmless](https://shop.example/pills) and [also](https://shop.example/\u202eslip)",
        author_email=READER,
        author_site="https://evil.example/~x/\u202egpj.exe",
        status=Comment.Status.HELD,
        reasons=[{"layer": "x", "template": "Too loud", "params": {}}],
    )
    letter = delivered(server, AUTHOR)[0]
    page = client.get(link(letter, "moderate", "Show it")).text
    for shown in (text(letter), text(letter, "html"), page):
        for fact in ("https://evil.example/~x/%E2%80%AEgpj.exe", READER, "Too loud"):
            assert fact in shown
    for shown in (text(letter, "html"), page):
        for address in ("https://shop.example/pills", "https://shop.example/%E2%80%AEslip"):
            assert f">{address}<" in shown
        assert 'href="https://evil.example' not in shown


def test_why_it_waits_is_said_only_while_it_waits(post: Post, server: Sink) -> None:
    reasons = [{"layer": "x", "template": "Too loud", "params": {}}]
    held = announced(post, status=Comment.Status.HELD, reasons=reasons)
    (waiting,) = delivered(server)
    server.letters.clear()
    other = announced(post, status=Comment.Status.HELD, reasons=reasons)
    approve(Comment.objects.filter(pk__in=[held.pk, other.pk]))
    (seen,) = delivered(server)
    for kind in ("plain", "html"):
        assert "Too loud" in text(waiting, kind)
        assert "Too loud" not in text(seen, kind)


def test_what_became_spam_meanwhile_is_not_told(post: Post, server: Sink) -> None:
    comment = announced(post, status=Comment.Status.HELD)
    mark_as_spam(Comment.objects.filter(pk=comment.pk))
    assert delivered(server) == []


def test_formulas_stand_as_tex_in_the_text_and_as_mathml_with_tex_in_the_html(
    post: Post, server: Sink
) -> None:
    announced(post, "See $\\frac{a}{b} < 1$ & so on.", author_name="<i>甲</i>")
    (letter,) = delivered(server)
    assert "See $\\frac{a}{b} < 1$ & so on." in text(letter)
    assert "<i>甲</i> " in text(letter)
    html = text(letter, "html")
    assert "&lt;i&gt;甲&lt;/i&gt;" in html
    assert '<annotation encoding="application/x-tex">\\frac{a}{b} &lt; 1</annotation>' in html
    assert "<mfrac>" in html
    assert "site.invalid" not in html


def test_letters_about_one_article_are_one_thread(post: Post, server: Sink) -> None:
    first = announced(post)
    (one,) = delivered(server)
    announced(post, parent=first)
    (_, other) = delivered(server)
    assert other["In-Reply-To"] == one["Message-ID"]
    assert other["References"].split()[0] == one["References"]


# Links to moderate --------------------------------------------------------------------------------


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


# Who was replied to -------------------------------------------------------------------------------


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
