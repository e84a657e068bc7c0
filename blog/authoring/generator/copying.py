"""Rows into tables by COPY, the way PostgreSQL takes many at once."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

Row = dict[str, Any]


class Copy:
    """Writes rows of one model; a column that a row leaves out gets the model's default."""

    def __init__(self, model: type[models.Model], *, numbered: bool = False) -> None:
        """numbered: whether the rows bring their primary keys."""
        fields = [f for f in model._meta.concrete_fields if numbered or not f.primary_key]
        self._defaults: Row = {f.column or "": _plain(f.get_default()) for f in fields}
        columns = ", ".join(f'"{column}"' for column in self._defaults)
        self._statement = f"COPY {model._meta.db_table} ({columns}) FROM STDIN"

    def write(self, rows: Iterable[Row]) -> None:
        """Store rows: one statement. Raises KeyError where one names a column there is not."""
        with connection.cursor() as cursor, cursor.copy(self._statement) as copy:
            for row in rows:
                if not row.keys() <= self._defaults.keys():
                    raise KeyError(row.keys() - self._defaults.keys())
                copy.write_row([*(self._defaults | row).values()])


@contextmanager
def triggers_asleep(tables: list[str]) -> Iterator[None]:
    """Wake no trigger of ours within; what they keep is the caller's to mend.

    Needs a transaction, and lets nobody else write these tables until it ends; readers go on.
    """
    with connection.cursor() as cursor:
        # A table with foreign keys yet to be checked cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value
