"""From flat rows to the order in which a conversation is read, a page of it at a time.

The whole thread is ordered from its skeleton, four numbers a comment that come with the post; only
the comments of the page asked for are loaded.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, F, Func, OuterRef, When
from django.db.models.functions import Coalesce
from django.http import Http404

from blog.comments.addresses import PAGE, comment_address
from blog.comments.models import Comment
from blog.posts.models import Post

# Deeper replies stand at this depth and name whom they answer (look.md, "Comments").
DEEPEST = 3
DEEPEST_ON_PHONES = 1


class Bone(NamedTuple):
    """A comment's place in the skeleton; parent, floor: 0 for none."""

    pk: int
    parent: int
    is_shown: bool
    floor: int


class Placed(NamedTuple):
    """A comment that readers see: at which depth, and what it answers that they see too."""

    bone: Bone
    depth: int
    answers: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment in its place.

    depth: 0 … DEEPEST. answers: the name replied to, "" where every screen shows it by depth.
    answers_url: the comment replied to, "" for one that stands by itself.
    is_flat: depth shows it on no screen. floor: its number among the article's comments.
    """

    pk: int
    anchor: str
    url: str
    author_name: str
    author_site: str
    is_by_author: bool
    created_at: datetime
    edited_at: datetime | None
    html: str
    floor: int
    depth: int
    answers: str
    answers_url: str
    is_flat: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of a conversation; count, top_floor: of all pages the comments, the highest floor."""

    entries: list[Entry]
    count: int
    top_floor: int
    number: int
    pages: int
    is_by_time: bool


def skeleton_of_a_post() -> ArraySubquery:
    """Return an expression for a query of posts: what ``thread_of`` orders, the oldest first."""
    held_together = Comment.objects.in_threads().filter(post=OuterRef("pk"))
    is_shown = Case(When(status=Comment.Status.SHOWN, then=1), default=0)
    bone = Func(
        F("pk"),
        Coalesce("parent_id", 0),
        is_shown,
        Coalesce("floor", 0),
        template="ARRAY[%(expressions)s]::bigint[]",
        output_field=ArrayField(BigIntegerField()),
    )
    ordered = held_together.order_by("created_at", "pk").annotate(bone=bone)
    return ArraySubquery(ordered.values("bone"))


def thread_of(
    post: Post, skeleton: Sequence[Sequence[int]], *, number: int = 1, at: int = 0, by_time: bool
) -> Thread:
    """Return a page of the shown comments of a post, in one query.

    number: of the page. at: a comment whose page is wanted instead; one that nobody sees leaves
    the number. by_time: oldest first, else each reply after what it answers; a reply to a comment
    that is not shown stands at the level of that comment. Raises Http404 past the last page.
    """
    bones = [Bone(pk, parent, bool(is_shown), floor) for pk, parent, is_shown, floor in skeleton]
    order = [placed for placed in _in_threads(bones) if placed.bone.is_shown]
    if by_time:
        place = {placed.bone.pk: placed for placed in order}
        order = [place[bone.pk] for bone in bones if bone.pk in place]
    position = next((n for n, placed in enumerate(order) if placed.bone.pk == at), None)
    if position is not None:
        number = position // PAGE + 1
    pages = max(1, -(-len(order) // PAGE))
    if not 1 <= number <= pages:
        raise Http404
    here = order[(number - 1) * PAGE : number * PAGE]
    top_floor = max((bone.floor for bone in bones), default=0)
    entries = _entries(post, here, by_time=by_time)
    return Thread(entries, len(order), top_floor, number, pages, by_time)


def _in_threads(bones: list[Bone]) -> Iterator[Placed]:
    replies: dict[int, list[Bone]] = defaultdict(list)
    # An answer to what readers never saw stands by itself.
    places = {bone.pk for bone in bones}
    for bone in bones:
        replies[bone.parent if bone.parent in places else 0].append(bone)
    # A stack, not recursion: threads may be as deep as people are patient.
    waiting = [Placed(bone, 0, 0) for bone in reversed(replies[0])]
    while waiting:
        placed = waiting.pop()
        yield placed
        bone = placed.bone
        below = (placed.depth + 1, bone.pk) if bone.is_shown else placed[1:]
        waiting.extend(Placed(reply, *below) for reply in reversed(replies[bone.pk]))


def _entries(post: Post, here: list[Placed], *, by_time: bool) -> list[Entry]:
    wanted = {placed.bone.pk for placed in here} | {placed.answers for placed in here}
    shown = ("author_name", "author_site", "is_by_author", "created_at", "edited_at", "html")
    rows = Comment.objects.only(*shown).in_bulk(wanted)
    # Removed between the two queries: the next reader's page will not name it.
    placed_rows = [(placed, rows[placed.bone.pk]) for placed in here if placed.bone.pk in rows]
    return [
        _entry(row, post, placed, _name(rows.get(placed.answers)), by_time=by_time)
        for placed, row in placed_rows
    ]


def _entry(row: Comment, post: Post, placed: Placed, answers: str, *, by_time: bool) -> Entry:
    def address(pk: int) -> str:
        return comment_address(post.url, post.comment_count, pk)

    return Entry(
        pk=row.pk,
        anchor=row.anchor,
        url=address(row.pk),
        author_name=row.author_name,
        author_site=row.author_site,
        is_by_author=row.is_by_author,
        created_at=row.created_at,
        edited_at=row.edited_at,
        html=row.html,
        floor=placed.bone.floor,
        depth=0 if by_time else min(placed.depth, DEEPEST),
        answers=answers if by_time or placed.depth > DEEPEST_ON_PHONES else "",
        answers_url=address(placed.answers) if placed.answers else "",
        is_flat=by_time or placed.depth > DEEPEST,
    )


def _name(comment: Comment | None) -> str:
    return comment.author_name if comment else ""
