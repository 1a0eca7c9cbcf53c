"""The worker of jobs as a thread of the server's own process: on SQLite one process does all the writing."""

from __future__ import annotations

import logging
import threading
import time

from django.db import DatabaseError, connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

PAUSE_SECONDS = 5
faults = logging.getLogger("sharedsafety.faults")


def _worker(*, batch: bool) -> Worker:
    return Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        interval=1,
        batch=batch,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id="in-process",
        excluded_queue_names=[],
    )


def drain() -> None:
    """Run every waiting task and return when none is left."""
    _worker(batch=True).run()


def start_worker() -> threading.Thread | None:
    """Return the started thread, or None on PostgreSQL, where `manage.py db_worker` is a process of its own."""
    if connection.vendor != "sqlite":
        return None
    thread = threading.Thread(target=_work, name="jobs", daemon=True)
    thread.start()
    return thread


def _work() -> None:
    from sharedsafety_web.publishing.tasks import left_jobs_enqueue

    left_jobs_enqueue()
    while True:
        try:
            _worker(batch=False).run()
        except DatabaseError:  # a full disk, say: jobs wait, the pages stay up
            faults.exception("The worker of jobs lost its database and tries again.")
            time.sleep(PAUSE_SECONDS)
