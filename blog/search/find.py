"""Which posts answer a query, the best first: one query of the database, whatever is asked.

The newest of those that the index names are looked at closely, as many from titles, from headings
and from whole texts. So a common word costs little more than a rare one, and an old title is not
lost behind new mentions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db.models import (
    Case,
    Count,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThan
from django.utils import timezone

from blog.posts.models import Post
from blog.posts.taxonomy import Category, Tag, Tagging
from blog.search import tex
from blog.search.models import Holding, Words, WordsQuerySet
from blog.search.syntax import Query, Term

CLOSELY = 200
"""Posts looked at closely from each of titles, headings and texts."""

RECENT = 400
"""Newest posts that are asked first: of a word that half of them hold, no others need be read."""

COUNTED = 10_000
"""Posts that hold all words, of which no more are counted."""

DEEPEST_CATEGORY = 4
"""Levels below a category that ``category:`` still finds."""

AS_WRITTEN, AS_PART, RENAMED, ALIKE, WITHOUT = range(5)
"""How a post holds the formula asked for, the best first."""

SHOWN = ("title_html", "slug", "language", "published_at", "html")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results, posts or comments, and how many there are.

    count: those that were looked at and hold. named: those that the index names, of which only
    the newest were looked at; an upper bound where words are compared as they stand together.
    with_formula: of ``count``, those that hold the formula.
    """

    rows: list[Any]
    count: int = 0
    named: int = 0
    with_formula: int = 0


def find(query: Query, number: int, size: int) -> Found:
    """Return page ``number`` of what answers ``query``, in 1 query; past the last it is empty."""
    rows = list(ranked(query)[(number - 1) * size : number * size])
    if not rows:
        return Found([])
    first = rows[0]
    return Found(rows, first.count, max(first.named, first.count), first.with_formula)


def ranked(query: Query) -> QuerySet[Any]:
    """Return all that answers ``query``, the best first, annotated with what ``Found`` counts."""
    hits = (
        Post.objects.public()
        .filter(pk__in=_pool(query))
        .only(*SHOWN)
        .annotate(lines=F("entry__formulas"))
        .annotate(by_formula=_formula_rank(query), by_field=_field_rank(query))
    )
    for term in query.terms:
        if not term.is_lexeme:
            hits = hits.filter(entry__text__contains=term.needle)
        else:
            hits = hits.filter(Q(entry__words__is_cut=False) | Q(entry__text__contains=term.needle))
    for term in query.without:
        hits = hits.exclude(_holds(term))
    if query.formulas:
        hits = hits.annotate(times=_times(query.formulas[0]))
    if query.formulas and not query.terms:
        hits = hits.filter(by_formula__lt=WITHOUT)
    order = ["by_formula", "by_field", *(["-times"] if query.formulas else [])]
    return hits.annotate(
        count=Window(Count("pk")),
        with_formula=Window(Count("pk", filter=Q(by_formula__lt=WITHOUT))),
        named=_named(query),
    ).order_by(*order, "-published_at", "-pk")


# The pool ----------------------------------------------------------------------------------------


def _pool(query: Query) -> QuerySet[Any]:
    """Return the primary keys of what is looked at closely."""
    due = _filtered(query)
    if query.terms:
        wanted = Holding(query.lexemes)
        pools = [due.filter(title=wanted), due.filter(head=wanted)]
        pools += [_recent(query), due.filter(_is_rare(query), _anywhere(query))]
        pools.append(due.filter(is_cut=True))
        if query.formulas:
            pools.append(due.filter(_anywhere(query), formulas=Holding(_outlines(query))))
    elif query.formulas:
        pools = [due.filter(formulas=Holding(names)) for names in _formula_names(query)]
    else:
        pools = [due]
    first, *others = (pool.newest(CLOSELY) for pool in pools)
    return first.union(*others)


def _recent(query: Query) -> WordsQuerySet:
    """Keep those among the newest posts of all: enough of them where the words are common."""
    newest = Post.objects.public().order_by("-published_at", "-pk").values("pk")[:RECENT]
    # ``strip`` changes nothing here but the plan: these rows are read, the index is left alone.
    bare = Func("anywhere", function="strip", output_field=SearchVectorField())
    return _filtered(query).alias(bare=bare).filter(_holding(query, "bare"), pk__in=newest)


def _is_rare(query: Query) -> Any:
    """Return the condition that the newest posts do not hold the words often enough.

    It is the same for every row, so the database finds it once and may leave out the rest.
    """
    return LessThan(_number_of(_recent(query).newest(CLOSELY)), CLOSELY)


def _number_of(rows: QuerySet[Any]) -> Func:
    return Func(ArraySubquery(rows), function="cardinality", output_field=IntegerField())


def _named(query: Query) -> Any:
    if not query.terms:
        return Value(0)
    return _number_of(_filtered(query).filter(_anywhere(query)).values("pk")[:COUNTED])


def _anywhere(query: Query) -> Q:
    return _holding(query, "anywhere")


def _holding(query: Query, column: str) -> Q:
    absent = {term.needle for term in query.without if term.is_lexeme}
    return Q(**{column: Holding(query.lexemes, absent)})


def _filtered(query: Query) -> WordsQuerySet:
    words = Words.objects.due()
    for name in query.tags:
        tags = Tag.objects.filter(Q(name__iexact=name) | Q(slug__iexact=name))
        words = words.filter(pk__in=Tagging.objects.filter(tag__in=tags).values("post"))
    for name in query.categories:
        words = words.filter(pk__in=Post.objects.filter(category__in=_branch(name)).values("pk"))
    if query.years:
        words = words.filter(reduce(or_, (_within(*years) for years in query.years)))
    return words


def _branch(name: str) -> QuerySet[Category]:
    """Return the category called so and those below it."""
    called = Q()
    for depth in range(DEEPEST_CATEGORY + 1):
        path = "parent__" * depth
        called |= Q(**{f"{path}name__iexact": name}) | Q(**{f"{path}slug__iexact": name})
    return Category.objects.filter(called)


def _within(first: int, last: int) -> Q:
    """Return the condition that a post appeared in one of these years, here."""
    zone = timezone.get_current_timezone()
    ends = datetime(min(last, 9998) + 1, 1, 1, tzinfo=zone)
    return Q(published_at__gte=datetime(first, 1, 1, tzinfo=zone), published_at__lt=ends)


# Ranks -------------------------------------------------------------------------------------------


def _field_rank(query: Query) -> Any:
    if not query.terms:
        return Value(0)
    wanted = Holding(query.lexemes)
    return Case(
        When(entry__words__title=wanted, then=0),
        When(entry__words__head=wanted, then=1),
        default=2,
        output_field=IntegerField(),
    )


def _formula_rank(query: Query) -> Any:
    if not query.formulas:
        return Value(WITHOUT)
    exact, _parts, renamed, _alike = _formula_names(query)
    parts = _each(query, lambda tokens: Q(entry__formulas__contains=tex.line(tokens)))
    outlines = _each(
        query, lambda tokens: Q(entry__outlines__contains=tex.line(tex.outline_of(tokens)))
    )
    return Case(
        When(entry__words__formulas=Holding(exact), then=AS_WRITTEN),
        When(parts, then=AS_PART),
        When(entry__words__formulas=Holding(renamed), then=RENAMED),
        When(outlines, then=ALIKE),
        default=WITHOUT,
        output_field=IntegerField(),
    )


def _times(tokens: tuple[str, ...]) -> Any:
    """Return an expression: how often a post holds the formula, also as a part of others."""
    line = tex.line(tokens)
    return (Length("entry__formulas") - Length(Replace("entry__formulas", Value(line)))) / len(line)


def _formula_names(query: Query) -> tuple[set[str], set[str], set[str], set[str]]:
    """Return what posts are indexed under that hold the formulas in one way or another."""
    return (
        {tex.name_of("=", tokens) for tokens in query.formulas},
        set[str]().union(*map(tex.grams, query.formulas)),
        {tex.name_of("~", tex.shape_of(tokens)) for tokens in query.formulas},
        _outlines(query),
    )


def _outlines(query: Query) -> set[str]:
    return set[str]().union(*(tex.grams(tex.outline_of(tokens)) for tokens in query.formulas))


def _each(query: Query, condition: Callable[[tuple[str, ...]], Q]) -> Q:
    """Return the condition that holds for every formula of the query."""
    return reduce(and_, map(condition, query.formulas))


def _holds(term: Term) -> Q:
    return (
        Q(entry__words__anywhere=Holding(term.lexemes))
        if term.is_lexeme
        else Q(entry__text__contains=term.needle)
    )
