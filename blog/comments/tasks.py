"""The letters of this room as jobs: each looks again whether there is still something to tell."""

from datetime import datetime

from procrastinate.contrib.django import app

from blog.comments import letters
from blog.comments.listeners import Listener, listener_at
from blog.comments.models import Comment
from blog.jobs.backoff import Backoff
from blog.mail.once import deliver, release
from blog.posts.site import Site

until_it_goes_out = Backoff(OSError)


def author_key(comment_id: int, is_held_anew: bool = False) -> str:
    """Return the name of the letter that tells the author of a comment, or that it waits after all.

    The latter is told once: what waits stays so until the author has judged it.
    """
    return f"comment-{comment_id}.author{'.held' if is_held_anew else ''}"


def reply_key(comment_id: int) -> str:
    """Return the name of the letter that tells a writer of a reply, ``comment_id``."""
    return f"comment-{comment_id}.reply"


def question_key(listener_id: int, asked_at: datetime) -> str:
    """Return the name of the letter that asks for a confirmation."""
    return f"question-{listener_id}.{asked_at:%Y%m%d%H%M%S}"


@app.task(name="comments.tell_author", retry=until_it_goes_out)
def tell_author(comment_id: int, is_held_anew: bool = False) -> None:
    """Tell the blog's author of a comment that is shown or waits."""
    key, comment = author_key(comment_id, is_held_anew), _comment(comment_id)
    site = Site.objects.exclude(author_email="").first()
    told = {Comment.Status.HELD} if is_held_anew else {Comment.Status.HELD, Comment.Status.SHOWN}
    if comment and site and comment.status in told:
        deliver(key, letters.to_author(comment, site, key))
    else:
        release(key)


@app.task(name="comments.tell_parent", retry=until_it_goes_out)
def tell_parent(comment_id: int) -> None:
    """Tell the writer of a comment that it was answered."""
    key, comment = reply_key(comment_id), _comment(comment_id)
    parent = comment.parent if comment and comment.status == Comment.Status.SHOWN else None
    listener = listener_at(parent.author_email) if parent else None
    if comment and parent and listener:
        deliver(key, letters.to_parent(comment, parent, listener, key))
    else:
        release(key)


@app.task(name="comments.ask_writer", retry=until_it_goes_out)
def ask_writer(comment_id: int, listener_id: int, key: str) -> None:
    """Ask the owner of a mail address whether they want to hear of replies."""
    comment = _comment(comment_id)
    listener = Listener.objects.filter(pk=listener_id, confirmed_at=None, left_at=None).first()
    if comment and comment.author_email and listener:
        deliver(key, letters.question(comment, listener, key))
    else:
        release(key)


def _comment(pk: int) -> Comment | None:
    return Comment.objects.filter(pk=pk).select_related("post", "parent").first()
