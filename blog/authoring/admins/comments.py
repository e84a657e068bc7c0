"""Comments in the admin: the queue of those that wait, and all others."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.authoring.admins.base import BlogAdmin
from blog.authoring.forms import CommentForm
from blog.authoring.people import person
from blog.comments import moderation
from blog.comments.conversation import store
from blog.comments.models import Comment, CommentQuerySet
from blog.comments.notices import announce
from blog.comments.revisions import Revision, keep_revision
from blog.comments.spam.evidence import told
from blog.comments.spam.rules import SpamRule
from blog.posts.site import Site

EXCERPT = 80


class StatusFilter(admin.SimpleListFilter):
    """What waits, unless something else is asked for."""

    title = _("status")
    parameter_name = "status"
    EVERY = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Return the choices beside the queue."""
        return [*Comment.Status.choices, (self.EVERY, _("All"))]

    def choices(self, changelist: Any) -> Any:
        """Leave out Django's own first choice, which would be everything."""
        return list(super().choices(changelist))[1:]

    def value(self) -> str:
        """Return the choice; the queue where none was made."""
        return super().value() or Comment.Status.HELD

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        """Keep what was chosen."""
        return queryset if self.value() == self.EVERY else queryset.filter(status=self.value())


class RevisionInline(admin.TabularInline):  # type: ignore[type-arg]
    """What a comment said before: read, never changed."""

    model = Revision
    fields = readonly_fields = ("source", "replaced_at", "replaced_by")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to make up a past."""
        return False


@admin.register(Comment)
class CommentAdmin(BlogAdmin[Comment]):
    """Where the author looks after the conversation."""

    form = CommentForm
    inlines = (RevisionInline,)
    change_form_template = "authoring/comment_form.html"
    change_list_template = "authoring/comment_list.html"
    list_display = ("excerpt", "author_name", "article", "status", "why", "created_at", "answer")
    list_filter = (StatusFilter, "is_by_author")
    list_select_related = ("post",)
    list_per_page = 50
    search_fields = ("author_name", "author_email", "source", "post__title")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    actions = ("show", "hide", "mark_as_spam", "ban_mail", "ban_network")
    autocomplete_fields = ("post", "parent")
    fields = (
        "post",
        "parent",
        "source",
        "status",
        "why",
        ("author_name", "is_by_author"),
        ("author_email", "author_site"),
        ("address", "user_agent"),
        "created_at",
    )

    def get_urls(self) -> list[URLPattern]:
        """Add the page about one person."""
        view = self.admin_site.admin_view(person)
        return [path("person/", view, name="blog_comment_person"), *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        """Leave a comment where it was made: moving it would tear its thread."""
        known = ("why", "address", "user_agent")
        return ("post", "parent", *known) if obj else known

    def get_inlines(self, request: HttpRequest, obj: Comment | None) -> Any:
        """Show former texts only where there are some."""
        return self.inlines if obj and obj.revisions.exists() else ()

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
        """Store the comment with its rendering, keep what it said before, tell who waits for it."""
        obj.judged_at = timezone.now()
        if change:
            keep_revision(obj, request.user.pk)
        elif obj.parent_id and obj.status == Comment.Status.SHOWN:
            moderation.approve(Comment.objects.filter(pk=obj.parent_id))
        store(obj)
        announce(obj)

    @admin.display(description=_("text"))
    def excerpt(self, comment: Comment) -> str:
        """Return the comment's first words."""
        return comment.source[:EXCERPT] or "–"

    @admin.display(description=_("post"), ordering="post")
    def article(self, comment: Comment) -> str:
        """Return the title of its article, which may break across lines."""
        return comment.post.title_plain or comment.post.title

    @admin.display(description=_("why it waits"))
    def why(self, comment: Comment) -> str:
        """Return what the layers found."""
        return "; ".join(told(comment.reasons)) or "–"

    @admin.display(description="")
    def answer(self, comment: Comment) -> str:
        """Return a link to a new comment below this one, which shows this one too."""
        if not comment.is_answerable:
            return ""
        address = reverse("admin:blog_comment_add")
        is_shown = comment.status == Comment.Status.SHOWN
        return format_html(
            '<a class="nowrap" href="{}?post={}&amp;parent={}">{}</a>',
            *(address, comment.post_id, comment.pk),
            _("Answer") if is_shown else _("Show and answer"),
        )

    @admin.action(description=_("Show the selected comments"), permissions=["change"])
    def show(self, request: HttpRequest, comments: CommentQuerySet) -> None:
        """Let readers see comments, but for those that their writers took back."""
        left_out = comments.count() - comments.standing().count()
        self._turn(request, comments, moderation.approve)
        if left_out:
            why = _("Withdrawn or erased by their writers, and left hidden: %(count)d")
            self.message_user(request, why % {"count": left_out}, messages.WARNING)

    @admin.action(description=_("Hide the selected comments"), permissions=["change"])
    def hide(self, request: HttpRequest, comments: CommentQuerySet) -> None:
        """Keep comments from readers."""
        self._turn(request, comments, moderation.hide)

    @admin.action(description=_("Mark the selected comments as spam"), permissions=["change"])
    def mark_as_spam(self, request: HttpRequest, comments: CommentQuerySet) -> None:
        """Keep comments from readers as spam."""
        self._turn(request, comments, moderation.mark_as_spam)

    @admin.action(description=_("Spam: ban the mail addresses"), permissions=["change"])
    def ban_mail(self, request: HttpRequest, comments: CommentQuerySet) -> None:
        """Call comments spam, and all that their mail addresses send."""
        self._ban(request, comments, SpamRule.Kind.MAIL)

    @admin.action(description=_("Spam: ban the networks"), permissions=["change"])
    def ban_network(self, request: HttpRequest, comments: CommentQuerySet) -> None:
        """Call comments spam, and all that their networks send."""
        self._ban(request, comments, SpamRule.Kind.ADDRESS)

    def _turn(
        self,
        request: HttpRequest,
        comments: CommentQuerySet,
        act: Callable[[CommentQuerySet], int],
    ) -> None:
        count = act(comments)
        done = ngettext("%(count)d comment changed.", "%(count)d comments changed.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)

    def _ban(self, request: HttpRequest, comments: CommentQuerySet, kind: SpamRule.Kind) -> None:
        count = moderation.ban(comments, kind)
        done = ngettext("%(count)d spam rule stands.", "%(count)d spam rules stand.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)
