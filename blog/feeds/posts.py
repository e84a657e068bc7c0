"""Feeds of posts: of the whole site, of a branch of the categories, of a tag, of a series."""

from blog.feeds.channel import ITEMS, Channel, Item
from blog.posts.addresses import absolute, address, at_home
from blog.posts.fields import language_tag
from blog.posts.models import Post
from blog.posts.queries import PostQuerySet
from blog.posts.series import Series
from blog.posts.site import Site
from blog.posts.taxonomy import Category, Tag


def of_site() -> Channel:
    """Return the newest posts of all: 2 queries."""
    site = Site.objects.get()
    return Channel(
        title=site.title,
        description=site.tagline or site.title,
        url=absolute("/"),
        author=site.author_name or site.title,
        items=_items(Post.objects.public(), site),
        hub=site.hub_url,
    )


def of_category(slug: str) -> Channel:
    """Return the newest posts of a category and of all below it: 3 queries.

    Raises Category.DoesNotExist.
    """
    site = Site.objects.get()
    branch = _branch(slug)
    posts = Post.objects.public().filter(category__in=[category.pk for category in branch])
    return _part(site, branch[0], branch[0].description, posts)


def of_tag(slug: str) -> Channel:
    """Return the newest posts that carry a tag: 3 queries. Raises Tag.DoesNotExist."""
    site = Site.objects.get()
    tag = Tag.objects.get(slug=slug)
    return _part(site, tag, "", Post.objects.public().filter(tags=tag))


def of_series(slug: str) -> Channel:
    """Return the newest parts of a series: 3 queries. Raises Series.DoesNotExist."""
    site = Site.objects.get()
    series = Series.objects.get(slug=slug)
    return _part(site, series, series.description, Post.objects.public().filter(series=series))


def _part(
    site: Site, about: Category | Tag | Series, description: str, posts: PostQuerySet
) -> Channel:
    title = f"{about.name_plain} – {site.title}"
    return Channel(
        title=title,
        description=description or title,
        url=absolute(about.get_absolute_url()),
        author=site.author_name or site.title,
        items=_items(posts, site),
        hub=site.hub_url,
    )


def _branch(slug: str) -> list[Category]:
    """Return a category and all below it, itself first, in one query."""
    every = list(Category.objects.only("name_plain", "slug", "description", "parent"))
    branch = [category for category in every if category.slug == slug]
    if not branch:
        raise Category.DoesNotExist
    # Grows while it is walked; a ring of parents ends where it began.
    for above in branch:
        branch += [c for c in every if c.parent_id == above.pk and c not in branch]
    return branch


def _items(posts: PostQuerySet, site: Site) -> list[Item]:
    is_whole = site.feed_content == Site.FeedContent.FULL
    form = "feed_html" if is_whole else "feed_teaser_html"
    return [
        Item(
            key=absolute(address("post", post.pk)),
            url=absolute(post.url),
            title=post.title_plain,
            html=at_home(getattr(post, form)),
            is_whole=is_whole,
            published_at=post.published_at,
            updated_at=post.updated_at or post.published_at,
            language=language_tag(post.language),
            author=site.author_name or site.title,
            categories=tuple(_words(post)),
            comments_url=f"{absolute(post.url)}#comments",
            licence=post.licence_under(site.licence),
        )
        for post in posts.for_feed(form)[:ITEMS]
    ]


def _words(post: Post) -> list[str]:
    """Return the names of category and tags, in plain text."""
    filed_under = [post.category.name_plain] if post.category else []
    return [*filed_under, *(tag["name"] for tag in post.tag_list)]
