"""Whether the queue keeps up, for whoever watches the site."""

from django.db import connection

OVERDUE_MINUTES = 5
# By then a job has failed for a good two minutes.
MANY_ATTEMPTS = 6

_BACKLOG = """
SELECT count(*) FILTER (WHERE coalesce(job.scheduled_at, event.at) < now() - %s * interval '1 min'),
       count(*) FILTER (WHERE job.attempts >= %s)
  FROM procrastinate_jobs job
  LEFT JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
 WHERE job.status = 'todo'
"""


def backlog() -> str:
    """Return what is wrong with the queue in a line, "" where nothing is. One query.

    Jobs that nobody begins have no worker; jobs that fail again and again mostly have no mail
    server.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BACKLOG, [OVERDUE_MINUTES, MANY_ATTEMPTS])
        overdue, failing = cursor.fetchone()
    told = {
        f"{overdue} overdue by {OVERDUE_MINUTES} minutes or more": overdue,
        f"{failing} failed again and again": failing,
    }
    return ", ".join(words for words, count in told.items() if count)
