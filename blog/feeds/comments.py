"""Feeds of comments: of the whole site, and of one article."""

from django.utils.translation import gettext as _

from blog.comments.models import Comment, CommentQuerySet
from blog.feeds.channel import ITEMS, Channel, Item
from blog.posts.addresses import absolute, address, at_home, named
from blog.posts.fields import language_tag
from blog.posts.models import Post
from blog.posts.site import Site


def of_site() -> Channel:
    """Return the newest comments under public posts: 2 queries."""
    site = Site.objects.get()
    title = _("Comments on %(title)s") % {"title": site.title}
    return _channel(site, title, "/", Comment.objects.filter(post__in=Post.objects.public()))


def of_post(key: str) -> Channel:
    """Return the newest comments under a public post, by number or slug: 3 queries.

    Raises Post.DoesNotExist.
    """
    site = Site.objects.get()
    post = Post.objects.public().only("title_plain", "slug").get(named(key))
    title = _("Comments on %(title)s") % {"title": f"{post.title_plain} – {site.title}"}
    return _channel(site, title, post.url, Comment.objects.filter(post=post))


def _channel(site: Site, title: str, path: str, comments: CommentQuerySet) -> Channel:
    newest = (
        comments.shown()
        .select_related("post")
        .only(
            "author_name",
            "feed_html",
            "created_at",
            "edited_at",
            "post__title_plain",
            "post__slug",
            "post__comment_count",
            "post__language",
        )
        .order_by("-created_at", "-pk")
    )
    return Channel(
        title=title,
        description=title,
        url=absolute(path),
        author=site.author_name or site.title,
        items=[_item(comment) for comment in newest[:ITEMS]],
    )


def _item(comment: Comment) -> Item:
    post = comment.post
    words = {"name": comment.author_name, "title": post.title_plain}
    return Item(
        key=f"{absolute(address('post', post.pk))}#{comment.anchor}",
        url=absolute(comment.url),
        title=_("%(name)s on %(title)s") % words,
        html=at_home(comment.feed_html),
        is_whole=True,
        published_at=comment.created_at,
        updated_at=comment.edited_at or comment.created_at,
        language=language_tag(post.language),
        author=comment.author_name,
    )
