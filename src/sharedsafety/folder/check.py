"""Every rule of a community folder at once: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.folder.area_rows import area_row_findings
from sharedsafety.folder.area_shapes import shape_findings, shapes_file
from sharedsafety.folder.beside_faults import beside_faults, faulty_files
from sharedsafety.folder.books import books_findings
from sharedsafety.folder.candidates import candidate_findings
from sharedsafety.folder.cells import is_id
from sharedsafety.folder.commitments import commitment_findings
from sharedsafety.folder.community import Community
from sharedsafety.folder.documents import document_findings
from sharedsafety.folder.foreign import foreign_findings
from sharedsafety.folder.framework_file import community_pack
from sharedsafety.folder.framework_records import later_records
from sharedsafety.folder.opening_words import opening_words_findings
from sharedsafety.folder.plan_file import read_plan
from sharedsafety.folder.profile_rules import profile_findings
from sharedsafety.folder.prose import prose_findings
from sharedsafety.folder.read import FolderReading, read_community
from sharedsafety.folder.replies import later_replies, reply_findings
from sharedsafety.folder.requests import later_requests, request_findings
from sharedsafety.folder.vintages import vintage_findings
from sharedsafety.folder.yaml_in import with_rows
from sharedsafety.investments.coding import area_findings, coding_findings
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.later import later_periods


def checked_community(root: Path, *, books: bool = False) -> FolderReading:
    """Return the community with every finding about it; ``community`` is None while one of them is an error.

    Args:
        root: the folder.
        books: look into the published budget files too; whoever assesses next reads them anyway.

    Raises:
        Unreadable: there is no such folder, or it has no ``community.yaml``.
    """
    reading = read_community(root)
    findings = [*reading.findings, *foreign_findings(root), *read_plan(root)[1]]
    if reading.readable is not None:
        later = [*community_findings(reading.readable), *_budget_findings(reading.readable, findings, books=books)]
        findings += beside_faults(later, findings)
    findings = [*with_rows(findings, root)]
    blocked = any(finding.severity == "error" for finding in findings)
    return FolderReading(community=None if blocked else reading.community, findings=tuple(findings))


def _budget_findings(community: Community, before: Sequence[Finding], *, books: bool) -> Sequence[Finding]:
    """Return what is wrong with the budget; the published files are opened only where what leads to them is right."""
    leads = any(file == "community.yaml" or file.startswith("budget/") for file in faulty_files(before))
    return coding_findings(community.coding) if leads or not books else books_findings(community)


def later_findings(community: Community, as_of: date) -> tuple[Finding, ...]:
    """Return what a folder says of a time after ``as_of``: periods that had not come, and dates of what was done."""
    periods = later_periods(community.observations, as_of)
    asked = (*later_requests(community.requests, as_of), *later_replies(community, as_of))
    return (*periods, *asked, *later_records(community, as_of))


def community_findings(community: Community) -> Iterator[Finding]:
    """Yield every finding about a community as it was read; the published budget files are not opened."""
    yield from profile_findings(community.profile)
    yield from opening_words_findings(community)
    yield from _indicator_ids(community)
    yield from document_findings(community)
    yield from check_indicators(community.indicators, community.observations)
    yield from vintage_findings(community)
    yield from candidate_findings(community)
    yield from area_findings(community.area_shares)
    yield from shape_findings(community.shapes, community.areas, file=shapes_file(community.root))
    yield from area_row_findings(community)
    yield from _target_findings(community)
    yield from request_findings(community)
    yield from reply_findings(community)
    yield from framework_findings(community)
    yield from _unknown_references(community)
    yield from prose_findings(community)


def framework_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with ``framework.yaml``, and with ratings and commitments that refer to it."""
    made = community_pack(community.framework)
    yield from made.findings
    known = {practice.id for practice in made.pack.practices}
    for rating in community.ratings:
        if rating.practice not in known:
            yield _unknown("ratings.csv", rating.row, "practice", rating.practice, "framework.yaml")
    yield from commitment_findings(community, known)


def _indicator_ids(community: Community) -> Iterator[Finding]:
    for indicator in community.indicators:
        if not is_id(indicator.id):
            yield Finding(code="not-an-id", file="indicators/indicators.yaml", column=f"{indicator.id}.id",
                          params={"value": indicator.id})  # fmt: skip


def _target_findings(community: Community) -> Iterator[Finding]:
    for row, priority in enumerate(community.priorities, start=2):
        target = (priority.target_value, priority.target_unit, priority.target_of)
        if priority.statement_kind in {"S1", "S2"} and None in target:
            params = {"kind": priority.statement_kind}
            yield Finding(
                code="target-incomplete", file="priorities.csv", row=row, column="target_value", params=params
            )
        if priority.target_unit == "share" and (priority.target_value or 0) > 1:
            value = {"value": f"{priority.target_value:g}"}
            yield Finding(code="share-outside", file="priorities.csv", row=row, column="target_value", params=value)


def _unknown_references(community: Community) -> Iterator[Finding]:
    priorities = {priority.id for priority in community.priorities}
    areas = {area.area_id for area in community.areas}
    for file, rows, column, known, target in (
        ("budget/links.csv", community.links, "priority_id", priorities, "priorities.csv"),
        ("budget/areas.csv", community.area_shares, "area_id", areas, "areas.csv"),
        ("roadmap.csv", community.roadmap, "priority_id", priorities, "priorities.csv"),
    ):
        for row in rows:
            value = getattr(row, column)
            if value not in known:
                yield _unknown(file, row.row, column, value, target)
    for indicator in community.indicators:
        for value in sorted(set(indicator.priorities) - priorities):
            column = f"{indicator.id}.priorities"
            yield _unknown("indicators/indicators.yaml", None, column, value, "priorities.csv")


def _unknown(file: str, row: int | None, column: str, value: str, target: str) -> Finding:
    return Finding(
        code="reference-unknown", file=file, row=row, column=column, params={"value": value, "target": target}
    )
