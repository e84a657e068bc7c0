"""Posts in the admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.checks import CheckMessage
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.authoring import drafts, publish
from blog.authoring.admins.texts import TextAdmin, tell_problems
from blog.authoring.forms import TextForm
from blog.posts import popular
from blog.posts.models import Post
from blog.posts.readership import views_since


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
        "views",
        "problem_count",
    )
    list_filter = ("status", "is_pinned", "category", "series", "language")
    list_select_related = ("category", "readership")
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-pk")
    actions = ("publish", "withdraw")
    autocomplete_fields = ("category", "tags", "series", "translation_of")
    fieldsets = (
        (None, {"fields": ("title", "source")}),
        (_("Publication"), {"fields": ("status", "published_at", "is_pinned")}),
        (_("Filing"), {"fields": ("category", "tags", ("series", "part"), "translation_of")}),
        (
            _("Address and conversation"),
            {"fields": ("slug", "language", "comment_policy", "licence")},
        ),
        (_("Formulas"), {"fields": ("numbers_by_section",)}),
        (_("Readers"), {"fields": ("views", "views_of_late")}),
    )
    readonly_fields = ("views", "views_of_late")

    def check(self, **options: Any) -> list[CheckMessage]:
        """Let the tags stand in the form: a Tagging has nothing that a form would have to ask."""
        return [problem for problem in super().check(**options) if problem.id != "admin.E013"]

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None, **options: Any
    ) -> Any:
        """Complete the tags while typing; Django offers nothing where a model stands between."""
        widget = AutocompleteSelectMultiple(db_field, self.admin_site)
        return db_field.formfield(**{**options, "widget": widget})

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

    @admin.display(description=_("views"), ordering="readership__count")
    def views(self, post: Post) -> int:
        """Return how often the post was read, as far as is stored."""
        return post.readership.count if hasattr(post, "readership") else 0

    @admin.display(description=_("views in the last 30 days"))
    def views_of_late(self, post: Post) -> int:
        """Return how often the post was read in the days that make it popular: 1 query."""
        return views_since(timezone.localdate() - timedelta(days=popular.DAYS), post)

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
