"""What the queue does for itself by night."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

# A job that failed for good is kept so long for whoever wants to know why.
KEPT_HOURS = 30 * 24


@app.periodic(cron="23 4 * * *")
@app.task(name="jobs.forget_old_jobs", queueing_lock="jobs.forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that ended long ago; those that succeeded went at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
