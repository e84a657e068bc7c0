"""The way of a draft to its readers, and back."""

from datetime import timedelta

from django.utils import timezone

from blog.authoring.publish import save_post
from blog.posts.models import Post

# Both moments are taken during one save.
_SAME_MOMENT = timedelta(minutes=1)


def publish(post: Post) -> None:
    """Make a post public; a draft whose date nobody chose appears now."""
    if is_undated(post):
        post.published_at = timezone.now()
    post.status = Post.Status.PUBLISHED
    save_post(post)


def withdraw(post: Post) -> None:
    """Make a post a draft again; it keeps its date."""
    post.status = Post.Status.DRAFT
    save_post(post)


def is_undated(post: Post) -> bool:
    """Tell whether a post still bears the moment of its own creation as its date."""
    return abs(post.published_at - post.created_at) < _SAME_MOMENT
