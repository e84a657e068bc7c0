"""How much two posts have in common.

    likeness = Σ 1 / log₂(1 + n) over shared tags, n posts having the tag
             + ½ for the same series, + ½ where one cites the other, + ¼ for the same category
             + 2 cos(p, q), the angle between the weighted words of the two openings;
    halved where the two are in different languages.

A tag's weight falls with its use as in Adamic & Adar, "Friends and neighbors on the Web" (2003):
a rare word in common says more than a frequent one. Words are the pairs of neighbouring Chinese
characters, and Latin words; each weighs its inverse document frequency among the posts compared,
so that what all of them say weighs nothing.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.db.models import FloatField, Q, QuerySet, Value
from django.db.models.functions import Substr

from blog.posts.citations import Citation
from blog.posts.models import Post
from blog.posts.taxonomy import Tagging

Rows = QuerySet[Any, Any]

LEAST = 0.3
"""Below it two posts have nothing to say to each other."""

COMPARED = 150
"""Posts whose openings are read; those with most in common by tags, series and citations first."""

FROM_EACH = 60
"""Newest posts taken from each tag, from the category and from all."""

TAGS = 12
"""The rarest tags of a post; more of them would only make it slower."""

OPENING = 1_200
"""Characters of the text that are compared, beside the title."""

SAME_SERIES, CITED, SAME_CATEGORY, SAME_WORDS = 0.5, 0.5, 0.25, 2.0

_WORDS = re.compile(r"[㐀-鿿豈-﫿]+|[a-zà-öø-ÿ]{3,}")


def likenesses(post: Post) -> dict[int, float]:
    """Return the posts that have enough in common with ``post``, each with its likeness.

    4 queries over at most ``FROM_EACH * (TAGS + 2)`` index rows; then some 30 ms of comparing.
    """
    known = _in_common(post)
    compared = sorted(known, key=lambda pk: (-known[pk], -pk))[:COMPARED]
    rows = Post.objects.filter(
        Q(pk__in=compared, status=Post.Status.PUBLISHED) | Q(pk=post.pk)
    ).values_list("pk", "language", "title_plain", Substr("plain", 1, OPENING))
    languages, words = {}, {}
    for pk, language, title, opening in rows:
        languages[pk], words[pk] = language, words_of(f"{title} {opening}")
    angles = cosines(words.pop(post.pk), words)
    likeness = {
        pk: (known[pk] + SAME_WORDS * angle) / (1 if languages[pk] == post.language else 2)
        for pk, angle in angles.items()
    }
    return {pk: round(value, 4) for pk, value in likeness.items() if value >= LEAST}


def _in_common(post: Post) -> dict[int, float]:
    """Return the posts worth comparing, each with what it shares besides words: 3 queries."""
    common: dict[int, float] = defaultdict(float)
    first, *rest = _sources(post)
    for pk, weight in first.union(*rest, all=True):
        common[pk] += weight
    original = post.translation_of_id or post.pk
    same = Post.objects.filter(Q(pk=original) | Q(translation_of=original))
    for pk in {post.pk, *same.values_list("pk", flat=True)}:
        common.pop(pk, None)
    return common


def _sources(post: Post) -> Iterator[Rows]:
    """Yield queries of (post, weight): the newest of all, then what shares something."""
    published = Post.objects.filter(status=Post.Status.PUBLISHED).newest_first().values_list("pk")
    yield _weighed(published, 0.0)
    if post.category_id:
        yield _weighed(published.filter(category=post.category_id), SAME_CATEGORY)
    if post.series_id:
        yield _weighed(published.filter(series=post.series_id), SAME_SERIES)
    for mine, theirs in (("post", "cited"), ("cited", "post")):
        cited = Citation.objects.filter(**{mine: post}).values_list(theirs)
        yield _weighed(cited.distinct().order_by(theirs), CITED)
    for tag in post.tags.order_by("post_count")[:TAGS]:
        bearers = Tagging.objects.filter(tag=tag, published_at__isnull=False)
        newest = bearers.order_by("-is_pinned", "-published_at", "-post").values_list("post")
        yield _weighed(newest, 1 / math.log2(1 + max(1, tag.post_count)))


def _weighed(posts: Rows, weight: float) -> Rows:
    weighed: Rows = posts.annotate(weight=Value(weight, FloatField()))
    return weighed[:FROM_EACH]


def words_of(text: str) -> set[str]:
    """Return the pairs of Chinese characters and the Latin words of a text."""
    words: set[str] = set()
    for run in _WORDS.findall(text.lower()):
        words |= {run} if run[0] < "㐀" else {first + second for first, second in pairwise(run)}
    return words


def cosines(mine: set[str], theirs: dict[int, set[str]]) -> dict[int, float]:
    """Return for each set of words the cosine of its angle with ``mine``, rare words weighing."""
    use = Counter(mine)
    for words in theirs.values():
        use.update(words)
    everyone = 1 + len(theirs)
    weight = {word: math.log(everyone / count) ** 2 for word, count in use.items()}

    def length(words: Iterable[str]) -> float:
        return math.sqrt(sum(weight[word] for word in words)) or 1.0

    my_length = length(mine)
    return {
        pk: sum(weight[word] for word in mine & words) / (my_length * length(words))
        for pk, words in theirs.items()
    }
