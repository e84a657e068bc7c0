"""What posts and pages share in the admin: the editor, and what the renderer found."""

from typing import Any, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, Func, IntegerField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.authoring.admins.base import BlogAdmin
from blog.authoring.problems import findings
from blog.posts.models import Page, Post

# Enough to begin mending; the editor lists them all.
PROBLEMS_TOLD = 5

T = TypeVar("T", Post, Page)


class TextChangeList(ChangeList):
    """A list of texts that leaves their bodies in the database."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """Load what the list shows."""
        texts = super().get_queryset(request, exclude_parameters)
        return texts.defer("source", "html", "toc", "labels", "plain", "problems")


class TextAdmin(BlogAdmin[T]):
    """Where something is written."""

    list_per_page = 50
    search_fields = ("title", "source", "slug")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Count problems along."""
        length = Func(F("problems"), function="jsonb_array_length", output_field=IntegerField())
        return super().get_queryset(request).annotate(problem_count=length)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Use the list without bodies."""
        return TextChangeList

    def view_on_site(self, text: T) -> str:
        """Lead straight to the text; staff may read drafts there too."""
        return text.get_absolute_url()

    @admin.display(description=_("problems"), ordering="problem_count")
    def problem_count(self, text: Any) -> int | str:
        """Return how many problems the renderer found; nothing where it found none."""
        return text.problem_count or ""


def tell_problems(request: HttpRequest, text: Post | Page) -> None:
    """Say what the renderer found, the first few with their places."""
    found = findings(text.problems)
    for finding in found[:PROBLEMS_TOLD]:
        messages.warning(request, str(finding))
    if rest := found[PROBLEMS_TOLD:]:
        more = ngettext("%(count)d more problem.", "%(count)d more problems.", len(rest))
        messages.warning(request, more % {"count": len(rest)})
