"""Comments that hold the words of a query: the newest ones are read, there is no index of them."""

from typing import Any

from django.apps import apps
from django.db.models import Count, Value, Window

from blog.posts.models import Post
from blog.search.find import Found
from blog.search.syntax import Query

LOOKED_AT = 5000
"""Comments that are read, the newest."""


def remarks(query: Query, number: int, size: int) -> Found:
    """Return page ``number`` of the comments that answer, newest first, with their posts: 1 query.

    Words count wherever they stand, also inside others; formulas and filters do not count.
    """
    # The comments are a neighbour's: the registry knows them, this room imports nothing.
    comments: Any = apps.get_model("blog", "Comment")._default_manager
    newest = comments.shown().filter(post__in=Post.objects.public())
    newest = newest.order_by("-created_at", "-pk").values("pk")[:LOOKED_AT]
    found = comments.filter(pk__in=newest).select_related("post")
    for term in query.terms:
        found = found.filter(source__icontains=term.text)
    for term in query.without:
        found = found.exclude(source__icontains=term.text)
    found = found.only(
        "html",
        "author_name",
        "created_at",
        "post__title_html",
        "post__slug",
        "post__language",
        "post__comment_count",
    )
    found = found.annotate(count=Window(Count(Value(1)))).order_by("-created_at", "-pk")
    rows = list(found[(number - 1) * size : number * size]) if query.terms else []
    return Found(rows, rows[0].count if rows else 0)
