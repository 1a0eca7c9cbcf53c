"""One row of a coding taken from its version of the taxonomy to the next: kept, under another code, or proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from sharedsafety.framework.taxonomy_changes import CategoryChange, VersionStep
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.migration_settings import migration_settings

#: Kinds of change after which only a person can say what a program buys.
FOR_A_PERSON = ("split", "removed", "redefined")


@dataclass(frozen=True, slots=True)
class Piece:
    """A row, or a part of one, on its way, and why a person must look at it; no reason where it carries over."""

    row: CodedShare
    reasons: frozenset[str] = frozenset()


def pieces_of(row: CodedShare, way: Iterable[VersionStep], language: str) -> tuple[Piece, ...]:
    """Return what a row comes to in the taxonomy in force; the shares of the pieces add up to its share, exactly.

    Args:
        row: a row free of faults in its own version.
        way: the steps from its version (``TaxonomyChanges.way_from``); none leaves the row as it is.
        language: of the note on a proposal, ``en`` or ``es``.
    """
    steps = tuple(way)
    if not steps:
        return (Piece(row),)
    pieces = [Piece(row)]
    for step in steps:
        pieces = [part for piece in pieces for part in _stepped(piece, step, language)]
    version = steps[-1].to_version
    return tuple(_fitted(replace(piece, row=replace(piece.row, taxonomy_version=version))) for piece in pieces)


def _stepped(piece: Piece, step: VersionStep, language: str) -> Iterator[Piece]:
    change = step.change_of(piece.row.category)
    if change is None or change.change == "level":
        yield piece
    elif change.change not in FOR_A_PERSON:
        yield replace(piece, row=replace(piece.row, category=change.into[0]))
    else:
        proposed = _proposed(piece, language)
        reasons = piece.reasons | {change.change}
        for code, share in _parts(piece.row.share, change):
            row = replace(proposed, category=code, share=share)
            yield Piece(row if change.change == "redefined" else replace(row, level=None, markers={}), reasons)


def _parts(whole: Fraction, change: CategoryChange) -> list[tuple[str, Fraction]]:
    """Return each category with its part of a share: as the change says, else equal parts, the rest to the first."""
    into = change.into or (change.code,)
    if change.shares:
        return [(code, whole * Fraction(change.shares[code])) for code in into]
    grid = 10 ** migration_settings().part_digits
    part = Fraction(whole * grid // len(into), grid)
    return [(into[0], whole - part * (len(into) - 1)), *((code, part) for code in into[1:])]


def _proposed(piece: Piece, language: str) -> CodedShare:
    """Return a row that says it is a proposal; one that already was stays as it is."""
    row, settings = piece.row, migration_settings()
    if piece.reasons:
        return row
    said = {"category": row.category, "version": row.taxonomy_version, "coder": row.coder.strip() or "?"}
    proposal = settings.proposal
    return replace(
        row,
        low=Fraction(0),
        high=row.share if row.high is None else row.high,
        basis=proposal.basis,
        status=proposal.status,
        coder=proposal.coder,
        note=" ".join(part for part in (settings.note[language].format(**said), row.note.strip()) if part),
    )


def _fitted(piece: Piece) -> Piece:
    """Return a piece without the level or the markers that its category of today does not allow."""
    columns = {fault.column for fault in coding_findings([piece.row]) if fault.severity == "error"}
    unreviewed = migration_settings().proposal.status
    if "level" in columns:
        piece = Piece(replace(piece.row, level=None, status=unreviewed), piece.reasons | {"level"})
    if columns & {"markers", "note"}:
        piece = Piece(replace(piece.row, markers={}, status=unreviewed), piece.reasons | {"markers"})
    return piece
