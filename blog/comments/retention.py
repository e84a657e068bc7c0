"""What is forgotten of writers when some time has passed."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from blog.comments.listeners import digest_of, listener_at
from blog.comments.models import Comment
from blog.comments.people import log_entries
from blog.comments.senders import forget_senders
from blog.comments.work import forget_spent_work


@app.periodic(cron="41 4 * * *")
@app.task(name="comments.forget", queueing_lock="comments.forget")
def forget(timestamp: int) -> None:
    """Drop what is no longer needed; by night."""
    forget_senders()
    forget_spent_work()
    if settings.COMMENT_TRACES_DAYS:
        forget_traces(timedelta(days=settings.COMMENT_TRACES_DAYS))


def forget_traces(age: timedelta) -> int:
    """Drop network addresses, browsers and mail addresses of comments older than ``age``.

    Returns how many comments forgot something. A mail address leaves a digest, by which its owner
    can still have their comments erased; it stays while its owner has letters coming. What the
    admin's log says of comments goes too, for it names who wrote what is deleted. 3 queries, and 2
    for each mail address.
    """
    long_ago = timezone.now() - age
    log_entries().filter(action_time__lt=long_ago).delete()
    old = Comment.objects.filter(created_at__lt=long_ago)
    has_traces = Q(address__isnull=False) | ~Q(user_agent="")
    count = old.filter(has_traces).update(address=None, user_agent="")
    with_mail = old.exclude(author_email="").filter(is_by_author=False)
    for mail in with_mail.order_by().values_list("author_email", flat=True).distinct():
        if not listener_at(mail):
            with_mail.filter(author_email=mail).update(author_email="", mail_digest=digest_of(mail))
    return count
