"""From a checked folder to the files of one release: the one place that calls the assessment and the site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.community import Community


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


def site_built(assessment: Assessment, out: Path, *, number: int, kept: Path) -> BuiltSite:
    """Write release ``number`` to ``out``, whole or not at all, and return what it is; charts stay below ``kept``."""
    from sharedsafety_web.publishing.site.builder import build_site
    from sharedsafety_web.publishing.site.page import ReleaseLabel

    release = ReleaseLabel(number=number, date=assessment.as_of, next_promised=None)
    build_site(assessment, out, release=release, chart_cache=kept / "charts")
    views = assessment.money.views
    headline = [view for view in views if (view.fiscal_year, view.phase) == assessment.money.headline]
    return BuiltSite(
        content_hash=files_hash(out),
        folder_hash=assessment.folder_hash,
        uncoded_usd=headline[0].quality.uncoded.value if headline else None,
        cannot_tell=len(assessment.cant_tell),
    )


def files_hash(root: Path) -> str:
    """Return the SHA-256 over the names and bytes of all files below ``root``, packed copies left out."""
    total = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".gz"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()}\0{digest}\n".encode())
    return total.hexdigest()
