"""The blog's own settings and its old addresses in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.authoring import cards, macros
from blog.authoring.admins.base import BlogAdmin
from blog.authoring.forms import SiteForm
from blog.posts.old_paths import TARGETS, OldPath
from blog.posts.site import Site

admin.site.site_header = admin.site.site_title = "Lemma"


@admin.register(Site)
class SiteAdmin(BlogAdmin[Site]):
    """The one row of settings: changed, never added or deleted."""

    form = SiteForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse a second row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Site | None = None) -> bool:
        """Keep the row."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Go straight to the row."""
        site, _is_new = Site.objects.get_or_create(pk=1)
        return redirect("admin:blog_site_change", site.pk)

    def save_model(self, request: HttpRequest, obj: Site, form: Any, change: bool) -> None:
        """Store the settings; where macros changed, render the texts again or say how."""
        super().save_model(request, obj, form, change)
        if {"title", "author_name"}.intersection(form.changed_data):
            cards.draw_all_later()
        if "macros" not in form.changed_data:
            return
        waiting = macros.catch_up(macros.mark_all_texts())
        if waiting:
            told = ngettext(
                "%(count)d text waits to be rendered with the new macros: run render_posts.",
                "%(count)d texts wait to be rendered with the new macros: run render_posts.",
                waiting,
            )
            messages.warning(request, told % {"count": waiting})
        else:
            messages.success(request, _("All texts were rendered with the new macros."))


@admin.register(OldPath)
class OldPathAdmin(BlogAdmin[OldPath]):
    """Where an address of former days is led to its text or its list."""

    list_display = ("path", "leads_to")
    list_select_related = TARGETS
    list_per_page = 50
    search_fields = ("path",)
    autocomplete_fields = TARGETS

    @admin.display(description=_("leads to"))
    def leads_to(self, old: OldPath) -> str:
        """Return a link to where it leads."""
        target = old.target
        if target is None:
            return "–"
        return format_html('<a href="{}">{}</a>', target.get_absolute_url(), target)
