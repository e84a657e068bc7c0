"""Counting inside a query."""

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery


def count_of(rows: QuerySet[Any]) -> Subquery:
    """Return an expression: how many rows there are, 0 where none; ``rows`` may use OuterRef."""
    # COUNT as a plain function: an aggregate would bring a GROUP BY, and with it no row for none.
    counted = rows.order_by().annotate(how_many=Func("pk", function="COUNT"))
    return Subquery(counted.values("how_many"), output_field=IntegerField())
