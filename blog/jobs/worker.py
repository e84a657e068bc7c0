"""The process that does the jobs, and picks up those that a killed one left behind."""

import asyncio
import logging
from pathlib import Path

from asgiref.sync import sync_to_async
from django.db import connection, connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from blog.jobs.backoff import next_attempt

logger = logging.getLogger(__name__)

BEAT_SECONDS = 10.0
# A worker that missed so many beats is dead, and its jobs are anybody's.
BEATS_MISSED = 3


def run(
    beat_seconds: float = BEAT_SECONDS, pulse: Path | None = None, *, goes_on: bool = True
) -> None:
    """Do jobs until told to stop (SIGINT, SIGTERM), and let those that run come to their end.

    pulse: a file touched with every beat that reached the database. goes_on: whether to wait for
    more when nothing is left to do.
    Raises ConnectorException when the database goes away: whoever keeps us starts us again.
    """
    connection.ensure_connection()  # the embedded server starts with Django's connection only
    asyncio.run(_work(beat_seconds, pulse, goes_on))


async def _work(beat_seconds: float, pulse: Path | None, goes_on: bool) -> None:
    async with _own_app().open_async() as working:
        watch = asyncio.create_task(_watch(working, beat_seconds, pulse))
        worker = asyncio.create_task(
            working.run_worker_async(
                wait=goes_on,
                fetch_job_polling_interval=beat_seconds / 2,  # for what was put off
                update_heartbeat_interval=beat_seconds,
                stalled_worker_timeout=beat_seconds * BEATS_MISSED,
            )
        )
        await asyncio.wait({watch, worker}, return_when=asyncio.FIRST_COMPLETED)
        for task in (watch, worker):
            task.cancel()
        outcomes = await asyncio.gather(worker, watch, return_exceptions=True)
        await sync_to_async(connections.close_all)()  # in the thread that defers periodic jobs
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome


def _own_app() -> App:
    """Return an app that fetches jobs by connections of its own.

    The tasks stay with Django's: what a job defers inside a transaction commits with it.
    """
    own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    own.periodic_defaults = app.periodic_defaults
    return own


async def _watch(working: App, beat_seconds: float, pulse: Path | None) -> None:
    while True:
        await rescue(working, beat_seconds * BEATS_MISSED)
        if pulse:
            pulse.touch()
        await asyncio.sleep(beat_seconds)


async def rescue(working: App, silent_seconds: float) -> None:
    """Have the jobs of dead workers done again, later each time, since one may be the killer."""
    jobs = working.job_manager
    await jobs.prune_stalled_workers(silent_seconds)
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=silent_seconds):
        try:
            await _put_back(jobs, job)
            logger.warning("Job %s was left behind by a worker that died", job.call_string)
        except UniqueViolation:  # an equal one waits already
            await jobs.finish_job(job, status=Status.ABORTED, delete_job=True)
        except ConnectorException as error:  # a database that is gone fails the next beat too
            logger.debug("Another worker was quicker: %s", error.__cause__)


async def _put_back(jobs: JobManager, job: Job) -> None:
    if decision := next_attempt(job):
        await jobs.retry_job(job, retry_at=decision.retry_at)
    else:
        await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
