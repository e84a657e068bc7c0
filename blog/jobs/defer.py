"""Put a job into the queue unless an equal one waits there already."""

from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task


def defer_once(
    task: Task[Any, Any, Any], key: str, *, at: datetime | None = None, **arguments: Any
) -> bool:
    """Defer ``task`` and say so; False where one with the same ``key`` still waits.

    at: the moment before which it is not begun.

    A unique index of the queue decides, inside a savepoint: the caller's transaction goes on.
    """
    try:
        with transaction.atomic():
            task.configure(queueing_lock=f"{task.name} {key}", schedule_at=at).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
