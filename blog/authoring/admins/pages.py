"""Pages in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.authoring import publish
from blog.authoring.admins.texts import TextAdmin, tell_problems
from blog.authoring.forms import TextForm
from blog.posts.models import Page


@admin.register(Page)
class PageAdmin(TextAdmin[Page]):
    """Where pages are written."""

    form = TextForm
    list_display = ("title", "slug", "in_menu", "menu_order", "problem_count")
    list_editable = ("in_menu", "menu_order")
    fieldsets = (
        (None, {"fields": ("title", "source")}),
        (
            _("Address and menu"),
            {"fields": ("slug", "language", "in_menu", "menu_order", "shows_links")},
        ),
    )

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        """Store the page with all that follows, and tell what the renderer found."""
        publish.save_page(obj)
        tell_problems(request, obj)
