"""The work that runs beside the pages: one task, which runs one job."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from sharedsafety_web.publishing.models import Job
from sharedsafety_web.publishing.services.drafts import half_written_remove
from sharedsafety_web.publishing.services.jobs import job_ask, job_run, jobs_take_up


@task()
def run_job(job_id: int) -> str:
    """Run one job; calling it twice is harmless."""
    return job_run(job_id=job_id)


def job_enqueue(*, community: Any, kind: str, user: Any, plan: Mapping[str, Any] | None = None) -> Job:
    """Return the job that was asked for, on its way to the worker once the transaction is stored."""
    with transaction.atomic():
        job = job_ask(community=community, kind=kind, user=user, plan=plan)
        transaction.on_commit(partial(run_job.enqueue, job.pk))
    return job


def left_jobs_enqueue() -> None:
    """Send jobs that a stopped process left behind to the worker again, and remove what it had half written."""
    half_written_remove()
    for job_id in jobs_take_up():
        run_job.enqueue(job_id)
