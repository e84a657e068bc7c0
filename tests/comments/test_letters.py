"""Whatever people write can be sent and arrives as it was written."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from blog.comments import letters
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.markup.source import UNUSABLE
from blog.posts.models import Post
from blog.posts.site import Site
from tests.markup.shared import SHARED, lines_of


@pytest.mark.django_db
def test_odd_texts_arrive_whole_and_add_no_header() -> None:
    texts = [line["s"] for line in lines_of("attacks/text.jsonl")]
    texts += (SHARED / "attacks" / "naughty_strings.txt").read_text("utf-8").splitlines()
    for text in texts:
        # What the database could not hold is refused before it comes here.
        usable = UNUSABLE.sub("", text)[:5000]
        letter = arrived(usable)
        assert set(map(str.lower, letter.keys())) == HEADERS
        body = letter.get_body(("plain",))
        assert body
        assert plain(usable) in plain(str(body.get_content())), repr(text)


HEADERS = set(
    """content-type mime-version subject from to date message-id auto-submitted list-id in-reply-to
    references""".split()
)


def arrived(text: str) -> EmailMessage:
    """Return a letter about a comment that says ``text`` everywhere, as the author gets it."""
    comment = Comment(
        pk=1,
        post=Post(pk=1, title=text, title_plain=text, language="en"),
        source=text,
        author_name=text[:60],
        status=Comment.Status.SHOWN,
    )
    render_comment(comment)
    site = Site(title=text[:100], author_email="author@example.org")
    wire = letters.to_author(comment, site, "comment-1.author").message().as_bytes()
    return message_from_bytes(wire, _class=EmailMessage, policy=default)


def plain(text: str) -> str:
    """Return what stands between white space, which mail may set anew."""
    return "".join(text.split())
