"""The layers between a stranger's comment and the readers: each gives a reason to wait, or none."""

from collections.abc import Callable

from blog.comments.models import Comment
from blog.comments.spam.evidence import Reason, Sending

Layer = Callable[[Comment, Sending], Reason | None]


def decide(comment: Comment, sending: Sending) -> None:
    """Set a comment's status and the reasons for it, as every layer sees it."""
    reasons = [reason for layer in LAYERS if (reason := layer(comment, sending))]
    comment.reasons = [reason.stored() for reason in reasons]
    if any(reason.is_spam for reason in reasons):
        comment.status = Comment.Status.SPAM
    else:
        comment.status = Comment.Status.HELD if reasons else Comment.Status.SHOWN


def trap(comment: Comment, sending: Sending) -> Reason | None:
    """Call spam what filled the field that people do not see."""
    return Reason("trap", "The hidden field was filled in", is_spam=True) if sending.trap else None


def stranger(comment: Comment, sending: Sending) -> Reason | None:
    """Hold a writer of whom nothing was ever shown; whoever gives no mail address is unknown."""
    known = comment.writer and Comment.objects.shown().filter(writer=comment.writer).exists()
    return None if known else Reason("stranger", "Nothing of this writer was shown before")


LAYERS: tuple[Layer, ...] = (trap, stranger)
