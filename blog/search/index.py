"""Writing and removing entries: what follows for the search when a post changes."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q, QuerySet

from blog.markup.expansions import expansions
from blog.posts.models import Post
from blog.posts.site import macros
from blog.posts.taxonomy import Category, Named
from blog.search import tex
from blog.search.formulas import formulas_of
from blog.search.models import Entry, Vector, Words
from blog.search.segment import fold, lexemes, resemblances, squeezed

VERSION = 1
"""Raised with every change of what an entry holds, so that older ones are found."""

LARGEST = 1_000_000
"""Bytes of lexemes in a tsvector; PostgreSQL ends at 1,048,575."""

TOGETHER = 100
"""Posts written in one transaction."""

ENTRY_FIELDS = ["text", "formulas", "outlines", "version"]
WORDS_FIELDS = ["published_at", "title", "head", "anywhere", "formulas", "is_cut"]


def index(post: Post) -> None:
    """Write the entry of a stored and rendered post; one that is not published has none.

    Costs 4 queries, and some milliseconds for a long article.
    """
    if post.status == Post.Status.PUBLISHED:
        _store([_entry_of(post, macros())])
    else:
        forget(post)


def forget(post: Post) -> None:
    """Remove the entry of a post, if it has one."""
    Entry.objects.filter(post=post).delete()


def outdate(named: Named) -> None:
    """Mark the entries that hold a renamed category or tag to be written again.

    Until then they are found as they were. 1 query.
    """
    holding = Q(post__category=named) if isinstance(named, Category) else Q(post__tags=named)
    Entry.objects.filter(holding).update(version=0)


def stale() -> QuerySet[Post]:
    """Return the posts whose entry is missing, outdated, or should not be."""
    published = Q(status=Post.Status.PUBLISHED)
    is_right = Q(entry__version=VERSION, entry__words__published_at=F("published_at"))
    return Post.objects.filter(
        published & (Q(entry=None) | ~is_right) | ~published & Q(entry__isnull=False)
    ).order_by("-published_at", "-pk")


def write(posts: QuerySet[Post]) -> Iterator[int]:
    """Index ``posts`` some at a time, yielding how many; stopping loses nothing.

    They are locked meanwhile, so that no older text is written over a newer one.
    """
    keys = list(posts.values_list("pk", flat=True))
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        with transaction.atomic():
            locked = Post.objects.filter(pk__in=some).select_for_update(of=("self",), no_key=True)
            published = locked.filter(status=Post.Status.PUBLISHED)
            known = macros()
            found = published.select_related("category").prefetch_related("tags")
            _store([_entry_of(post, known) for post in found])
            Entry.objects.filter(post__in=some).exclude(post__status=Post.Status.PUBLISHED).delete()
        yield len(some)


def _store(rows: list[tuple[Entry, Words]]) -> None:
    """Write entries, over those there are: 2 queries."""
    Entry.objects.bulk_create(
        [entry for entry, _ in rows],
        update_conflicts=True,
        unique_fields=["post"],
        update_fields=ENTRY_FIELDS,
    )
    Words.objects.bulk_create(
        [words for _, words in rows],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=WORDS_FIELDS,
    )


def _entry_of(post: Post, known: str) -> tuple[Entry, Words]:
    """Return what the search is to know of a stored and rendered post.

    known: the site's macros.
    """
    names = [tag.name for tag in post.tags.all()]
    if post.category:
        names.append(post.category.name)
    title = squeezed(fold(post.title_plain))
    head = squeezed(fold("\n".join([*names, *(heading["title"] for heading in post.toc)])))
    text = squeezed(fold("\n".join([post.title_plain, *names, post.plain])))
    anywhere, is_cut = _fitting(lexemes(text, singles=True))
    formulas = _formulas(post, known)
    entry = Entry(
        post=post,
        text=text,
        formulas=tex.lines(formulas),
        outlines=tex.lines(map(tex.outline_of, formulas)),
        version=VERSION,
    )
    words = Words(
        entry=entry,
        published_at=post.published_at,
        title=Vector(lexemes(title, singles=True) | resemblances(title)),
        head=Vector(lexemes(f"{title}\n{head}", singles=True)),
        anywhere=Vector(anywhere),
        formulas=Vector(_fitting(set[str]().union(*map(tex.lexemes_of, formulas)))[0]),
        is_cut=is_cut,
    )
    return entry, words


def _formulas(post: Post, known: str) -> list[tuple[str, ...]]:
    """Return the tokens of each formula of the page, macros expanded, in order.

    Behind them stand once more, as written, those that call a macro: a query knows no macros.
    """
    texs = [formula.tex for formula in formulas_of(post.html)]
    meant = expansions(post.source, known) if texs else {}
    expanded = [tex.tokens_of(meant.get(written, written)) for written in texs]
    return expanded + [tex.tokens_of(written) for written in texs if written in meant]


def _fitting(found: set[str]) -> tuple[set[str], bool]:
    """Return as many lexemes as a tsvector holds, and whether any had to go."""
    size = sum(len(lexeme.encode()) for lexeme in found)
    if size <= LARGEST:
        return found, False
    kept: set[str] = set()
    room = LARGEST
    for lexeme in sorted(found):
        room -= len(lexeme.encode())
        if room < 0:
            break
        kept.add(lexeme)
    return kept, True
