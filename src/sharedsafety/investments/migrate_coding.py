"""A coding made with an older version of the taxonomy, carried over to the one in force; no share is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sharedsafety.core.findings import Finding
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.framework.taxonomy_changes import TaxonomyChanges
from sharedsafety.investments.category_steps import Piece, pieces_of
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coded_parts
from sharedsafety.investments.migration_settings import migration_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class MigratedProgram:
    """One program whose coding names an older version.

    Args:
        before: its rows as they are.
        after: its rows in the taxonomy in force; their shares add up to what those before added up to, exactly.
        reasons: why a person must look at it (``data/investments/migration.yaml``); empty where it carries over.
    """

    program_key: str
    before: tuple[CodedShare, ...]
    after: tuple[CodedShare, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """The programs that change, in the order of the file; ``findings`` are rows that can't be carried over."""

    programs: tuple[MigratedProgram, ...]
    findings: tuple[Finding, ...]


def migrated_coding(
    coding: Sequence[CodedShare], changes: TaxonomyChanges, *, language: str = "en", file: str = "budget/coding.csv"
) -> Migration:
    """Return what becomes of each program with a row of an older version; the others are not among them.

    A category that is kept, renamed or merged carries over: shares that meet in one category are added up, with the
    weakest basis and status. One that was split, removed or redefined becomes a proposal that nobody has read:
    basis G, from 0 to all that the older category had, unreviewed.

    Args:
        changes: a sound list (``change_problems``) that leads to the taxonomy in force.
        language: of the notes on proposals.
        file: name of the file in the findings.

    Source: method.md 2.3, 2.8; docs/decisions/0035.

    >>> row = CodedShare(program_key="p", category="JS-POL", share=Fraction(1), taxonomy_version="0.1.0")
    >>> migrated_coding([row], TaxonomyChanges(versions={}, changes=())).programs
    ()
    """
    by_program: dict[str, list[CodedShare]] = defaultdict(list)
    for row in coding:
        by_program[row.program_key].append(row)
    programs, findings = [], []
    for rows in by_program.values():
        faults = [fault for row in rows for fault in _faults(row, changes, file)]
        findings += faults
        if not faults and any(row.taxonomy_version != taxonomy().version for row in rows):
            programs.append(_migrated(rows, changes, language))
    return Migration(programs=tuple(programs), findings=tuple(sorted(findings, key=lambda fault: fault.row or 0)))


def proposed_rows(rows: Sequence[CodedShare], changes: TaxonomyChanges) -> tuple[CodedShare, ...]:
    """Return what is proposed for one program whose categories changed; none where no person needs to look.

    They are the program's own rows where they have been carried over and nobody has read them yet.

    >>> proposed_rows([], TaxonomyChanges(versions={}, changes=()))
    ()
    """
    proposal = migration_settings().proposal
    if any(row.status == proposal.status and proposal.coder in row.coder.split("; ") for row in rows):
        return tuple(rows)
    if all(row.taxonomy_version == taxonomy().version for row in rows):
        return ()
    return tuple(row for each in migrated_coding(rows, changes).programs if each.reasons for row in each.after)


def _faults(row: CodedShare, changes: TaxonomyChanges, file: str) -> Iterator[Finding]:
    """Yield why a row can't be carried over: its version is unknown, or has no such category."""
    codes = {**changes.versions, taxonomy().version: taxonomy().codes}
    version = row.taxonomy_version
    if version not in codes:
        params = {"value": version, "allowed": ", ".join(codes)}
        yield Finding(code="migrate-version-unknown", file=file, row=row.row, column="taxonomy_version", params=params)
    elif row.category not in codes[version]:
        params = {"value": row.category, "version": version}
        yield Finding(code="migrate-category-unknown", file=file, row=row.row, column="category", params=params)


def _migrated(rows: Sequence[CodedShare], changes: TaxonomyChanges, language: str) -> MigratedProgram:
    pieces = [piece for row in rows for piece in pieces_of(row, changes.way_from(row.taxonomy_version), language)]
    met: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        met[piece.row.category].append(piece)
    merged = [_together(each) for each in met.values()]
    found = frozenset[str]().union(*(piece.reasons for piece in merged))
    after = (piece.row for piece in merged)
    if found:  # people code programs: one part that nobody has read leaves the whole program to be read
        after = (replace(row, status=migration_settings().proposal.status) for row in after)
    return MigratedProgram(
        program_key=rows[0].program_key,
        before=tuple(rows),
        after=tuple(after),
        reasons=tuple(reason for reason in migration_settings().reasons if reason in found),
    )


def _together(pieces: Sequence[Piece]) -> Piece:
    """Return one piece for those that met in a category: shares added up, all else at its weakest.

    A folder has one row for a program and a category, so what they say differently is left for a person.
    """
    if len(pieces) == 1:
        return pieces[0]
    rows = [piece.row for piece in pieces]
    first, statuses = rows[0], tuple(taxonomy().vocabularies["coding_status"])
    reasons = frozenset[str]().union(*(piece.reasons for piece in pieces)) | _differing(rows)
    ranged = any(row.low is not None or row.high is not None for row in rows)
    row = replace(
        first,
        share=_sum(row.share for row in rows),
        level=None if "level" in reasons else first.level,
        low=_sum(row.share if row.low is None else row.low for row in rows) if ranged else None,
        high=min(Fraction(1), _sum(row.share if row.high is None else row.high for row in rows)) if ranged else None,
        basis=max(row.basis for row in rows),
        markers={} if "markers" in reasons else first.markers,
        coder=_each_once((name for row in rows for name in row.coder.split(";")), "; "),
        status=min((row.status for row in rows), key=statuses.index),
        note=_each_once((row.note for row in rows), " / "),
        delivery_agent="unknown" if "holder" in reasons else first.delivery_agent,
    )
    return Piece(row, reasons)


def _differing(rows: Sequence[CodedShare]) -> frozenset[str]:
    """Return in what rows of one category differ; a level or marker that repeats the default is none of its own."""
    parts = coded_parts(rows)
    said: dict[str, set[object]] = {
        "level": {part.level for part in parts},
        "markers": {tuple(sorted(part.markers.items())) for part in parts},
        "holder": {part.holder for part in parts},
    }
    return frozenset(reason for reason, values in said.items() if len(values) > 1)


def _sum(shares: Iterable[Fraction]) -> Fraction:
    return sum(shares, Fraction(0))


def _each_once(texts: Iterable[str], between: str) -> str:
    return between.join(dict.fromkeys(text.strip() for text in texts if text.strip()))
