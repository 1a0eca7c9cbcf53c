"""From a checked folder to the files of one release: the one place that calls the assessment and the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.community import Community
from sharedsafety_web.publishing.site.page import ReleaseLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """What the workspace keeps about the files of a release."""

    content_hash: str
    folder_hash: str
    uncoded_usd: float | None
    cannot_tell: int


def assessed(community: Community, *, as_of: date, kept: Path, step: Callable[[str], None]) -> Assessment:
    """Return the whole assessment of a community, ``step`` by step; its ledger stays below ``kept`` by its content."""
    from sharedsafety.core.seed import SEED
    from sharedsafety.folder.assess import assess

    return assess(community, as_of=as_of, keep_in=kept / "ledgers", seed=SEED, step=step)


def site_built(assessment: Assessment, out: Path, *, label: ReleaseLabel, before: Path | None, kept: Path) -> BuiltSite:
    """Write a release to ``out``, whole or not at all, and return what it is; charts stay below ``kept``.

    ``before`` is the folder of the release before it, from which its news are told.
    """
    from sharedsafety_web.publishing.site.builder import build_site

    done = build_site(assessment, out, release=label, chart_cache=kept / "charts", before=before)
    views = assessment.money.views
    headline = [view for view in views if (view.fiscal_year, view.phase) == assessment.money.headline]
    return BuiltSite(
        content_hash=done.manifest,
        folder_hash=assessment.folder_hash,
        uncoded_usd=headline[0].totals.uncoded.value if headline else None,
        cannot_tell=len(assessment.cant_tell),
    )
