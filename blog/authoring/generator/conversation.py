"""Made-up conversations: who answers whom, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from blog.comments.models import Comment

DEEPEST = 12
"""Thirteen levels, counted from nought."""

# Of a hundred comments so many are held, hidden or spam; the rest readers see.
NOT_SHOWN = (Comment.Status.HELD, Comment.Status.HIDDEN, Comment.Status.SPAM)


@dataclass(frozen=True, slots=True)
class Turn:
    """One comment's place. parent: which of the turns before it this one answers."""

    parent: int | None
    depth: int
    status: str
    written_at: datetime

    @property
    def is_seen(self) -> bool:
        """Tell whether the comment has its place in the thread, though it may be hidden there."""
        return self.status in (Comment.Status.SHOWN, Comment.Status.HIDDEN)


def conversation(length: int, begins_at: datetime, random: Random) -> list[Turn]:
    """Return the turns in the order of time: many begin anew, the others mostly answer the last."""
    turns: list[Turn] = []
    at = begins_at
    for _ in range(length):
        at += timedelta(minutes=random.expovariate(1 / 900))
        parent = _answered(turns, random)
        depth = turns[parent].depth + 1 if parent is not None else 0
        # Every hundredth of a blog's comments is held, the next hidden, the third spam.
        lot = random.randrange(100)
        status = NOT_SHOWN[lot] if lot < len(NOT_SHOWN) else Comment.Status.SHOWN
        turns.append(Turn(parent, depth, status, at))
    return turns


def _answered(turns: list[Turn], random: Random) -> int | None:
    """Return which turn the next one answers, None if it begins anew."""
    if not turns or random.random() < 0.45:
        return None
    nearest = int(random.expovariate(0.7))
    chosen = max(0, len(turns) - 1 - nearest)
    turn = turns[chosen]
    return chosen if turn.is_seen and turn.depth < DEEPEST else None
