"""Entering made-up posts into the search, on all processors: reading a text takes longest."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django

from blog.posts.models import Post
from blog.search.index import stale, write

TOGETHER = 200
"""Posts; fewer are entered by this process alone."""


def enter() -> Iterator[int]:
    """Enter all posts that the search does not know, yielding how many are done."""
    keys = list(stale().order_by("pk").values_list("pk", flat=True))
    parts = [keys[begin : begin + TOGETHER] for begin in range(0, len(keys), TOGETHER)]
    if len(parts) > 1:
        yield from _by_many(parts)
    elif parts:
        yield _enter(parts[0])


def _by_many(parts: list[list[int]]) -> Iterator[int]:
    done = 0
    # New processes, not forks: a progress bar runs in a thread, and connections cannot be shared.
    new = get_context("spawn")
    with ProcessPoolExecutor(mp_context=new, initializer=django.setup) as pool:
        for many in pool.map(_enter, parts):
            done += many
            yield done


def _enter(part: list[int]) -> int:
    for _ in write(Post.objects.filter(pk__in=part)):
        pass
    return len(part)
