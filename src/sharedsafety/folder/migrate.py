"""The coding of a folder carried over to the taxonomy in force: what would change, both results, and the writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.folder.books import books_of
from sharedsafety.folder.coding_change import CODING, put_coding
from sharedsafety.folder.community import Community
from sharedsafety.folder.read import read_community
from sharedsafety.folder.yaml_in import yaml_content
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.framework.taxonomy_changes import TaxonomyChanges, changes_of, taxonomy_changes
from sharedsafety.investments.both_results import BothResults, both_results, counted_cents
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.migrate_coding import MigratedProgram, migrated_coding


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderMigration:
    """What carrying a folder's coding over would change.

    Args:
        programs: those that change, largest first.
        cents: program -> its cents in the year and phase with which the pages open.
        year: that fiscal year and phase.
        results: each family and category before and after; none where nothing changes or a row can't be carried over.
        findings: what is wrong with the coding before or after; with an error among them nothing is written.
    """

    programs: tuple[MigratedProgram, ...]
    cents: Mapping[str, int]
    year: tuple[int, str]
    results: tuple[BothResults, ...]
    findings: tuple[Finding, ...]


def given_changes(path: Path | None) -> TaxonomyChanges:
    """Return the changes of a file of a community's own, or the reviewed ones where there is none.

    Raises:
        Unreadable: there is no such file, or it is no text.
        BadInput: it is no YAML.
        BadData: it breaks a rule of such lists; all of them are told.
    """
    if path is None:
        return taxonomy_changes()
    if not path.is_file():
        raise Unreadable("file-missing", file=str(path))
    content, findings = yaml_content(path.parent, path.name)
    if any(finding.severity == "error" for finding in findings):
        raise BadInput.with_all(findings)
    return changes_of(content, path.name, taxonomy())


def folder_migration(root: Path, changes: TaxonomyChanges, keep_in: Path, *, language: str = "en") -> FolderMigration:
    """Return what carrying the coding of a folder over would change; nothing is written.

    The rules of today's taxonomy are held against the coding as it would be, not against the one that waits.

    Args:
        changes: the list that leads to the taxonomy in force.
        keep_in: a folder in which the ledger is kept.
        language: of the notes on proposals.

    Raises:
        Unreadable: there is no such folder.
        BadInput: the folder or a file of its budget can't be read.
    """
    community = _community(root)
    migration = migrated_coding(community.coding, changes, language=language, file=CODING)
    after = {program.program_key: program.after for program in migration.programs}
    coding = _with(community.coding, after)
    later = () if migration.findings else (*coding_findings(coding), *_lost_links(community, migration.programs))
    findings = (*migration.findings, *later)
    year = (community.profile.headline_year, community.profile.headline_phase)
    if not migration.programs:
        return FolderMigration(programs=(), cents={}, year=year, results=(), findings=findings)
    funds = {fund.fund_code: fund for fund in community.funds}
    cents = counted_cents(books_of(community, keep_in).cube, year, funds)
    wrong = any(finding.severity == "error" for finding in findings)
    return FolderMigration(
        programs=tuple(sorted(migration.programs, key=lambda each: -abs(cents.get(each.program_key, 0)))),
        cents=cents,
        year=year,
        results=() if wrong else both_results(cents, community.coding, coding),
        findings=findings,
    )


def write_migration(root: Path, migration: FolderMigration) -> bool:
    """Write the coding whole and return whether anything was written; with an error among the findings nothing is.

    Raises:
        BadInput: the file has faults, or was changed meanwhile so that it would have some.
    """
    if not migration.programs or any(finding.severity == "error" for finding in migration.findings):
        return False
    put_coding(root, {program.program_key: program.after for program in migration.programs})
    return True


def _community(root: Path) -> Community:
    reading = read_community(root)
    if reading.community is None:
        raise BadInput.with_all(reading.findings)
    return reading.community


def _lost_links(community: Community, programs: Sequence[MigratedProgram]) -> Iterator[Finding]:
    """Yield each link to a share of a program whose category has another code afterwards."""
    after = {program.program_key: {row.category for row in program.after} for program in programs}
    before = {program.program_key: {row.category for row in program.before} for program in programs}
    for link in community.links:
        if link.category in before.get(link.program_key, ()) and link.category not in after[link.program_key]:
            now = ", ".join(sorted(after[link.program_key] - before[link.program_key]))
            params = {"value": link.category, "program": link.program_key, "now": now}
            yield Finding(
                code="migrate-link-category", file="budget/links.csv", row=link.row, column="category", params=params
            )


def _with(coding: tuple[CodedShare, ...], after: Mapping[str, tuple[CodedShare, ...]]) -> tuple[CodedShare, ...]:
    """Return a coding in which some programs have other rows."""
    kept = [row for row in coding if row.program_key not in after]
    return (*kept, *(row for rows in after.values() for row in rows))
