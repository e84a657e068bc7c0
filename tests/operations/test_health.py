"""What probes are told."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.mail.tasks import forget_the_old


def test_alive_asks_nothing_of_the_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "failing": {}}


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(3):
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "failing": {}}


def test_a_silent_database_is_named_without_its_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("connection to 10.1.2.3 refused for user lemma")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "failing",
        "failing": {"database": "does not answer (OperationalError)"},
    }


@pytest.mark.django_db
def test_a_missing_migration_is_named(client: Client) -> None:
    recorder = MigrationRecorder(connection)
    newest = max(name for app, name in recorder.applied_migrations() if app == "blog")
    recorder.record_unapplied("blog", newest)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failing"] == {"migrations": f"not applied: blog.{newest}"}


@pytest.mark.django_db
def test_a_queue_that_lags_is_named_and_the_site_serves_on(client: Client) -> None:
    for minutes in (4, 6, 60):
        due = timezone.now() - timedelta(minutes=minutes)
        forget_the_old.configure(queueing_lock=f"{minutes}", schedule_at=due).defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 6 WHERE queueing_lock = '4'")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["lagging"] == {
        "jobs": "2 overdue by 5 minutes or more, 1 failed again and again"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_never_cached_and_get_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert client.post(path).status_code == 405
