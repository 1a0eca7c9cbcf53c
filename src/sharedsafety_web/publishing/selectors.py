"""What the workspace reads about releases and jobs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.findings import Finding
from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.release_story import SentBack, held_tables
from sharedsafety.folder.held_tables import GROUPS, SIGN
from sharedsafety.folder.release_gate import people_of
from sharedsafety.framework.rating_tables import RATINGS
from sharedsafety.report.names import name
from sharedsafety_web.core.public_files import file_below
from sharedsafety_web.publishing.models import STEPS, Job, PublicEntry, Release
from sharedsafety_web.publishing.site.news import comparison_sentences


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
    """Return the newest public release of a community, or None."""
    return Release.objects.filter(community=community, state=Release.State.PUBLIC).first()


def release_files(*, community: Any) -> Path | None:
    """Return the folder of the newest public release of a community, or None before the first."""
    latest = release_latest(community=community)
    place = Path(settings.SITES_DIR) / community.slug / f"r{latest.number}" if latest else None
    return place if place and place.is_dir() else None


def release_open(*, community: Any) -> Release | None:
    """Return the draft that waits for its review or its day, or None."""
    waiting = [Release.State.REVIEW, Release.State.SIGNED]
    return Release.objects.filter(community=community, state__in=waiting).first()


def release_numbered(*, community: Any, pk: int) -> Release | None:
    """Return one release of a community by its key, drafts that were sent back included, or None."""
    return Release.objects.filter(community=community, pk=pk).select_related("community", "drafted_by").first()


def public_entries(*, community: Any) -> tuple[ChainEntry, ...]:
    """Return the public record of a community."""
    rows = PublicEntry.objects.filter(community=community)
    return tuple(
        ChainEntry(number=row.number, content=row.content, previous=row.previous, hash=row.hash) for row in rows
    )


def preview_file(*, release: Release, path: str) -> Path | None:
    """Return one file of a draft by its address below it, or None; nothing outside the draft is reached."""
    root = draft_folder(community=release.community, number=release.number)
    return file_below(root, f"/{path}") if release.state in {"review", "signed"} and root.is_dir() else None


def draft_folder(*, community: Any, number: int) -> Path:
    """Return where the files of a draft lie."""
    return Path(settings.VAR_DIR) / "drafts" / str(community.slug) / f"r{number}"


def release_comparison(*, community: Any, earlier: int, later: int, language: str) -> tuple[str, ...] | None:
    """Return what one public release told differently from another, one sentence each; None where one is not there."""
    before, after = (Path(settings.SITES_DIR) / community.slug / f"r{number}" for number in (earlier, later))
    if not all((place / "data" / "assessment.json").is_file() for place in (before, after)):
        return None
    return comparison_sentences(before, after, [language])[language]


def people_earlier(*, community: Any) -> dict[str, tuple[PeopleTable, ...]]:
    """Return the tables of people of every release that was public once, oldest first: what was read stays known."""
    once = [Release.State.PUBLIC, Release.State.WITHDRAWN]
    rows = Release.objects.filter(community=community, state__in=once).order_by("number", "pk")
    return {f"r{row.number}": people_of({"people": row.people}, f"r{row.number}") for row in rows}


def held_now(*, community: Any) -> Mapping[str, SentBack]:
    """Return the tables of people that no release of a community may show now."""
    return held_tables(public_entries(community=community))


def draft_tables(*, release: Release) -> tuple[tuple[str, str], ...]:
    """Return the tables of people in a draft as (id, name of the sign), for a reviewer to send back."""
    path = draft_folder(community=release.community, number=release.number) / "data" / "assessment.json"
    if not path.is_file():
        return ()
    content = json.loads(path.read_bytes())
    names = {one["id"]: one["name"] for one in content["indicators"]}
    signs = [(f"{SIGN}{one['indicator_id']}", names[one["indicator_id"]]) for one in content["results"]]
    with_groups = [one["indicator_id"] for one in content["results"] if one["disparity"]]
    rated = dict.fromkeys(one["practice"] for one in content.get("framework", {}).get("ratings", ()))
    return (
        *signs,
        *((f"{GROUPS}{about}", names[about]) for about in with_groups),
        *((f"{RATINGS}{about}", _("Practice %s") % about) for about in rated),
    )
