"""Querysets compiled once a process: putting a large one together costs more than its answer."""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, Field, Model, QuerySet
from django.utils import timezone

M = TypeVar("M", bound=Model)


class Blank(Expression):
    """A place in a queryset for a value that is named when it is asked."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Stand among the parameters, to be found there."""
        return "%s", (self,)


class Compiled(Generic[M]):
    """A queryset whose SQL is kept. Every moment in it stands for the present.

    It takes the way of Django's own querysets but for the compiling: ``_iterable_class`` asks its
    queryset for a compiler, executes it and makes instances of the rows. It knows select_related
    and annotations, not prefetch_related.
    """

    def __init__(self, queryset: QuerySet[M]) -> None:
        self._queryset = queryset
        self._compiler: Any = queryset.query.get_compiler(using=queryset.db)
        self._sql, self._parameters = self._compiler.as_sql()

    def rows(self, **values: Any) -> Iterator[M]:
        """Return the instances, of one query. values: for the ``Blank``s, by name."""
        now = timezone.now()
        parameters = tuple(_filled(each, values, now) for each in self._parameters)
        compiler = copy(self._compiler)
        # A connection belongs to its thread.
        compiler.connection = connections[self._queryset.db]
        compiler.as_sql = lambda: (self._sql, parameters)
        asked = SimpleNamespace(
            db=self._queryset.db,
            model=self._queryset.model,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )
        iterable: Any = self._queryset._iterable_class
        return iter(iterable(asked))


def _filled(parameter: Any, values: dict[str, Any], now: datetime) -> Any:
    if isinstance(parameter, Blank):
        return values[parameter.name]
    return now if isinstance(parameter, datetime) else parameter
