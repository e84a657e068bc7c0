"""The durable queue: what is deferred is done, whatever dies in between."""

import ast
from importlib import import_module
from inspect import ismodule
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.jobs import Job

from blog.jobs.backoff import Backoff, next_attempt
from blog.jobs.defer import defer_once
from blog.jobs.tidy import forget_old_jobs
from tests.jobs.worker import wait_for, worker

ROOT = Path(__file__).resolve().parents[2]


def statuses() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", flat=True))


def leave_behind() -> None:
    """Start a job as a worker that died would have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        (number,) = cursor.fetchone()
        cursor.execute("SELECT FROM procrastinate_fetch_job_v2(NULL, %s)", [number])
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
        )


def test_every_file_with_tasks_answers_the_roll_call() -> None:
    called = {
        part.__name__ for part in vars(import_module("blog.tasks")).values() if ismodule(part)
    }
    with_tasks = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "blog").rglob("*.py")
        if any(defines_task(node) for node in ast.walk(ast.parse(path.read_text())))
    }
    assert with_tasks
    assert with_tasks <= called


def defines_task(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
        ast.unparse(decorator).startswith("app.") for decorator in node.decorator_list
    )


@pytest.mark.django_db
def test_every_task_has_a_name_that_a_move_does_not_change() -> None:
    ours = {name: task.func.__module__ for name, task in app.tasks.items()}
    assert [name for name, module in ours.items() if name.startswith("blog.")] == []
    assert "jobs.forget_old_jobs" in ours


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_that_failed_was_never_there() -> None:
    with transaction.atomic():
        defer_once(forget_old_jobs, "tonight", timestamp=0)
        assert statuses() == ["todo"]
        transaction.set_rollback(True)
    assert statuses() == []


@pytest.mark.django_db
def test_what_waits_already_is_not_deferred_again_and_the_transaction_goes_on() -> None:
    assert defer_once(forget_old_jobs, "tonight", timestamp=0)
    assert not defer_once(forget_old_jobs, "tonight", timestamp=0)
    assert defer_once(forget_old_jobs, "tomorrow", timestamp=0)
    assert statuses() == ["todo", "todo"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_waits_and_what_another_left_behind() -> None:
    defer_once(forget_old_jobs, "left behind", timestamp=0)
    leave_behind()
    defer_once(forget_old_jobs, "waits", timestamp=0)
    assert statuses() == ["doing", "todo"]
    with worker() as one:
        wait_for(lambda: statuses() == [])
        assert one.stop() == 0


@pytest.mark.django_db(transaction=True)
def test_of_a_job_left_behind_and_its_equal_that_waits_one_is_done() -> None:
    for _ in range(2):
        defer_once(forget_old_jobs, "tonight", timestamp=0)
        leave_behind()
    defer_once(forget_old_jobs, "tonight", timestamp=0)
    assert statuses() == ["doing", "doing", "todo"]
    with worker() as one:
        wait_for(lambda: statuses() == [])
        assert one.stop() == 0


@pytest.mark.django_db(transaction=True)
def test_a_kept_worker_outlives_its_database_connections() -> None:
    with worker(kept=True):
        wait_for(lambda: bool(ProcrastinateWorker.objects.count()))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        defer_once(forget_old_jobs, "tonight", timestamp=0)
        wait_for(lambda: statuses() == [])


def test_waits_double_up_to_an_hour_and_end_after_three_days() -> None:
    moments = [decision.retry_at for decision in map(next_attempt, tries(80)) if decision]
    waits = [round((moment - timezone.now()).total_seconds()) for moment in moments if moment]
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == 3600
    assert 2.5 < sum(waits) / 86400 < 3.5
    assert next_attempt(tries(81)[-1]) is None


def test_only_failures_worth_it_are_tried_again() -> None:
    (job,) = tries(1)
    backoff = Backoff(OSError)
    assert backoff.get_retry_decision(exception=ConnectionRefusedError(), job=job)
    assert backoff.get_retry_decision(exception=ValueError(), job=job) is None


def tries(count: int) -> list[Job]:
    """Return a job as it stands before each of its attempts."""
    first = Job(id=1, queue="", lock=None, queueing_lock=None, task_name="any")
    return [first.evolve(attempts=number) for number in range(count)]
