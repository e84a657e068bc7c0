"""Comments made of what attackers write, stored as the form would store them or more carelessly."""

from collections.abc import Iterator

from blog.comments.conversation import store
from blog.comments.forms import CommentForm
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.comments.tokens import token_for
from blog.posts.models import Post
from tests.comments.attacks import payloads

LONGEST_NAME = 60
LARGEST_PACK = 8_000
"""Characters; a form takes so much, whatever it adds."""
NOBODY = "x"


def storable() -> list[str]:
    """Return the payloads that get past the edge, which refuses NUL."""
    return [payload for payload in payloads() if "\0" not in payload]


def short() -> list[str]:
    """Return the payloads that fit into a name."""
    return [payload for payload in storable() if len(payload) <= LONGEST_NAME]


def packs() -> Iterator[list[str]]:
    """Yield all payloads in lists that fit into one text."""
    pack: list[str] = []
    for payload in storable():
        if sum(map(len, pack)) + 2 * len(pack) + len(payload) > LARGEST_PACK:
            yield pack
            pack = []
        pack.append(payload)
    yield pack


def comment_of(post: Post, payload: str, **fields: object) -> Comment:
    """Return a comment, not stored, that has the payload in each field which takes it."""
    taken = accepted(post, payload)
    values = {
        "author_name": taken.get("name", NOBODY),
        "author_email": taken.get("email", ""),
        "author_site": taken.get("site", ""),
        "status": Comment.Status.SHOWN,
    }
    return Comment(post=post, source=payload, **{**values, **fields})


def stored(post: Post, payload: str, **fields: object) -> Comment:
    """Store such a comment with its rendering."""
    comment = comment_of(post, payload, **fields)
    store(comment)
    return comment


def packed(post: Post, **fields: object) -> list[Comment]:
    """Store comments that hold many payloads each, one after the other, each rendered by itself."""
    comments = []
    for pack in packs():
        comment = comment_of(post, NOBODY, **fields)
        comment.source, comment.html = "\n\n".join(pack), ""
        for payload in pack:
            part = Comment(post=post, author_name=NOBODY, source=payload)
            render_comment(part, is_new=True)
            comment.html += part.html
        comments.append(comment)
    return Comment.objects.bulk_create(comments)


def accepted(post: Post, payload: str) -> dict[str, str]:
    """Return the payload in each field that takes it."""
    fields = dict.fromkeys(("name", "email", "site", "text"), payload)
    form = CommentForm(post, {**fields, "token": token_for(post.pk)})
    form.is_valid()
    return {name: str(form.cleaned_data[name]) for name in fields if name in form.cleaned_data}
