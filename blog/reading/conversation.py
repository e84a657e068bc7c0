"""The page of an article's conversation that a reader asked for, and the ways to the others."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from blog.comments.threads import Thread, thread_of
from blog.reading.listing import Pager, pager_of

LONGEST_NUMBER = 18
"""Digits of the largest number a comment can have."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A page of a thread; other_order_url: the same comments by time, or by thread."""

    thread: Thread
    pager: Pager
    other_order_url: str


def conversation_of(post: Any, request: HttpRequest) -> Conversation:
    """Return the page that ``?comment=ID``, ``?comments=N`` and ``?order=time`` name; one query.

    post: with ``skeleton`` from ``skeleton_of_a_post``. A comment that is not shown leads to the
    first page. Raises Http404 past the last page.
    """
    by_time = request.GET.get("order") == "time"
    thread = thread_of(
        post,
        post.skeleton,
        number=_number(request, "comments") or 1,
        at=_number(request, "comment"),
        by_time=by_time,
    )

    def address(number: int) -> str:
        pairs = ["order=time"] * by_time + [f"comments={number}"] * (number > 1)
        return f"{post.url}{'?' * bool(pairs)}{'&'.join(pairs)}#comments"

    other = post.url if by_time else f"{post.url}?order=time"
    return Conversation(thread, pager_of(thread.number, thread.pages, address), f"{other}#comments")


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    is_number = value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER
    return int(value) if is_number else 0
