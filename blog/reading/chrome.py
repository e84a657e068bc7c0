"""What stands around every page: the site's own words, the menu, the tree of categories."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from blog.comments.policy import SitePolicy
from blog.posts.addresses import address
from blog.posts.links import Link
from blog.posts.models import Page
from blog.posts.series import Series
from blog.posts.site import CurrentEdition, Site, current_edition
from blog.posts.stored_counts import public_count
from blog.posts.taxonomy import Category
from blog.reading.latest import (
    PostLink,
    Said,
    comments_in,
    popular_post_rows,
    posts_in,
    recent_comment_rows,
    recent_post_rows,
)
from blog.reading.menu import MenuLine, arranged_rows, menu_of, page_rows

LINKS_IN_THE_FOOT = 6


@dataclass(slots=True)
class CategoryNode:
    """A category in the tree.

    name: in plain text. post_count: public posts in it and below it. ids: its own and those
    below it.
    """

    name: str
    name_html: str
    slug: str
    description: str
    url: str
    post_count: int = 0
    parent: "CategoryNode | None" = None
    children: list["CategoryNode"] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    @property
    def above(self) -> "list[CategoryNode]":
        """Return the branches this one grows from, the root first."""
        return [*self.parent.above, self.parent] if self.parent else []


@dataclass(frozen=True, slots=True)
class Chrome:
    """The surroundings of every page of one edition; shared between requests, never changed."""

    title: str
    tagline: str
    author_name: str
    notice: str
    licence: str
    posts_per_page: int
    shows_views: bool
    comment_policy: SitePolicy
    post_count: int
    menu: tuple[MenuLine, ...]
    foot: tuple[MenuLine, ...]
    links: tuple[dict[str, str], ...]
    links_url: str
    popular_posts: tuple[PostLink, ...]
    recent_posts: tuple[PostLink, ...]
    recent_comments: tuple[Said, ...]
    categories: tuple[CategoryNode, ...]
    category_by_slug: dict[str, CategoryNode]


def chrome_for(request: HttpRequest) -> Chrome:
    """Return the surroundings of the page asked for."""
    return chrome_of(_edition_for(request), settings.LANGUAGE_CODE)


def piece_for(request: HttpRequest, template: str) -> str:
    """Return a piece of the page asked for that is the same on all pages, as HTML."""
    return piece_of(template, _edition_for(request), settings.LANGUAGE_CODE)


@lru_cache(maxsize=2)
def chrome_of(edition: CurrentEdition, language: str) -> Chrome:
    """Return the surroundings; 1 query for each new edition, none after."""
    site = Site.objects.annotate(
        public_posts=public_count(),
        categories=_counted_categories(),
        menu_rows=arranged_rows(),
        page_rows=page_rows(),
        has_series=Exists(Series.objects.filter(post_count__gt=0)),
        links=_first_links(),
        links_page=Subquery(Page.objects.filter(shows_links=True).values("slug")[:1]),
        popular_post_rows=popular_post_rows(),
        recent_post_rows=recent_post_rows(),
        recent_comment_rows=recent_comment_rows(),
    ).get()
    nodes = _tree(site.categories)
    menu = menu_of(site.menu_rows, site.page_rows, has_series=site.has_series)
    return Chrome(
        title=site.title,
        tagline=site.tagline,
        author_name=site.author_name,
        notice=site.notice,
        licence=site.licence,
        posts_per_page=site.posts_per_page,
        shows_views=site.shows_views,
        comment_policy=SitePolicy.of(site),
        post_count=site.public_posts,
        menu=menu.head,
        foot=menu.foot,
        links=tuple(site.links),
        links_url=address("page", site.links_page) if site.links_page else "",
        popular_posts=posts_in(site.popular_post_rows),
        recent_posts=posts_in(site.recent_post_rows),
        recent_comments=comments_in(site.recent_comment_rows),
        categories=tuple(node for node in nodes.values() if node.parent is None),
        category_by_slug=nodes,
    )


@lru_cache(maxsize=6)
def piece_of(template: str, edition: CurrentEdition, language: str) -> str:
    """Return a piece that no page of an edition has otherwise, as HTML."""
    return render_to_string(template, {"site": chrome_of(edition, language)})


def _edition_for(request: Any) -> CurrentEdition:
    """Return the edition that the page is of; finds it once where no view has."""
    if not hasattr(request, "edition"):
        request.edition = current_edition()
    edition: CurrentEdition = request.edition
    return edition


def _first_links() -> ArraySubquery:
    row = JSONObject(name="name", url="url", relation="relation")
    return ArraySubquery(Link.objects.values(json=row)[:LINKS_IN_THE_FOOT])


def _counted_categories() -> ArraySubquery:
    own = public_count(category=OuterRef("pk"))
    row = JSONObject(
        pk="pk",
        name="name_plain",
        name_html="name_html",
        slug="slug",
        description="description",
        parent="parent",
        own=own,
    )
    return ArraySubquery(Category.objects.values(json=row))


def _tree(rows: list[dict[str, Any]]) -> dict[str, CategoryNode]:
    """Link the rows into a tree and add each branch's posts up; keys are slugs, by name."""
    nodes = {
        row["pk"]: CategoryNode(
            name=row["name"],
            name_html=row["name_html"],
            slug=row["slug"],
            description=row["description"],
            url=reverse("blog:category", args=[row["slug"]]),
        )
        for row in rows
    }
    for row in rows:
        node = nodes[row["pk"]]
        node.parent = nodes.get(row["parent"])
        if node.parent:
            node.parent.children.append(node)
    for row in rows:
        branch: CategoryNode | None = nodes[row["pk"]]
        # A ring of parents, which only a hand in the database could make, ends the climb.
        while branch and row["pk"] not in branch.ids:
            branch.ids.append(row["pk"])
            branch.post_count += row["own"]
            branch = branch.parent
    return {node.slug: node for node in nodes.values()}
