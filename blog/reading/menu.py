"""The menu: what the author arranged, or the blog's own; then the pages that ask for a place."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.posts.addresses import address
from blog.posts.menu import IN_THE_BEGINNING, MenuItem
from blog.posts.models import Page


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the menu."""

    title_html: str
    url: str


class Menu(NamedTuple):
    """The lines in the masthead, and those in the foot."""

    head: tuple[MenuLine, ...]
    foot: tuple[MenuLine, ...]


def arranged_rows() -> ArraySubquery:
    """Return an expression: the author's lines, hidden ones too, in their order."""
    row = JSONObject(
        title="title",
        target="target",
        address="address",
        place="place",
        is_shown="is_shown",
        page=F("page__slug"),
        page_title=F("page__title_html"),
    )
    return ArraySubquery(MenuItem.objects.values(json=row))


def page_rows() -> ArraySubquery:
    """Return an expression: the pages that want to be in the menu."""
    row = JSONObject(title_html="title_html", slug="slug")
    return ArraySubquery(Page.objects.filter(in_menu=True).values(json=row))


def menu_of(
    arranged: list[dict[str, Any]], pages: list[dict[str, str]], *, has_series: bool
) -> Menu:
    """Return the whole menu; a page that has no line of its own stands last in the masthead."""
    rows = arranged or [_row(target) for target in IN_THE_BEGINNING]
    shown = [row for row in rows if row["is_shown"]]
    if not has_series:
        shown = [row for row in shown if row["target"] != MenuItem.Target.SERIES]
    placed = {row["page"] for row in rows}
    others = [
        MenuLine(page["title_html"], address("page", page["slug"]))
        for page in pages
        if page["slug"] not in placed
    ]
    head = [_line(row) for row in shown if row["place"] == MenuItem.Place.HEAD]
    foot = [_line(row) for row in shown if row["place"] == MenuItem.Place.FOOT]
    return Menu((*head, *others), tuple(foot))


def _row(target: str) -> dict[str, Any]:
    return {"target": target, "title": "", "page": None, "place": "head", "is_shown": True}


def _line(row: dict[str, Any]) -> MenuLine:
    title = escape(row["title"])
    if row["target"] == MenuItem.Target.ADDRESS:
        return MenuLine(title, row["address"])
    if row["target"] == MenuItem.Target.PAGE:
        return MenuLine(title or row["page_title"], address("page", row["page"]))
    return MenuLine(title or escape(_own_word(row["target"])), reverse(f"blog:{row['target']}"))


def _own_word(target: str) -> str:
    """Return the blog's own word for a target, in the language of the site."""
    words = {
        MenuItem.Target.HOME: _("Home"),
        MenuItem.Target.ARCHIVE: _("Archive"),
        MenuItem.Target.CATEGORIES: _("Categories"),
        MenuItem.Target.TAGS: _("Tags"),
        MenuItem.Target.SERIES: _("Series"),
        MenuItem.Target.SEARCH: _("Search"),
        MenuItem.Target.RANDOM: _("A random post"),
    }
    return words[MenuItem.Target(target)]
