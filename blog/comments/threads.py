"""From flat rows to the order in which a conversation is read."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from blog.comments.models import Comment

# Deeper replies stand at this depth and name whom they answer (look.md, "Comments").
DEEPEST = 3
DEEPEST_ON_PHONES = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment in its place.

    depth: 0 … DEEPEST. answers: the name replied to, "" at the first two levels, where every
    screen shows it by depth. is_flat: depth shows it on no screen.
    """

    pk: int
    anchor: str
    author_name: str
    author_site: str
    is_by_author: bool
    created_at: datetime
    html: str
    depth: int
    answers: str
    is_flat: bool


def thread_for(post_id: int) -> list[Entry]:
    """Return the shown comments of a post, each reply after what it answers, in one query.

    A reply to a comment that is not shown stands at the level of that comment.
    """
    rows = list(
        Comment.objects.in_threads()
        .filter(post=post_id)
        .defer("source", "author_email", "problems", "feed_html")
        .order_by("created_at", "pk")
    )
    replies: dict[int | None, list[Comment]] = defaultdict(list)
    for row in rows:
        replies[row.parent_id].append(row)
    entries: list[Entry] = []
    # A stack, not recursion: threads may be as deep as people are patient.
    waiting = [(row, 0, "") for row in reversed(replies[None])]
    while waiting:
        row, depth, answers = waiting.pop()
        is_shown = row.status == Comment.Status.SHOWN
        if is_shown:
            entries.append(_entry(row, depth, answers))
        below = (depth + 1, row.author_name) if is_shown else (depth, answers)
        waiting.extend((reply, *below) for reply in reversed(replies[row.pk]))
    return entries


def _entry(row: Comment, depth: int, answers: str) -> Entry:
    return Entry(
        pk=row.pk,
        anchor=row.anchor,
        author_name=row.author_name,
        author_site=row.author_site,
        is_by_author=row.is_by_author,
        created_at=row.created_at,
        html=row.html,
        depth=min(depth, DEEPEST),
        answers=answers if depth > DEEPEST_ON_PHONES else "",
        is_flat=depth > DEEPEST,
    )
