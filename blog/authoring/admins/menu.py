"""The menu and the links in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from blog.authoring.admins.base import BlogAdmin
from blog.posts.links import Link
from blog.posts.menu import APART, MenuItem, lay_out


class OrderedAdmin(BlogAdmin[Any]):
    """Rows in an order that the author sets."""

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """Put what is new last."""
        last = self.model._default_manager.aggregate(last=Max("position"))["last"] or 0
        return {"position": last + APART, **super().get_changeform_initial_data(request)}


@admin.register(MenuItem)
class MenuItemAdmin(OrderedAdmin):
    """Where the menu is arranged; it begins with the blog's own."""

    list_display = ("__str__", "target", "place", "position", "is_shown")
    list_editable = ("place", "position", "is_shown")
    list_select_related = ("page",)
    fieldsets = (
        (None, {"fields": ("target", "page", "address", "title")}),
        (_("Place"), {"fields": (("place", "position"), "is_shown")}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Begin with the blog's own menu, so that the first change loses none of it."""
        if self.has_change_permission(request):
            lay_out()
        return super().changelist_view(request, extra_context)


@admin.register(Link)
class LinkAdmin(OrderedAdmin):
    """Where other people's sites are recommended."""

    list_display = ("name", "url", "relation", "position")
    list_editable = ("position",)
    search_fields = ("name", "url", "description")
    fields = ("name", "url", "description", "feed_url", "relation", "position")
