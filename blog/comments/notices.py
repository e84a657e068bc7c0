"""Who hears of a comment."""

from blog.comments import tasks
from blog.comments.listeners import Listener, digest_of, listener_at, to_be_asked
from blog.comments.models import Comment
from blog.mail.once import promise
from blog.posts.site import Site


def announce(comment: Comment, *, is_held_anew: bool = False) -> None:
    """Tell of a comment just stored or just shown, by jobs that commit with it; of spam nothing.

    Whoever was told of it once is not told again, so it may be called at every turn of a
    comment's life. is_held_anew: whether its writer's change took it from the readers; the author,
    who was told that they see it, is told then too. Up to 10 queries.
    """
    if comment.status in (Comment.Status.HELD, Comment.Status.SHOWN):
        _tell_author(comment, is_held_anew)
    if comment.status == Comment.Status.SHOWN:
        _tell_parent(comment)
        _ask_writer(comment)


def _tell_author(comment: Comment, is_held_anew: bool) -> None:
    if comment.is_by_author or not Site.objects.exclude(author_email="").exists():
        return
    if promise(tasks.author_key(comment.pk, is_held_anew)):
        tasks.tell_author.defer(comment_id=comment.pk, is_held_anew=is_held_anew)


def _tell_parent(comment: Comment) -> None:
    """Tell whom it answers, if they asked, said yes, and do not answer themselves."""
    parent = comment.parent
    if parent is None or not wants_to_hear(parent) or is_same_person(parent, comment):
        return
    if listener_at(parent.author_email) and promise(tasks.reply_key(comment.pk)):
        tasks.tell_parent.defer(comment_id=comment.pk)


def _ask_writer(comment: Comment) -> None:
    """Ask whether the address is really theirs; not before somebody let the comment be seen."""
    if wants_to_hear(comment) and (listener := to_be_asked(comment.author_email)):
        key = tasks.question_key(listener.pk, listener.asked_at)
        if promise(key):
            tasks.ask_writer.defer(comment_id=comment.pk, listener_id=listener.pk, key=key)


def tell_missed(listener: Listener) -> None:
    """Tell who has just confirmed an address of the replies that came before, to all they wrote.

    Some 5 queries a reply. Only digests tell whose address it is: all that wait for letters are
    tried, which are few, for old comments forget theirs.
    """
    waiting = Comment.objects.shown().filter(wants_replies=True).exclude(author_email="")
    mails = waiting.order_by().values_list("author_email", flat=True).distinct()
    theirs = [mail for mail in mails if digest_of(mail) == listener.digest]
    replies = Comment.objects.shown().filter(parent__in=waiting.filter(author_email__in=theirs))
    for reply in replies.select_related("parent").order_by("pk"):
        _tell_parent(reply)


def wants_to_hear(comment: Comment) -> bool:
    """Tell whether its writer asked for letters; the blog's author has them anyway."""
    return comment.wants_replies and bool(comment.author_email) and not comment.is_by_author


def is_same_person(one: Comment, other: Comment) -> bool:
    """Tell whether two comments were written from one mail address."""
    return digest_of(one.author_email) == digest_of(other.author_email)
