"""Comments in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.authoring.admins.base import BlogAdmin
from blog.authoring.forms import CommentForm
from blog.comments.conversation import store
from blog.comments.models import Comment
from blog.comments.notices import announce
from blog.posts.site import Site

EXCERPT = 80


@admin.register(Comment)
class CommentAdmin(BlogAdmin[Comment]):
    """Where the author looks after the conversation."""

    form = CommentForm
    list_display = ("excerpt", "author_name", "post", "status", "created_at", "answer")
    list_filter = ("status", "is_by_author")
    list_select_related = ("post",)
    list_per_page = 50
    search_fields = ("author_name", "author_email", "source", "post__title")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    actions = ("show", "hide", "mark_as_spam")
    autocomplete_fields = ("post", "parent")
    fields = (
        "post",
        "parent",
        "source",
        "status",
        ("author_name", "is_by_author"),
        ("author_email", "author_site"),
        "created_at",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        """Leave a comment where it was made: moving it would tear its thread."""
        return ("post", "parent") if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """Begin a comment as the blog's author."""
        site = Site.objects.first()
        return {
            "author_name": site.author_name if site else "",
            "is_by_author": True,
            "status": Comment.Status.SHOWN,
            **super().get_changeform_initial_data(request),
        }

    def save_model(self, request: HttpRequest, obj: Comment, form: Any, change: bool) -> None:
        """Store the comment with its rendering, and tell who wants to know."""
        store(obj)
        announce(obj)

    @admin.display(description=_("text"))
    def excerpt(self, comment: Comment) -> str:
        """Return the comment's first words."""
        return comment.source[:EXCERPT]

    @admin.display(description="")
    def answer(self, comment: Comment) -> str:
        """Return a link to a new comment below this one."""
        address = reverse("admin:blog_comment_add")
        return format_html(
            '<a href="{}?post={}&amp;parent={}">{}</a>',
            *(address, comment.post_id, comment.pk, _("Answer")),
        )

    @admin.action(description=_("Show the selected comments"), permissions=["change"])
    def show(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        """Let readers see comments."""
        self._mark(request, comments, Comment.Status.SHOWN)

    @admin.action(description=_("Hide the selected comments"), permissions=["change"])
    def hide(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        """Keep comments from readers."""
        self._mark(request, comments, Comment.Status.HIDDEN)

    @admin.action(description=_("Mark the selected comments as spam"), permissions=["change"])
    def mark_as_spam(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        """Keep comments from readers as spam."""
        self._mark(request, comments, Comment.Status.SPAM)

    def _mark(
        self, request: HttpRequest, comments: QuerySet[Comment], status: Comment.Status
    ) -> None:
        # The list's rows carry annotations and an order, which an update needs none of.
        count = Comment.objects.filter(pk__in=comments.values("pk")).update(status=status)
        done = ngettext("%(count)d comment changed.", "%(count)d comments changed.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)
