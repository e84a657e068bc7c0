"""An article with all that its page shows of itself and of other rows, in one query."""

from functools import cache

from django.db.models import BigIntegerField, Q, TextField
from django.http import Http404

from blog.comments.marks import talk_of_a_post
from blog.comments.threads import skeleton_of_a_post
from blog.posts.addresses import number_in
from blog.posts.compiled import Blank, Compiled
from blog.posts.models import Post


def article(key: str) -> Post:
    """Return the post that the last part of an address means, number or slug, public or not.

    With ``talk_rows`` for ``with_marks`` and ``skeleton`` for ``thread_of``. Raises Http404.
    """
    number = number_in(key)
    slug = key if number is None else None
    post = next(_articles().rows(number=number, slug=slug), None)
    if post is None:
        raise Http404
    return post


@cache
def _articles() -> Compiled[Post]:
    number, slug = Blank("number", BigIntegerField()), Blank("slug", TextField())
    whole = Post.objects.for_page().annotate(
        talk_rows=talk_of_a_post(), skeleton=skeleton_of_a_post()
    )
    return Compiled(whole.filter(Q(pk=number) | Q(slug=slug)))
