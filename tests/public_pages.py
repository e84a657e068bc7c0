"""The public pages of the demo, by kind: what readers see is judged on all of them.

A new kind of page is a line here; the browser's tests and ``make audit`` follow.
"""

from urllib.parse import quote

from django.urls import reverse

from blog.posts.models import Page, Post
from blog.posts.series import Series
from blog.posts.taxonomy import Category, Tag


def public_paths() -> dict[str, list[str]]:
    """Return the paths of the public pages in the database, by kind."""
    posts = list(Post.objects.public().newest_first())
    search = reverse("blog:search")
    overviews = ("archive", "categories", "tags")
    return {
        "listing": [reverse("blog:home"), reverse("blog:home_page", args=[2])],
        "post": [post.get_absolute_url() for post in posts],
        "page": [page.get_absolute_url() for page in Page.objects.all()],
        "index": [reverse(f"blog:{name}") for name in overviews],
        "series": [reverse("blog:series_index")],
        "links": [page.get_absolute_url() for page in Page.objects.filter(shows_links=True)],
        "shelf": [
            shelf.get_absolute_url()
            for model in (Category, Tag, Series)
            for shelf in model.objects.order_by("pk")[:1]
        ],
        "month": [reverse("blog:month", args=[posts[0].published_at.date()])],
        "search": [f"{search}?q={quote(words)}" for words in ("积分", r"\sqrt{2}", "没有的词")]
        + [search],
        "comment form": [reverse("blog:comment", args=[posts[0].pk])],
        "citation": [reverse("blog:cite", args=["stirling"])],
        "tex": [reverse("blog:tex") + "?q=" + quote(r"\frac{1}{2}")],
        "missing": ["/no/such/page/"],
    }
