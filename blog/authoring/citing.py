"""What follows for other texts when a post changes: numbers shown elsewhere stay true."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from blog.posts.citations import Citation, keep
from blog.posts.labels import names_of
from blog.posts.models import Page, Post
from blog.posts.rendering import PAGE_FIELDS, POST_FIELDS, render_page, render_post
from blog.search.index import index

AT_ONCE = 100
"""Posts rendered within one save; the rest waits for ``render_posts --stale``."""


def shown_elsewhere(post: Post) -> Any:
    """Return all of a post that texts citing it depend on."""
    named = [label for label in post.labels if label["key"]]
    return sorted(label.items() for label in named), post.get_absolute_url()


def follow(post: Post, before: Any) -> None:
    """Keep what ``post``, just rendered, cites; render again what depends on it.

    before: ``shown_elsewhere(post)`` of its last state, None for a new post. 2 queries where
    nothing follows.
    """
    concerned = _keep(post)
    if before != shown_elsewhere(post):
        concerned |= _citing(post)
        for page in Page.objects.filter(_naming(post)).select_for_update(no_key=True):
            render_page(page)
            page.save(update_fields=PAGE_FIELDS)
    if before is None or before[1] != post.get_absolute_url():
        concerned |= set(Post.objects.filter(_naming(post)).values_list("pk", flat=True))
        concerned.discard(post.pk)
    render_again(concerned)


def render_again(concerned: set[int]) -> None:
    """Render these posts and whatever depends on them, each once, so that circles end."""
    waiting, done = sorted(concerned, reverse=True), set[int]()
    while waiting and len(done) < AT_ONCE:
        pk = waiting.pop()
        post = Post.objects.filter(pk=pk).select_for_update(no_key=True).first()
        if post is None or pk in done:
            continue
        done.add(pk)
        before = shown_elsewhere(post)
        render_post(post)
        post.save(update_fields=POST_FIELDS)
        index(post)
        waiting += _keep(post) - done
        if shown_elsewhere(post) != before:
            waiting += _citing(post) - done
    if waiting:
        Post.objects.filter(pk__in=set(waiting) - done).update(rendered_with=0)


def connected(post: Post) -> set[int]:
    """Return the posts that cite ``post`` and those it cites."""
    cited = Citation.objects.filter(post=post).values_list("cited", flat=True)
    return _citing(post) | set(cited)


def _keep(post: Post) -> set[int]:
    """Store what ``post`` cites; return the posts whose labels came into use or fell out of it."""
    return set() if post.found_citations is None else keep(post, post.found_citations)


def _citing(post: Post) -> set[int]:
    return set(Citation.objects.filter(cited=post).values_list("post", flat=True))


def _naming(post: Post) -> Q:
    """Return the condition that a text holds the post's number or slug in a reference."""
    return reduce(or_, (Q(source__contains=name) for name in names_of(post)))
