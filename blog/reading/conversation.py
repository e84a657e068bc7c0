"""The page of an article's conversation that a reader asked for, and the ways to the others."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from blog.comments.threads import Thread, thread_of
from blog.posts.addresses import number_in
from blog.reading.listing import Pager, pager_of


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
        number=number_in(request.GET.get("comments", "")) or 1,
        at=number_in(request.GET.get("comment", "")) or 0,
        by_time=by_time,
    )

    def address(number: int) -> str:
        pairs = ["order=time"] * by_time + [f"comments={number}"] * (number > 1)
        return f"{post.url}{'?' * bool(pairs)}{'&'.join(pairs)}#comments"

    other = post.url if by_time else f"{post.url}?order=time"
    return Conversation(thread, pager_of(thread.number, thread.pages, address), f"{other}#comments")
