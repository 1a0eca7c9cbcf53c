"""One more release in the folder of a site: the files, the entry in the record, the pages above."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.release_story import release_states
from sharedsafety.core.site_record import RECORD, chained, read_record
from sharedsafety.core.whole_folder import replaced_folder
from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.core.alone import alone_in
from sharedsafety_web.publishing.site.builder import SiteBuild, build_site
from sharedsafety_web.publishing.site.page import ReleaseLabel, label_from_record


def site_record(site: Path) -> tuple[ChainEntry, ...]:
    """Return the record of a site that exists or is still to be made.

    Raises:
        BadInput: ``out-not-a-result``: the folder holds something else.
        Unreadable: the record can't be read.
    """
    strange = site.is_symlink() or (site.exists() and not site.is_dir())
    if strange or (site.is_dir() and any(site.iterdir()) and not (site / RECORD).is_file()):
        raise BadInput("out-not-a-result", file=site.name)
    return read_record(site)


def number_of_next(entries: Sequence[ChainEntry], wanted: int | None) -> int:
    """Return the number of the next release; a number that was used, or was passed, is never used again.

    Raises:
        BadInput: ``release-number-taken`` or ``release-number-order``.

    >>> number_of_next((), None), number_of_next((), 7)
    (1, 7)
    """
    numbers = [state.number for state in release_states(entries)]
    last = max(numbers, default=0)
    if wanted in numbers:
        raise BadInput("release-number-taken", number=wanted)
    if wanted is not None and wanted < last:
        raise BadInput("release-number-order", number=wanted, last=last)
    return wanted or last + 1


def add_release(site: Path, assessment: Assessment, *, number: int, address: str = "", **told: Any) -> SiteBuild:
    """Return the build of a release that was added to a site; earlier releases stay as they are.

    Raises:
        BadInput: ``site-busy``: another process is adding one; ``release-number-taken``: it was quicker.

    Args:
        site: folder of the site; made where it is not there yet.
        assessment: what the release shows.
        number: its number (``number_of_next``).
        address: where the site will be reached; only then a site map is written.
        told: ``date``, ``next_promised``, ``corrects`` and ``note`` of the release.
    """
    if (site / RECORD).is_file():
        with alone_in(site, else_code="site-busy"):
            return _added(site, assessment, number=number, address=address, **told)
    with replaced_folder(site, known_by=RECORD) as fresh:  # a first release appears with all that stands above it
        built = _added(fresh, assessment, number=number, address=address, **told)
        if (site / RECORD).is_file():
            raise BadInput("site-busy", file=site.name)
    return built


def _added(site: Path, assessment: Assessment, *, number: int, address: str, **told: Any) -> SiteBuild:
    entries = site_record(site)
    number_of_next(entries, number)  # another process may have taken it meanwhile
    label = label_from_record(entries, number=number, **told)
    known = [state for state in release_states(entries) if not state.withdrawn_on]
    before = site / f"r{known[-1].number}" if known else None
    whole = f"{address.rstrip('/')}/r{number}" if address else ""
    out = site / f"r{number}"
    try:
        built = build_site(assessment, out, release=label, address=whole, before=before)
        content = published_content(label, built.manifest, reviewed_by=())
        _write_top(site, assessment, (*entries, chained(entries, {**content, "on": label.date})))
    except BaseException:  # an interruption too: the site stays as the record says
        shutil.rmtree(out, ignore_errors=True)
        if entries:
            _write_top(site, assessment, entries)
        raise
    return built


def published_content(label: ReleaseLabel, manifest: str, reviewed_by: Sequence[str]) -> dict[str, Any]:
    """Return what the record says of a release that becomes public, without its day."""
    return {
        "action": "published",
        "release": label.number,
        "manifest": manifest,
        "next_promised": label.next_promised,
        "independent": label.independent,
        "reviewed_by": list(reviewed_by),
        "corrects": label.corrects,
        "note": label.note,
    }


def _write_top(site: Path, assessment: Assessment, entries: Sequence[ChainEntry]) -> None:
    from sharedsafety_web.publishing.site.top import SiteProfile, write_top

    profile = assessment.profile
    named = SiteProfile(
        id=profile.id,
        name=profile.name,
        languages=profile.languages,
        is_example=profile.provenance == "example",
    )
    write_top(site, named, entries)
