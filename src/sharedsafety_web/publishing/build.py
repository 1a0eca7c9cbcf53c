"""From a checked folder to the files of one release: the one place that calls the assessment and the site."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.community import Community

#: Files of these kinds shrink well; the rest is packed already.
PACKED = frozenset({".html", ".css", ".js", ".json", ".csv", ".svg", ".txt", ".xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """The files of a release, ready to be put in place, and what the workspace keeps about them."""

    content_hash: str
    folder_hash: str
    uncoded_usd: float | None
    cannot_tell: int


def assessed(community: Community, *, as_of: date) -> Assessment:
    """Return the whole assessment of a community."""
    from sharedsafety.folder.assess import assess

    return assess(community, as_of=as_of)


def site_built(assessment: Assessment, out: Path, *, release: str) -> BuiltSite:
    """Write the pages of a release into the new folder ``out`` and return what they are."""
    from sharedsafety_web.publishing.site import build_site

    shutil.rmtree(out, ignore_errors=True)
    build_site(assessment, out, release=release)
    content_hash = files_hash(out)
    pack_files(out)
    views = assessment.money.views
    headline = [view for view in views if (view.fiscal_year, view.phase) == assessment.money.headline]
    return BuiltSite(
        content_hash=content_hash,
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


def pack_files(root: Path) -> None:
    """Write a gzip copy beside each file that shrinks, the same bytes every time."""
    for path in [path for path in root.rglob("*") if path.suffix in PACKED and path.is_file()]:
        packed = path.with_name(path.name + ".gz")
        if not packed.exists():
            packed.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
