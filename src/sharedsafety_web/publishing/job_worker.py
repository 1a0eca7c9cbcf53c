"""The worker of jobs and the clock of releases as threads of the server's own process.

On SQLite one process does all the writing.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

PAUSE_SECONDS = 5
CLOCK_SECONDS = 30
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

    while True:
        try:
            left_jobs_enqueue()
            _worker(batch=False).run()
        except Exception:  # noqa: BLE001 - a full disk, say: jobs wait, the pages stay up; the cause goes to faults.log
            faults.exception("The worker of jobs met a fault and tries again.")
            time.sleep(PAUSE_SECONDS)


def start_clock() -> threading.Thread:
    """Return the started thread that makes signed releases public when their time has come."""
    thread = threading.Thread(target=_tick, name="clock", daemon=True)
    thread.start()
    return thread


def _tick() -> None:
    from django.db import close_old_connections
    from django.utils import timezone

    from sharedsafety_web.publishing.services.signing import releases_publish_due
    from sharedsafety_web.publishing.services.waiting import long_reviews_tell

    while True:
        try:
            releases_publish_due(now=timezone.now())
            long_reviews_tell(today=timezone.localdate())
        except Exception:  # noqa: BLE001 - the clock must not stop; the cause goes to faults.log
            faults.exception("The clock of releases met a fault and goes on.")
        close_old_connections()
        time.sleep(CLOCK_SECONDS)
