"""What the search catches up with by itself."""

from procrastinate.contrib.django import app

from blog.search.index import stale, write

AT_ONCE = 2000
"""Posts written in one run; the rest waits for the next."""


@app.periodic(cron="*/10 * * * *")
@app.task(name="search.catch_up", queueing_lock="search.catch_up")
def catch_up(timestamp: int) -> None:
    """Write the entries that an upgrade, a renamed tag or a change in bulk left behind."""
    for _ in write(stale()[:AT_ONCE]):
        pass
