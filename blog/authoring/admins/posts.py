"""Posts in the admin."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.authoring import drafts, publish
from blog.authoring.admins.texts import TextAdmin, tell_problems
from blog.authoring.forms import TextForm
from blog.comments.models import Comment
from blog.posts.counting import count_of
from blog.posts.models import Post


@admin.register(Post)
class PostAdmin(TextAdmin[Post]):
    """Where posts are written, published and found again."""

    form = TextForm
    list_display = (
        "title",
        "status",
        "published_at",
        "category",
        "is_pinned",
        "comment_count",
        "problem_count",
    )
    list_filter = ("status", "is_pinned", "category", "language")
    list_select_related = ("category",)
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-pk")
    actions = ("publish", "withdraw")
    autocomplete_fields = ("category", "tags")
    fieldsets = (
        (None, {"fields": ("title", "source")}),
        (_("Publication"), {"fields": ("status", "published_at", "is_pinned")}),
        (_("Filing"), {"fields": ("category", "tags")}),
        (
            _("Address and conversation"),
            {"fields": ("slug", "language", "comment_policy", "licence")},
        ),
        (_("Formulas"), {"fields": ("numbers_by_section",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Count the comments along."""
        shown = Comment.objects.shown().filter(post=OuterRef("pk"))
        return super().get_queryset(request).annotate(comment_count=count_of(shown))

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        """Store the post with all that follows, and tell what the renderer found."""
        if "published_at" not in form.changed_data and _appears(obj, change, form.changed_data):
            obj.published_at = timezone.now()
        publish.save_post(obj, form.cleaned_data["tags"])
        tell_problems(request, obj)

    def delete_model(self, request: HttpRequest, obj: Post) -> None:
        """Delete the post with all that follows."""
        publish.delete_post(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        """Delete posts with all that follows."""
        for post in queryset:
            publish.delete_post(post)

    @admin.display(description=_("comments"), ordering="comment_count")
    def comment_count(self, post: Any) -> int:
        """Return how many comments readers see."""
        return int(post.comment_count)

    @admin.action(description=_("Publish the selected posts"), permissions=["change"])
    def publish(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        """Make posts public."""
        self._change(request, posts, drafts.publish)

    @admin.action(description=_("Turn the selected posts into drafts"), permissions=["change"])
    def withdraw(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        """Make posts drafts."""
        self._change(request, posts, drafts.withdraw)

    def _change(
        self, request: HttpRequest, posts: QuerySet[Post], change: Callable[[Post], None]
    ) -> None:
        for post in posts:
            change(post)
            self.log_change(request, post, [{"changed": {"fields": [str(_("status"))]}}])
        done = ngettext("%(count)d post changed.", "%(count)d posts changed.", len(posts))
        self.message_user(request, done % {"count": len(posts)}, messages.SUCCESS)


def _appears(post: Post, is_stored: bool, changed: list[str]) -> bool:
    """Tell whether a post whose date the author left alone gets its date by being saved now."""
    is_published = "status" in changed and post.status == Post.Status.PUBLISHED
    return not is_stored or (is_published and drafts.is_undated(post))
