"""Everything that follows when a text or a name appears or changes, by name and in order."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from blog.authoring import cards
from blog.authoring.citing import connected, follow, render_again, shown_elsewhere
from blog.comments.conversation import follow_equations
from blog.posts.models import Page, Post
from blog.posts.old_paths import remember
from blog.posts.related import relate
from blog.posts.rendering import render_name, render_page, render_post
from blog.posts.series import Series, take_place
from blog.posts.site import hold_edition, macros
from blog.posts.taxonomy import Category, Tag
from blog.search.index import index, outdate
from blog.subscriptions.websub import announce

Shelf = Category | Tag | Series


@transaction.atomic
def save_post(post: Post, tags: Iterable[Tag] | None = None) -> None:
    """Store a post with its rendering; its former address redirects from now on.

    Posts, pages and comments that show its numbers are rendered again. A text that readers have
    already seen is marked as revised when it changes. tags: all it is to have; None leaves them
    alone.
    """
    hold_edition()
    before = Post.objects.filter(pk=post.pk).first() if post.pk else None
    if before and before.is_public and before.source != post.source:
        post.updated_at = timezone.now()
    take_place(post)
    if not before:
        # The teaser holds the article's address, and that its number.
        post.save()
    render_post(post)
    post.save()
    if tags is not None:
        post.tags.set(tags)
    remember(post, before)
    follow(post, shown_elsewhere(before) if before else None)
    relate(post)
    index(post)
    if before:
        has_moved = before.get_absolute_url() != post.get_absolute_url()
        follow_equations(post, has_moved=has_moved)
    cards.draw_later(post)
    announce(post, before)


@transaction.atomic
def delete_post(post: Post) -> None:
    """Delete a post with its comments; the texts that cite it say that they lead nowhere."""
    hold_edition()
    concerned = connected(post)
    post.delete()
    cards.forget(post)
    render_again(concerned)


@transaction.atomic
def save_page(page: Page) -> None:
    """Store a page with its rendering; its former address redirects from now on."""
    before = Page.objects.filter(pk=page.pk).first() if page.pk else None
    render_page(page)
    page.save()
    remember(page, before)


@transaction.atomic
def save_named(named: Shelf) -> None:
    """Store a category, a tag or a series with its name; its former address redirects."""
    hold_edition()
    kind = type(named)
    before = kind._default_manager.filter(pk=named.pk).first() if named.pk else None
    render_name(named, macros())
    named.save()
    remember(named, before)
    if not isinstance(named, Series):
        outdate(named)
