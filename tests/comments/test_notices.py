"""Who hears of a comment, by letters that a mail server on this machine gets."""

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.comments.models import Comment
from blog.comments.moderation import approve, mark_as_spam
from blog.comments.notices import announce
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.hearing import AUTHOR, READER, announced
from tests.mail.post_office import delivered, link, text
from tests.mail.sink import Sink

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("server")]


@pytest.fixture
def post(titled: Post) -> Post:
    return titled


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
