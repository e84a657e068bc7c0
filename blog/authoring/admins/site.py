"""The blog's own settings and its old addresses in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from blog.authoring.admins.base import BlogAdmin
from blog.posts.models import OldPath
from blog.posts.site import Site

admin.site.site_header = admin.site.site_title = "Lemma"


@admin.register(Site)
class SiteAdmin(BlogAdmin[Site]):
    """The one row of settings: changed, never added or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse a second row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Site | None = None) -> bool:
        """Keep the row."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Go straight to the row."""
        site, _ = Site.objects.get_or_create(pk=1)
        return redirect("admin:blog_site_change", site.pk)


@admin.register(OldPath)
class OldPathAdmin(BlogAdmin[OldPath]):
    """Where an address of former days is led to its text."""

    list_display = ("path", "post", "page")
    list_select_related = ("post", "page")
    search_fields = ("path",)
    autocomplete_fields = ("post", "page")
