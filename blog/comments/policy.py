"""Where a conversation is open."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from blog.posts.models import Post
from blog.posts.site import Site


@dataclass(frozen=True, slots=True)
class SitePolicy:
    """What holds where a post does not say otherwise.

    closes_after_days: counted from the day a post appears; None: never.
    """

    is_open: bool
    closes_after_days: int | None

    @classmethod
    def of(cls, site: Site) -> "SitePolicy":
        """Return the policy that stands in the site's settings."""
        is_open = site.comment_policy == Site.CommentPolicy.OPEN
        return cls(is_open, site.comments_close_after_days)


def is_open(post: Post, policy: SitePolicy) -> bool:
    """Tell whether strangers may write under a post they can read."""
    if post.comment_policy != Post.CommentPolicy.SITE:
        return post.comment_policy == Post.CommentPolicy.OPEN
    days = policy.closes_after_days
    is_old = days is not None and post.published_at + timedelta(days=days) < timezone.now()
    return policy.is_open and not is_old


def form_address(post: Post, policy: SitePolicy) -> str:
    """Return where to write about a post; "" where its conversation is closed."""
    return reverse("blog:comment", args=[post.pk]) if is_open(post, policy) else ""
