"""Titles that resemble a query nothing answers: they share characters, or threes of letters."""

from django.db.models import Case, F, IntegerField, Value, When

from blog.posts.models import Post
from blog.search.models import Holding, Words
from blog.search.segment import resemblances
from blog.search.syntax import Query

MOST = 5
COMPARED = 500
"""Titles compared, the newest of those that share anything."""
MOST_TRAITS = 24
SHARE = 0.3
"""How much of the query a title must share."""


def nearest(query: Query) -> list[Post]:
    """Return public posts whose titles come nearest, the nearest first, in 1 query at most."""
    traits = sorted(set[str]().union(*(resemblances(term.needle) for term in query.terms)))
    traits = traits[:MOST_TRAITS]
    if not traits:
        return []
    sharing = Words.objects.due().filter(title=Holding(traits, any_of=True))
    score = sum(
        (
            Case(
                When(entry__words__title=Holding([trait]), then=1),
                default=0,
                output_field=IntegerField(),
            )
            for trait in traits
        ),
        start=Value(0),
    )
    return list(
        Post.objects.public()
        .filter(pk__in=sharing.newest(COMPARED))
        .annotate(score=score)
        .filter(score__gte=max(1, round(SHARE * len(traits))))
        .only("title_html", "slug", "language", "published_at")
        .order_by(F("score").desc(), "-published_at")[:MOST]
    )
