"""Where a conversation is open."""

from django.urls import reverse

from blog.posts.models import Post
from blog.posts.site import Site


def is_open(post: Post, *, site_is_open: bool) -> bool:
    """Tell whether strangers may write under a post they can read."""
    if post.comment_policy == Post.CommentPolicy.SITE:
        return site_is_open
    return post.comment_policy == Post.CommentPolicy.OPEN


def site_is_open() -> bool:
    """Tell whether the site as a whole takes comments; one query."""
    return Site.objects.filter(comment_policy=Site.CommentPolicy.OPEN).exists()


def form_address(post: Post, *, site_is_open: bool) -> str:
    """Return where to write about a post; "" where its conversation is closed."""
    is_taken = is_open(post, site_is_open=site_is_open)
    return reverse("blog:comment", args=[post.pk]) if is_taken else ""
