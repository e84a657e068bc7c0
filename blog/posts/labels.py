r"""Labels of other posts, ``\eqref{6760:eq:loss}``: the post by number or slug, then its key."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from django.db.models import Q

from blog.markup.document import ForeignLabel
from blog.posts.addresses import address
from blog.posts.models import Page, Post
from blog.posts.old_paths import OldPath

_CITED = re.compile(r"\\(?:eqref|ref)\s*\{([^{}\n:]{1,200}):([^{}\n]{1,200})\}")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


class OtherPosts:
    """Answers for keys of other posts; an instance is what ``markup.render`` calls.

    asked: (post, key) of everything asked for that names a post, whether it has that key or not.
    """

    def __init__(self, posts: dict[str, Post]) -> None:
        self._posts = posts
        self.asked: set[tuple[int, str]] = set()

    def __call__(self, full_key: str) -> ForeignLabel | None:
        """Return the label of ``post:key``, or None where there is none."""
        name, _, key = full_key.partition(":")
        post = self._posts.get(name.strip())
        if post is None:
            return None
        self.asked.add((post.pk, key))
        label = next((label for label in post.labels if label["key"] == key), None)
        if label is None:
            return None
        url = f"{post.get_absolute_url()}#{label['anchor']}"
        return ForeignLabel(label["number"], url, label["kind"])


def labels_in(source: str, but: int | None = None) -> OtherPosts:
    """Return the labels of the posts that ``source`` names; ``but`` is the post it belongs to.

    One query, one more where a post goes by a former slug; none where it names no post.
    """
    names = {name.strip() for name, _ in _CITED.findall(source)}
    if not names:
        return OtherPosts({})
    found = _by_name(names)
    former = names - found.keys()
    if former:
        found |= _by_old_path(former)
    return OtherPosts({name: post for name, post in found.items() if post.pk != but})


def keys_cited_in_pages(post: Post | None = None) -> set[str]:
    """Return the keys of ``post`` that pages cite, of any post where it is None: one query."""
    names = {str(post.pk), post.slug} if post else None
    sources = Page.objects.filter(source__contains="ref{").values_list("source", flat=True)
    cited = (found for source in sources for found in _CITED.findall(source))
    return {key for name, key in cited if names is None or name.strip() in names}


def names_of(post: Post) -> list[str]:
    r"""Return what a text must hold to name ``post``: ``ref{6760:``, ``ref{slug:``."""
    return [f"ref{{{name}:" for name in (str(post.pk), post.slug) if name]


def _by_name(names: Iterable[str]) -> dict[str, Post]:
    numbers = [int(name) for name in names if _NUMBER.fullmatch(name)]
    posts = Post.objects.filter(Q(pk__in=numbers) | Q(slug__in=names)).only("slug", "labels")
    by_name: dict[str, Post] = {}
    for post in posts:
        by_name |= {name: post for name in (str(post.pk), post.slug) if name}
    return by_name


def _by_old_path(names: Iterable[str]) -> dict[str, Post]:
    paths = {unquote(address("post", name)): name for name in names if "/" not in name}
    rows = OldPath.objects.filter(path__in=paths, post__isnull=False).select_related("post")
    return {paths[row.path]: row.post for row in rows if row.post}
