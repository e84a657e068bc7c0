"""The layers between a stranger's comment and the readers: each gives a reason to wait, or none."""

from collections.abc import Callable

from django.utils.translation import gettext_noop

from blog.comments.errors import WorkRefused
from blog.comments.models import Comment
from blog.comments.spam.evidence import Reason, Sending
from blog.comments.spam.rules import breaks_rule
from blog.comments.spam.words import bait, borrowed_name, links, script
from blog.comments.work import spend
from blog.posts.site import Site

Layer = Callable[[Comment, Sending], Reason | None]


def decide(comment: Comment, sending: Sending) -> None:
    """Set a comment's status and the reasons for it, as every layer sees it; some 5 queries.

    Raises NotTaken where the work that came with it is no good.
    """
    reasons = [reason for layer in LAYERS if (reason := layer(comment, sending))]
    comment.reasons = [reason.stored() for reason in reasons]
    is_known = all(reason.layer != "stranger" for reason in reasons)
    spared = GUESSES if is_known else frozenset()
    if any(reason.is_spam and reason.layer not in spared for reason in reasons):
        comment.status = Comment.Status.SPAM
    else:
        comment.status = Comment.Status.HELD if reasons else Comment.Status.SHOWN


def trap(comment: Comment, sending: Sending) -> Reason | None:
    """Call spam what filled the field that people do not see."""
    if not sending.trap:
        return None
    return Reason("trap", gettext_noop("The hidden field was filled in"), is_spam=True)


def stranger(comment: Comment, sending: Sending) -> Reason | None:
    """Hold a writer of whom nothing was ever shown, or not with this site.

    Whoever gives no mail address is unknown. Nobody proves name and address, so whoever borrows
    both gains no link by it.
    """
    others = Comment.objects.shown().exclude(pk=comment.pk)
    before = others.filter(writer=comment.writer).exclude(writer="")
    sites = set(before.order_by().values_list("author_site", flat=True).distinct())
    if not sites:
        return Reason("stranger", gettext_noop("Nothing of this writer was shown before"))
    if comment.author_site and comment.author_site not in sites:
        return Reason("site", gettext_noop("This writer never gave this site before"))
    return None


def idle(comment: Comment, sending: Sending) -> Reason | None:
    """Hold what comes without work where work is asked for: it may be a reader without JavaScript.

    Raises WorkRefused where the work is not done, or was used before.
    """
    if sending.is_change or not Site.objects.filter(asks_for_work=True).exists():
        return None
    if not sending.proof:
        return Reason("work", gettext_noop("It came without proof of work"))
    if not spend(sending.proof):
        raise WorkRefused
    return None


LAYERS: tuple[Layer, ...] = (
    trap,
    idle,
    links,
    bait,
    script,
    borrowed_name,
    breaks_rule,
    stranger,
)
"""Cheap ones first."""

GUESSES = frozenset({"links", "bait"})
"""Layers that may be wrong about a known writer, and do no more than hold what is theirs."""
