"""How long a job that failed waits until it is tried again."""

from datetime import timedelta

from django.db import OperationalError
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 3600
# The waits double for an hour, then come hourly: this many make some three days.
MOST_ATTEMPTS = 80


class Backoff(BaseRetryStrategy):
    """Try again after 2 s, 4 s, 8 s … at last hourly, and give up after three days.

    tries_on: the failures worth another attempt, beside the database's going away; any other
    fails the job for good.
    """

    def __init__(self, *tries_on: type[BaseException]) -> None:
        self.tries_on = (*tries_on, OperationalError)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again; None: not any more."""
        if not isinstance(exception, self.tries_on):
            return None
        return next_attempt(job)


def next_attempt(job: Job) -> RetryDecision | None:
    """Return when a job that was tried ``job.attempts`` times before comes again, if it does."""
    if job.attempts >= MOST_ATTEMPTS:
        return None
    seconds = min(FIRST_WAIT_SECONDS * 2 ** min(job.attempts, 20), LONGEST_WAIT_SECONDS)
    return RetryDecision(retry_at=timezone.now() + timedelta(seconds=seconds))
