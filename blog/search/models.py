"""What the search knows of each post: rows beside it, written when the post is saved."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Func, Q, Value
from django.utils import timezone


class Vector(Func):
    """A tsvector of lexemes as they are: nothing parses or stems them."""

    function = "array_to_tsvector"
    template = "%(function)s(%(expressions)s::text[])"
    output_field = SearchVectorField()

    def __init__(self, lexemes: Any, **extra: Any) -> None:
        super().__init__(Value(sorted(lexemes)), **extra)


class Holding(SearchQuery):
    """A tsquery made of lexemes, each of which is quoted; ``without`` must be absent.

    It stands in a sub-select, so that the planner does not see how common a word is: for a common
    one it would read the whole table, whose lexemes cost hundreds of times more than it knows.
    """

    template = "(SELECT %(expressions)s::tsquery)"

    def __init__(self, lexemes: Any, without: Any = (), *, any_of: bool = False) -> None:
        sign = " | " if any_of else " & "
        absent = [f"!{_quoted(lexeme)}" for lexeme in sorted(without)]
        super().__init__(sign.join([*map(_quoted, sorted(lexemes)), *absent]), search_type="raw")


class Entry(models.Model):
    """A published post as the search sees it; ``index.index`` writes it.

    text: folded title, tags and body, a line a block. formulas: the tokens of each formula of the
    page, a line each; outlines: the same with one sign for every variable.
    """

    post = models.OneToOneField(
        "blog.Post", on_delete=models.CASCADE, primary_key=True, related_name="entry"
    )
    text = models.TextField()
    formulas = models.TextField(default="")
    outlines = models.TextField(default="")
    # Version of the index that wrote it; 0: to be written again.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"entry of {self.post_id}"


class WordsQuerySet(models.QuerySet["Words"]):
    """Whose words."""

    def due(self) -> Self:
        """Keep those of posts whose time has come."""
        return self.filter(published_at__lte=timezone.now())

    def newest(self, count: int) -> models.QuerySet[Any, Any]:
        """Keep the newest, as primary keys, for a query around this one."""
        return self.order_by("-published_at", "-pk").values("pk")[:count]


class Words(models.Model):
    """The lexemes that an entry is found by, without positions: ``Entry.text`` tells the order.

    They stand in a table of their own with narrow rows (the migration sets how narrow): for the
    newest of all that hold a word, the row of each is read.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    published_at = models.DateTimeField()
    title = SearchVectorField()
    # Title, headings, tags and category.
    head = SearchVectorField()
    anywhere = SearchVectorField()
    formulas = SearchVectorField()
    # A text of more lexemes than a tsvector can hold is always compared as a whole.
    is_cut = models.BooleanField(default=False)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name = "words of an entry"
        verbose_name_plural = "words of entries"
        # Without a list of what is still to be sorted in, which each query would have to read.
        indexes = [
            GinIndex(fields=["title"], name="words_title", fastupdate=False),
            GinIndex(fields=["head"], name="words_head", fastupdate=False),
            GinIndex(fields=["anywhere"], name="words_anywhere", fastupdate=False),
            GinIndex(fields=["formulas"], name="words_formulas", fastupdate=False),
            models.Index(fields=["is_cut"], name="words_cut", condition=Q(is_cut=True)),
        ]

    def __str__(self) -> str:
        return f"words of {self.entry_id}"


def _quoted(lexeme: str) -> str:
    """Return a lexeme as it stands in the text of a tsquery (PostgreSQL manual, 8.11.2)."""
    inner = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{inner}'"
