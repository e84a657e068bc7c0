"""Addresses of the feeds; the contract lists them."""

from collections.abc import Callable

from django.urls import URLPattern, path

from blog.feeds import comments, posts, robots, sitemap
from blog.feeds.channel import Channel
from blog.feeds.formats import Atom, Json, Rss
from blog.feeds.views import feed


def _in_every_form(place: str, name: str, channel: Callable[..., Channel]) -> list[URLPattern]:
    return [
        path(f"{place}feed/", feed(channel, Rss), name=name),
        path(f"{place}feed/atom/", feed(channel, Atom), name=f"{name}_atom"),
        path(f"{place}feed/json/", feed(channel, Json), name=f"{name}_json"),
    ]


urlpatterns = [
    *_in_every_form("", "feed", posts.of_site),
    *_in_every_form("category/<str:slug>/", "category_feed", posts.of_category),
    *_in_every_form("tag/<str:slug>/", "tag_feed", posts.of_tag),
    *_in_every_form("series/<str:slug>/", "series_feed", posts.of_series),
    *_in_every_form("comments/", "comments_feed", comments.of_site),
    *_in_every_form("archives/<str:key>/", "post_feed", comments.of_post),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
]
