"""What is done later: the durable queue's worker, its patience, and what it does after a crash.

The queue is procrastinate's, in our own database: a job deferred inside a transaction exists from
its commit on. Tasks stand in the rooms they belong to; ``blog/tasks.py`` calls their roll.
"""
