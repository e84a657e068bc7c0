"""What the author knows of spam, in the admin."""

from django.contrib import admin

from blog.authoring.admins.base import BlogAdmin
from blog.comments.spam.rules import SpamRule


@admin.register(SpamRule)
class SpamRuleAdmin(BlogAdmin[SpamRule]):
    """Words and addresses that speak against a comment."""

    list_display = ("pattern", "id", "kind", "verdict", "note", "created_at")
    list_filter = ("kind", "verdict")
    search_fields = ("pattern", "note")
    ordering = ("-created_at", "-pk")
    fields = (("kind", "pattern"), "verdict", "note")
