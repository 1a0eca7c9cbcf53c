"""A draft: the files of a release as the public would see them, where only the workspace can reach them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.folder.held_tables import without_held
from sharedsafety.folder.json_out import plain
from sharedsafety.folder.release_gate import gate_findings
from sharedsafety_web.core.services import record_add
from sharedsafety_web.publishing.build import assessed, site_built
from sharedsafety_web.publishing.models import HOLDS_NUMBER, Job, Release
from sharedsafety_web.publishing.review_rules import is_independent
from sharedsafety_web.publishing.selectors import draft_folder, people_earlier, public_entries, release_files
from sharedsafety_web.publishing.site.page import ReleaseLabel, label_from_record


def draft_make(*, job: Job, community: Community, hash_before: str, step: Callable[[str], None]) -> Release:
    """Return the stored draft of a job.

    Raises:
        BadInput: the folder was changed meanwhile, or a draft of this community is waiting for its review.
    """
    number = release_number_next(community=job.community)
    assessment = assessed(community, as_of=timezone.localdate(), kept=settings.VAR_DIR, step=step)
    if assessment.folder_hash != hash_before:
        raise BadInput("folder-changed")
    label = release_label(job=job, number=number)
    step("gate")
    shown = without_held(assessment, label.held) if label.held else assessment
    found = gate_findings(shown, people_earlier(community=job.community))
    step("building")
    out = draft_folder(community=job.community, number=number)
    before = release_files(community=job.community)
    built = site_built(assessment, out, label=label, before=before, kept=settings.VAR_DIR)
    return _stored(job, label, built, people=[plain(table) for table in shown.people], found=found)


def release_number_next(*, community: Any) -> int:
    """Return the number of the next release of a community.

    Raises:
        BadInput: ``draft-waiting``: another draft has to be decided first.
    """
    held = Release.objects.filter(community=community, state__in=HOLDS_NUMBER)
    if held.filter(state__in=[Release.State.REVIEW, Release.State.SIGNED]).exists():
        raise BadInput("draft-waiting")
    last = held.first()
    return last.number + 1 if last else 1


def release_label(*, job: Job, number: int) -> ReleaseLabel:
    """Return what a draft says about itself: its dates and promises, its review, what is held, what a minority says."""
    return label_from_record(
        public_entries(community=job.community),
        number=number,
        date=timezone.localdate().isoformat(),
        next_promised=job.plan.get("next_promised"),
        independent=is_independent(community=job.community, drafter=job.asked_by),
        corrects=job.plan.get("corrects"),
        note=job.plan.get("note", ""),
    )


def half_written_remove() -> None:
    """Remove the folders in which a process that was killed built a draft or a ledger: nobody goes on with them."""
    var = Path(settings.VAR_DIR)
    for left in (*var.glob("drafts/*/.*"), *var.glob("ledgers/.*")):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


@transaction.atomic
def _stored(job: Job, label: ReleaseLabel, built: Any, *, people: list[Any], found: Sequence[Finding]) -> Release:
    release = Release.objects.create(
        community=job.community,
        number=label.number,
        created_at=timezone.now(),
        address=f"/{job.community.slug}/r{label.number}/",
        content_hash=built.content_hash,
        folder_hash=built.folder_hash,
        drafted_by=job.asked_by,
        job=job,
        uncoded_usd=built.uncoded_usd,
        cannot_tell=built.cannot_tell,
        people=people,
        findings=[finding.stored() for finding in found],
        independent=label.independent,
        next_promised=label.next_promised,
        corrects=label.corrects,
        note=label.note,
    )
    detail = {"release": release.number, "content_hash": built.content_hash, "folder_hash": built.folder_hash}
    record_add(action="release-drafted", actor=job.asked_by, community=job.community, **detail)
    return release
