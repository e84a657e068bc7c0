"""The way from the front page to a page: shown on it, and told to machines."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.posts.models import Page, Post
from blog.posts.series import Series
from blog.posts.taxonomy import Tag
from blog.reading.chrome import CategoryNode, Chrome

Place = Post | Page | CategoryNode | Tag | Series


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way; ``name`` is plain text."""

    name: str
    name_html: str
    url: str


def breadcrumbs_of(place: Place, chrome: Chrome) -> list[Crumb]:
    """Return the way to ``place``, the front page first and the place itself last: no query."""
    return [_fixed(_("Home"), "home"), *_way_to(place, chrome)]


def _way_to(place: Place, chrome: Chrome) -> list[Crumb]:
    match place:
        case Post():
            slug = place.category.slug if place.category else ""
            branch = chrome.category_by_slug.get(slug)
            above = [*branch.above, branch] if branch else []
            return [*map(_branch, above), Crumb(place.title_plain, place.title_html, place.url)]
        case Page():
            return [Crumb(place.title_plain, place.title_html, place.get_absolute_url())]
        case CategoryNode():
            path = map(_branch, [*place.above, place])
            return [_fixed(_("Categories"), "categories"), *path]
        case Tag():
            return [_fixed(_("Tags"), "tags"), _named(place)]
        case Series():
            return [_fixed(_("Series"), "series_index"), _named(place)]


def _branch(node: CategoryNode) -> Crumb:
    return Crumb(node.name, node.name_html, node.url)


def _named(thing: Tag | Series) -> Crumb:
    return Crumb(thing.name_plain, thing.name_html, thing.get_absolute_url())


def _fixed(name: str, page: str) -> Crumb:
    return Crumb(name, escape(name), reverse(f"blog:{page}"))
