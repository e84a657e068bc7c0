"""Comments of which somebody hears by letter."""

from django.test import Client

from blog.comments.models import Comment
from blog.comments.notices import announce
from blog.posts.models import Post
from tests.mail.post_office import delivered, link
from tests.mail.sink import Sink
from tests.make import make_comment

AUTHOR = "author@example.org"
READER = "Reader@Example.org"


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
