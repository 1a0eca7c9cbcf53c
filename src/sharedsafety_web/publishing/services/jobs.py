"""Jobs: asked for, run, cancelled. A job may run twice (after a crash) and still makes one draft."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.report.names import name
from sharedsafety_web.core.services import check_store, record_add
from sharedsafety_web.publishing.landing import landing_write
from sharedsafety_web.publishing.models import Job, Release
from sharedsafety_web.publishing.review_rules import waits
from sharedsafety_web.publishing.services.drafts import draft_make
from sharedsafety_web.publishing.services.signing import release_sign

log = logging.getLogger("sharedsafety")
faults = logging.getLogger("sharedsafety.faults")


@transaction.atomic
def job_ask(*, community: Any, kind: str, user: Any, plan: Mapping[str, Any] | None = None) -> Job:
    """Return a new waiting job, or the one that is already under way for this community.

    ``plan`` of a release: ``next_promised`` (ISO date), ``corrects`` (number), ``note``, and ``sign`` to sign the draft
    at once where nobody else has to review it.
    """
    under_way = Job.objects.select_for_update().filter(
        community=community, state__in=[Job.State.WAITING, Job.State.RUNNING]
    )
    return under_way.first() or Job.objects.create(community=community, kind=kind, asked_by=user, plan=dict(plan or {}))


@transaction.atomic
def job_cancel(*, job: Job, user: Any) -> bool:
    """Return whether the job was cancelled; one that has started runs to its end."""
    cancelled = Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, ended_at=timezone.now()
    )
    if cancelled:
        record_add(action="job-cancelled", actor=user, community=job.community, job=str(job.public_id))
    return bool(cancelled)


def job_run(*, job_id: int) -> str:
    """Run a job and return the state it ended in; what goes wrong is kept with the job."""
    started = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(state=Job.State.RUNNING)
    job = Job.objects.select_related("community").get(pk=job_id)
    if not started:
        return str(job.state)
    state, fault = _ended(job)
    row = fault.stored() if fault else None
    Job.objects.filter(pk=job_id).update(state=state, fault=row, ended_at=timezone.now())
    landing_write(sites=settings.SITES_DIR)
    log.info("%s: %s %s%s", job.community.name, job.kind, state.value, _more(job, state, fault))
    return str(state)


def jobs_take_up() -> list[int]:
    """Return the numbers of jobs that a stopped process left behind; they wait again."""
    left = Job.objects.filter(state=Job.State.RUNNING)
    found = list(left.values_list("pk", flat=True))
    left.update(state=Job.State.WAITING, step="")
    return found


def _ended(job: Job) -> tuple[Job.State, Finding | None]:
    """Do the work and return the state it ended in, with what the person should know."""
    try:
        return _work(job), None
    except SharedSafetyError as error:
        return Job.State.FAILED, error.finding
    except OSError as error:
        faults.exception("The job for %s stopped.", job.community.slug)
        return Job.State.FAILED, Finding(code="system-refused", params={"problem": error.strerror or "-"})
    except Exception:  # noqa: BLE001 - a job must end in words; the cause goes to faults.log
        faults.exception("The job for %s stopped.", job.community.slug)
        return Job.State.FAILED, None


def _more(job: Job, state: Job.State, fault: Finding | None) -> str:
    if state == Job.State.DONE and job.kind == Job.Kind.PUBLISH:
        return f": {Release.objects.get(job=job).address}"
    if state == Job.State.FAILED:
        return f": {fault.sentence() if fault else 'the cause is in faults.log'}"
    return ""


def _work(job: Job) -> Job.State:
    step = partial(_step, job)
    step("checking")
    before, community = _checked(job)
    if job.kind == Job.Kind.CHECK:
        return Job.State.DONE
    if community is None:
        return Job.State.REFUSED
    # The process may have stopped after the draft was stored: then only the signature is missing.
    release = Release.objects.filter(job=job).first() or draft_make(
        job=job, community=community, hash_before=before, step=step
    )
    step("signing")
    if job.plan.get("sign") and release.state == Release.State.REVIEW and not waits(release=release):
        release_sign(release=release, user=job.asked_by)
    return Job.State.DONE


def _checked(job: Job) -> tuple[str, Community | None]:
    """Return the hash of a job's folder and its community, None while the check finds faults; the check is stored."""
    from sharedsafety.folder.check import checked_community
    from sharedsafety.folder.content_hash import folder_hash

    folder = Path(job.community.folder)
    before = folder_hash(folder)
    reading = checked_community(folder)
    check_store(community=job.community, findings=reading.findings, folder_hash=before, actor=job.asked_by)
    return before, reading.community


def _step(job: Job, step: str) -> None:
    Job.objects.filter(pk=job.pk).update(step=step)
    log.info("%s: %s", job.community.name, name("step", step))
