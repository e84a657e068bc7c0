"""Series in the admin, with the order of their parts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from blog.authoring.admins.taxonomy import NamedAdmin
from blog.posts.models import Post
from blog.posts.series import Series

LARGEST_PART = 32_767


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """The place of one post in its series."""

    part = forms.IntegerField(label=_("part"), min_value=1, max_value=LARGEST_PART)

    def validate_constraints(self) -> None:
        """Look at no part alone: where two change places, each would find the other in its way.

        The formset compares all of them.
        """


class PartInline(admin.TabularInline):  # type: ignore[type-arg]
    """The parts of a series in their order; what they say is written in their own form."""

    model = Post
    fk_name = "series"
    form = PartForm
    fields = ("part", "post", "status", "published_at")
    readonly_fields = ("post", "status", "published_at")
    ordering = ("part", "pk")
    extra = 0
    can_delete = False
    verbose_name_plural = _("parts: to add one, choose the series in the post's own form")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load what the rows show."""
        return super().get_queryset(request).only("title", "status", "published_at", "part")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Write posts in their own form."""
        return False

    @admin.display(description=_("post"))
    def post(self, post: Post) -> str:
        """Return a link to the post's form."""
        address = reverse("admin:blog_post_change", args=[post.pk])
        return format_html('<a href="{}">{}</a>', address, post.title)


@admin.register(Series)
class SeriesAdmin(NamedAdmin[Series]):
    """Where series are named and their parts put in order."""

    list_display = ("__str__", "slug", "language", "post_count")
    search_fields = ("name", "slug")
    fields = ("name", "description", "slug", "language")
    inlines = (PartInline,)
