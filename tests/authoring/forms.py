"""What the author's browser sends, where to, and what comes back."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from blog.posts.models import Post

ADD = "/admin/blog/post/add/"


def post_form(**fields: Any) -> dict[str, Any]:
    """Return what the browser sends for a new post."""
    defaults = {
        "title": "题目",
        "source": "正文",
        "status": "published",
        "published_at_0": "2026/01/02",
        "published_at_1": "03:04:05",
        "language": "zh-hans",
        "comment_policy": "site",
    }
    return {**defaults, **fields}


def change_form(post: Post, **fields: Any) -> dict[str, Any]:
    """Return what the browser sends for a post whose date was left alone."""
    moment = timezone.localtime(post.published_at)
    date = {"published_at_0": f"{moment:%Y/%m/%d}", "published_at_1": f"{moment:%H:%M:%S}"}
    initial = {f"initial-{name}": value for name, value in date.items()}
    form = {"title": post.title, "source": post.source, "status": post.status, "language": "en"}
    return {**form, **date, **initial, "comment_policy": "site", **fields}


def change_url(row: Any) -> str:
    return reverse(f"admin:blog_{row._meta.model_name}_change", args=[row.pk])


def errors(response: Any) -> Any:
    return response.context["adminform"].form.errors
