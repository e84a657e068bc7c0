"""Categories and tags in the admin."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.authoring import publish
from blog.authoring.admins.base import BlogAdmin, M
from blog.posts.taxonomy import Category, Tag


class TreeChangeList(ChangeList):
    """The categories as a tree, each below its parent."""

    def get_results(self, request: HttpRequest) -> None:
        """Put the rows of the page in the order of the tree."""
        super().get_results(request)
        self.result_list: list[Category] = list(_in_tree_order(self.result_list))


class NamedAdmin(BlogAdmin[M]):
    """Where something gets a name, which may hold formulas."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store it with its name as readers see it."""
        publish.save_named(obj)


@admin.register(Category)
class CategoryAdmin(NamedAdmin[Category]):
    """Where the tree of categories grows."""

    list_display = ("branch", "slug", "post_count")
    # A tree is not cut into pages.
    list_per_page = 1000
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent",)
    fields = ("name", "parent", "description", "slug")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Use the list that is a tree."""
        return TreeChangeList

    @admin.display(description=_("category"))
    def branch(self, category: Any) -> str:
        """Return the name, further in the deeper it stands."""
        # Full-width spaces, because HTML keeps them.
        return f"{'　' * category.depth}{category}"


@admin.register(Tag)
class TagAdmin(NamedAdmin[Tag]):
    """Where tags are named."""

    list_display = ("__str__", "slug", "post_count")
    search_fields = ("name", "slug")
    fields = ("name", "slug")


def _in_tree_order(categories: Iterable[Any]) -> Iterable[Any]:
    """Yield each category below its parent, its ``depth`` set; without its parent, at the top."""
    rows = list(categories)
    present = {row.pk for row in rows}
    children: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        children[row.parent_id if row.parent_id in present else None].append(row)
    waiting = [(0, row) for row in reversed(children[None])]
    while waiting:
        depth, row = waiting.pop()
        row.depth = depth
        yield row
        waiting.extend((depth + 1, child) for child in reversed(children[row.pk]))
