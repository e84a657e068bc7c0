"""Whether the site is alive and whether it can serve, for probes."""

from functools import cache

from django.db import Error as DatabaseFailure
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers at all."""
    return _answer({})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the site can serve, 503 with what fails otherwise."""
    return _answer(failures())


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


@cache
def _latest_migrations() -> set[tuple[str, str]]:
    """Return each application's newest migration; reads their files once a process."""
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _answer(failing: dict[str, str]) -> HttpResponse:
    status = "failing" if failing else "ok"
    return JsonResponse({"status": status, "failing": failing}, status=503 if failing else 200)
