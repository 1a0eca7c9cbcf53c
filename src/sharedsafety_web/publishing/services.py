"""Jobs and releases: asked for, run, cancelled. A job may run twice (after a crash) and still makes one release."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.report.names import name
from sharedsafety_web.core.services import check_store, record_add
from sharedsafety_web.publishing.build import BuiltSite, assessed, site_built
from sharedsafety_web.publishing.landing import landing_write
from sharedsafety_web.publishing.models import Job, Release

log = logging.getLogger("sharedsafety")
faults = logging.getLogger("sharedsafety.faults")


@transaction.atomic
def job_ask(*, community: Any, kind: str, user: Any) -> Job:
    """Return a new waiting job, or the one that is already under way for this community."""
    under_way = Job.objects.select_for_update().filter(
        community=community, state__in=[Job.State.WAITING, Job.State.RUNNING]
    )
    return under_way.first() or Job.objects.create(community=community, kind=kind, asked_by=user)


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
    if Release.objects.filter(job=job).exists():  # the process stopped between the signature and the landing page
        return Job.State.DONE
    step = partial(_step, job)
    step("checking")
    before, community = _checked(job)
    if job.kind == Job.Kind.CHECK:
        return Job.State.DONE
    if community is None:
        return Job.State.REFUSED
    assessment = assessed(community, as_of=timezone.localdate(), kept=settings.VAR_DIR, step=step)
    if assessment.folder_hash != before:
        raise BadInput("folder-changed")
    step("building")
    number = release_number_next(community=job.community)
    # A folder that a stopped process left there without a signature is replaced.
    out = settings.SITES_DIR / job.community.slug / f"r{number}"
    built = site_built(assessment, out, number=number, kept=settings.VAR_DIR)
    step("signing")
    release_sign(job=job, number=number, built=built)
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


def release_number_next(*, community: Any) -> int:
    """Return the number of the next release of a community."""
    last = Release.objects.filter(community=community).first()
    return last.number + 1 if last else 1


@transaction.atomic
def release_sign(*, job: Job, number: int, built: BuiltSite) -> Release:
    """Return the stored release; the record of actions carries its hash."""
    release = Release.objects.create(
        community=job.community,
        number=number,
        created_at=timezone.now(),
        address=f"/{job.community.slug}/r{number}/",
        content_hash=built.content_hash,
        folder_hash=built.folder_hash,
        signed_by=job.asked_by,
        job=job,
        uncoded_usd=built.uncoded_usd,
        cannot_tell=built.cannot_tell,
    )
    record_add(
        action="release-signed",
        actor=job.asked_by,
        community=job.community,
        release=number,
        content_hash=built.content_hash,
        folder_hash=built.folder_hash,
    )
    return release


def _step(job: Job, step: str) -> None:
    Job.objects.filter(pk=job.pk).update(step=step)
    log.info("%s: %s", job.community.name, name("step", step))


def jobs_take_up() -> list[int]:
    """Return the numbers of jobs that a stopped process left behind; they wait again."""
    left = Job.objects.filter(state=Job.State.RUNNING)
    found = list(left.values_list("pk", flat=True))
    left.update(state=Job.State.WAITING, step="")
    return found
