"""Whether the site is alive and whether it can serve, for probes."""

from functools import cache

from django.db import Error as DatabaseFailure
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.jobs.backlog import backlog


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers at all."""
    return _answer({})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the site can serve, 503 with what fails otherwise.

    A queue that lags is named too; readers are served all the same. Runs three queries.
    """
    failing = failures()
    lagging = {} if failing else lags()
    return _answer(failing, lagging)


def failures() -> dict[str, str]:
    """Return what keeps the site from serving, part by part; empty when nothing does.

    The reason is fit for strangers: no address, no name of a server. Runs two queries.
    """
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseFailure as error:
        return {"database": f"does not answer ({type(error).__name__})"}
    missing = sorted(_latest_migrations() - applied)
    if missing:
        names = ", ".join(".".join(migration) for migration in missing)
        return {"migrations": f"not applied: {names}"}
    return {}


def lags() -> dict[str, str]:
    """Return what is behind its time, part by part; empty when nothing is. Runs one query."""
    jobs = backlog()
    return {"jobs": jobs} if jobs else {}


@cache
def _latest_migrations() -> set[tuple[str, str]]:
    """Return each application's newest migration; reads their files once a process."""
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _answer(failing: dict[str, str], lagging: dict[str, str] | None = None) -> HttpResponse:
    report = {"status": "failing" if failing else "ok", "failing": failing}
    if lagging:
        report["lagging"] = lagging
    return JsonResponse(report, status=503 if failing else 200)
