"""Hostile names, titles and mail addresses in the letters that a mail server gets."""

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from blog.comments import letters
from blog.comments.forms import CommentForm
from blog.comments.listeners import Listener
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.comments.tokens import token_for
from blog.markup.source import UNUSABLE
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.attacks import odd_strings, payloads
from tests.mail.post_office import mail_goes_to
from tests.mail.sink import Sink, sink
from tests.make import make_post

pytestmark = pytest.mark.django_db

ENDS = (
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
)
INJECTED = [f"A{end}Bcc: other@example.org{end}{end}Words" for end in ENDS]
INJECTED += ["A" * 5000, "数" * 5000, "\u202e" * 300, "=?utf-8?q?a=0ABcc:_b?=", '"<a@b.org>,']
HEADERS = set(
    """content-type mime-version subject from to date message-id auto-submitted list-id in-reply-to
    references list-unsubscribe list-unsubscribe-post""".split()
)
REACHABLE = [
    "a@example.org",
    "a@例子.测试",
    "*@example.org",
    "{}|'`$&!@example.org",
    f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.org",
]
UNREACHABLE = {
    "control character": '"\x01"@example.org',
    "vertical tab": '"\x0b"@example.org',
    "separator": '"\x1c"@example.org',
    "delete": '"\\\x7f"@example.org',
    "encoded word": "=?utf-8?q?x=40victim=2Eorg=2C?=@example.org",
    "letter beyond ASCII": "\u017f@example.org",
    "no such label": "a@xn--é.org",
    "empty label": "a@\u3002.org",
    "long label": f"a@{'é' * 60}.org",
}


@pytest.fixture
def server() -> Iterator[Sink]:
    with sink() as one, mail_goes_to(one):
        yield one


def letters_about(name: str, mail: str = "reader@example.org") -> list[EmailMultiAlternatives]:
    """Return the three kinds, with a name that is also the article's title."""
    usable = UNUSABLE.sub("", name)
    post = Post(pk=1, title=name, title_plain=name, language="en")
    comment = Comment(
        pk=2, post=post, parent_id=1, author_name=name, author_email=mail, source=usable[:500]
    )
    render_comment(comment, is_new=True)
    listener = Listener(pk=1)
    site = Site(title="Blog", author_email="author@example.org")
    return [
        letters.to_author(comment, site, "comment-2.author"),
        letters.to_parent(comment, comment, listener, "comment-2.reply"),
        letters.question(comment, listener, "question-1"),
    ]


def test_no_name_or_title_changes_a_letters_headers(server: Sink):
    names = [*INJECTED, *payloads()[::8], *dict.fromkeys(odd_strings())]
    usable = [name for name in names if not _is_half(name)]
    sending = [letter for name in usable for letter in letters_about(name)]
    assert get_connection().send_messages(sending) == len(sending)
    for letter in server.letters:
        assert set(map(str.lower, letter.keys())) <= HEADERS
        assert len(letter.keys()) == len(set(letter.keys()))
        assert letter["To"] in ("author@example.org", "reader@example.org")
        assert len(letter["Subject"]) <= 151
        assert str(letter["Subject"]).isprintable()
        assert letter["From"].addresses[0].addr_spec.startswith("noreply@")
        assert letter.get_body(("html",))


def _is_half(text: str) -> bool:
    """Tell whether no form could bring it: half a character has no bytes."""
    return any("\ud800" <= character <= "\udfff" for character in text)


@pytest.mark.parametrize("mail", REACHABLE)
def test_a_letter_goes_to_the_address_that_the_form_took_and_nowhere_else(server: Sink, mail: str):
    assert takes(mail)
    (_, reply, question) = letters_about("A", mail)
    for letter in (reply, question):
        letter.send()
    spelled = mail.encode("ascii", "ignore").decode() == mail
    for arrived in server.letters:
        assert set(map(str.lower, arrived.keys())) <= HEADERS
        assert arrived["To"] == (mail if spelled else "a@xn--fsqu00a.xn--0zwm56d")
    assert len(server.letters) == 2


@pytest.mark.parametrize("mail", UNREACHABLE.values(), ids=UNREACHABLE)
def test_an_address_that_no_letter_reaches_is_refused(mail: str):
    assert not takes(mail)


def takes(mail: str) -> bool:
    """Tell whether the form takes a mail address."""
    post = make_post()
    form = CommentForm(post, {"name": "A", "text": "B", "email": mail, "token": token_for(post.pk)})
    return "email" not in form.errors
