"""What the workspace reads about releases and jobs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from sharedsafety.core.findings import Finding
from sharedsafety.report.names import name
from sharedsafety_web.publishing.models import STEPS, Job, Release


def job_seen(*, user: Any, public_id: UUID) -> Job | None:
    """Return the job when this person may see its community, else None."""
    job = Job.objects.select_related("community").filter(public_id=public_id).first()
    return job if job and user.has_perm("workspace.view", job.community) else None


def job_fault(*, job: Job, language: str) -> str:
    """Return why a job failed, in the words of the reader; empty when the cause is not theirs to know."""
    return Finding(**job.fault).sentence(language) if job.fault else ""


def job_steps(*, job: Job, language: str) -> list[tuple[str, str]]:
    """Return the steps of a job as (code, words)."""
    steps = STEPS if job.kind == Job.Kind.PUBLISH else STEPS[:1]
    return [(code, name("step", code, language)) for code in steps]


def job_list(*, community: Any) -> list[Job]:
    """Return the latest ten jobs of a community, newest first."""
    return list(Job.objects.filter(community=community)[:10])


def job_open(*, community: Any) -> Job | None:
    """Return the job that waits or runs for a community, or None."""
    return Job.objects.filter(community=community, state__in=[Job.State.WAITING, Job.State.RUNNING]).first()


def release_list(*, community: Any) -> list[Release]:
    """Return the releases of a community, newest first."""
    return list(Release.objects.filter(community=community))


def release_page(*, sites: Path, release: Release, language: str, page: str = "") -> str:
    """Return the address of a page of a release in a language, or of its choice of languages where that is missing.

    ``page`` is a file below the folder of the language, such as ``cant-tell.html``; empty for the front page.
    """
    address = f"{release.address}{language}/{page}"
    return address if (sites / address.strip("/") / ("" if page else "index.html")).is_file() else release.address


def release_latest(*, community: Any) -> Release | None:
    """Return the newest release of a community, or None."""
    return Release.objects.filter(community=community).first()
