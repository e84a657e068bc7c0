"""What a post's own query brings along of other rows: a list a post, and no query more."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from blog.posts.counting import count_of
from blog.posts.taxonomy import Tag

RELATED_SHOWN = 4


def tags() -> ArraySubquery:
    """Return an expression: the post's tags as a list of {name, name_html, slug}."""
    of_the_post = Tag.objects.filter(posts=OuterRef("pk")).order_by("name")
    row = JSONObject(name="name_plain", name_html="name_html", slug="slug")
    return ArraySubquery(of_the_post.values(json=row))


def citing(public: QuerySet[Any]) -> ArraySubquery:
    """Return an expression: the public posts that cite the post, oldest first."""
    ids = public.model.objects.filter(pk=OuterRef(OuterRef("pk"))).values("mentions__post")
    return _links(public.filter(pk__in=ids).order_by("published_at", "pk"))


def parts(public: QuerySet[Any]) -> ArraySubquery:
    """Return an expression: the public parts of the post's series, in their order."""
    return _links(public.filter(series=OuterRef("series")).order_by("part", "pk"))


def position(public: QuerySet[Any]) -> Subquery:
    """Return an expression: which of the public parts of its series the post is; else 0."""
    return count_of(public.filter(series=OuterRef("series"), part__lte=OuterRef("part")))


def translations(public: QuerySet[Any]) -> ArraySubquery:
    """Return an expression: the same text in other languages, where it is public."""
    original = Q(pk=OuterRef("translation_of"))
    translated = Q(translation_of=OuterRef("pk")) | Q(translation_of=OuterRef("translation_of"))
    others = public.filter(original | translated).exclude(pk=OuterRef("pk"))
    return _links(others.order_by("language"))


def related(public: QuerySet[Any]) -> ArraySubquery:
    """Return an expression: the public posts most related to the post, the nearest first."""
    near = public.filter(related_to__post=OuterRef("pk")).order_by("-related_to__score", "-pk")
    return _links(near[:RELATED_SHOWN])


def _links(posts: QuerySet[Any]) -> ArraySubquery:
    row = JSONObject(pk="pk", slug="slug", title_html="title_html", language="language")
    return ArraySubquery(posts.values(json=row))
