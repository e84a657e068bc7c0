"""From the counts that the database keeps to what readers are told."""

from django.db.models import F, OuterRef
from django.db.models.expressions import CombinedExpression
from django.utils import timezone

from blog.posts.counting import count_of
from blog.posts.models import Post


def public_count(**where: OuterRef) -> CombinedExpression:
    """Return an expression for what stores a ``post_count``: how many of them are public now.

    where: which posts it counts. What is held back becomes public with time alone, so the few posts
    ahead are counted at each asking, from the end of an index, and taken off.
    """
    published = Post.objects.filter(status=Post.Status.PUBLISHED, **where)
    ahead = published.filter(published_at__gt=timezone.now())
    return F("post_count") - count_of(ahead)
