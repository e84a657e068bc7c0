"""Storing the demo: pictures, shelves, posts, pages and the talk below them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.authoring.demo import content
from blog.authoring.demo.content import Remark, Text
from blog.authoring.publish import save_named, save_page, save_post
from blog.authoring.shipped.pages import add_pages
from blog.comments.conversation import store
from blog.comments.models import Comment
from blog.media import images
from blog.posts.links import Link
from blog.posts.menu import MenuItem, put_in_foot
from blog.posts.models import Page, Post
from blog.posts.series import Series
from blog.posts.site import Site
from blog.posts.taxonomy import Category, Tag

Shelf = TypeVar("Shelf", Category, Tag, Series)

# ![what it shows](figures/name.png "caption")
FIGURE = re.compile(r"(?<=\]\()figures/([\w-]+\.png)")


class BlogNotEmpty(Exception):
    """The blog has posts already; ``posts`` says how many."""

    def __init__(self, posts: int) -> None:
        super().__init__(posts)
        self.posts = posts


@dataclass(slots=True)
class Loaded:
    """How much was stored."""

    posts: int = 0
    pages: int = 0
    comments: int = 0


@transaction.atomic
def load(*, beside_others: bool = False) -> Loaded:
    """Store the demo and return how much of it was new.

    beside_others: also where posts exist. A text that is there already, by slug or else by title,
    stays as it is, so that loading twice changes nothing. Raises BlogNotEmpty otherwise.
    """
    existing = Post.objects.count()
    if existing and not beside_others:
        raise BlogNotEmpty(existing)
    shelves = content.masthead_and_shelves()
    author_name = _sign_the_masthead(**shelves["site"])
    categories = _categories(shelves["categories"])
    tags = {slug: _named(Tag, slug, name) for slug, name in shelves["tags"].items()}
    series = {table["slug"]: _named(Series, **table) for table in shelves["series"]}
    loaded = Loaded(pages=len(add_pages()))
    for text in content.pages():
        loaded.pages += _add_page(text)
    _recommend(shelves["links"])
    for text in content.posts():
        shelved = {"category": categories[text.category], "series": series.get(text.series)}
        post = _add_post(text, [tags[slug] for slug in text.tags], **shelved)
        if post:
            loaded.posts += 1
            loaded.comments += _add_comments(post, text.comments, author_name)
    return loaded


def _sign_the_masthead(tagline: str, author_name: str) -> str:
    """Fill what the site's author left empty; return the author's name."""
    site, _ = Site.objects.get_or_create(pk=1)
    site.tagline = site.tagline or tagline
    site.author_name = site.author_name or author_name
    site.save()
    return site.author_name


def _categories(tables: list[dict[str, str]]) -> dict[str, Category]:
    categories: dict[str, Category] = {}
    for table in tables:
        parent = categories.get(table.get("parent", ""))
        categories[table["slug"]] = _named(
            Category,
            table["slug"],
            table["name"],
            parent=parent,
            description=table.get("description", ""),
        )
    return categories


def _named(model: type[Shelf], slug: str, name: str, **rest: object) -> Shelf:
    """Return the category or tag that has this slug or this name already, else a new one."""
    found = model.objects.filter(Q(slug=slug) | Q(name=name)).first()
    if found:
        return found
    named = model(slug=slug, name=name, **rest)
    save_named(named)
    return named


def _recommend(links: list[dict[str, str]]) -> None:
    """Store links, and a line that leads anywhere, where the author has none."""
    if not Link.objects.exists():
        rows = enumerate(links, start=1)
        Link.objects.bulk_create(Link(position=10 * number, **row) for number, row in rows)
    if not MenuItem.objects.filter(target=MenuItem.Target.RANDOM).exists():
        put_in_foot(MenuItem.Target.RANDOM)


def _add_page(text: Text) -> bool:
    """Store a page; return whether it was new."""
    if Page.objects.filter(slug=text.slug).exists():
        return False
    page = Page(
        slug=text.slug or "",
        title=text.title,
        source=_with_pictures(text.source),
        language=text.language,
        menu_order=text.menu_order,
        in_menu=not text.is_in_foot,
        shows_links=text.shows_links,
    )
    save_page(page)
    if text.is_in_foot:
        put_in_foot(MenuItem.Target.PAGE, page)
    return True


def _add_post(text: Text, tags: list[Tag], **shelved: Any) -> Post | None:
    """Store a post and return it, or None if it is there already."""
    same = Q(slug=text.slug) if text.slug else Q(title=text.title)
    if Post.objects.filter(same).exists():
        return None
    post = Post(
        slug=text.slug,
        title=text.title,
        source=_with_pictures(text.source),
        language=text.language,
        status=Post.Status.DRAFT if text.is_draft else Post.Status.PUBLISHED,
        published_at=_moment(text),
        translation_of=Post.objects.filter(title=text.translation_of).first(),
        is_pinned=text.is_pinned,
        licence=text.licence,
        **shelved,
    )
    save_post(post, tags)
    return post


def _moment(text: Text) -> datetime:
    day = timezone.localdate() - timedelta(days=text.days_ago)
    return timezone.make_aware(datetime.combine(day, text.at))


def _with_pictures(source: str) -> str:
    """Return the text with every figure's address in the media store, where it is kept now."""

    def address(match: re.Match[str]) -> str:
        name = match[1]
        return images.accept((content.FIGURES / name).read_bytes(), name).url

    return FIGURE.sub(address, source)


def _add_comments(
    post: Post, remarks: tuple[Remark, ...], author_name: str, parent: Comment | None = None
) -> int:
    """Store a conversation, each remark before its replies; return how many."""
    stored = 0
    for remark in remarks:
        comment = Comment(
            post=post,
            parent=parent,
            author_name=author_name if remark.is_by_author else remark.name,
            is_by_author=remark.is_by_author,
            status=Comment.Status.SHOWN,
            source=remark.text,
            created_at=post.published_at + timedelta(hours=remark.hours_after),
        )
        store(comment)
        stored += 1 + _add_comments(post, remark.replies, author_name, parent=comment)
    return stored
