"""Checks of the coding rows, and the coding as parts: one part for each program and category (method.md 2.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sharedsafety.core.findings import Finding
from sharedsafety.framework.taxonomy import Taxonomy, taxonomy
from sharedsafety.investments.coded import AreaShare, CodedShare
from sharedsafety.investments.settings import money_settings

UNCODED = "uncoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPart:
    """One program's share in one category with everything that follows from it.

    ``mode`` is the response mode where ``level`` is response, else None; ``markers`` are complete over principles.
    """

    program_key: str
    category: str
    family: str
    level: str
    mode: str | None
    share: Fraction
    low: Fraction
    high: Fraction
    markers: Mapping[str, float]
    basis: str
    status: str
    holder: str


def coded_parts(coding: Iterable[CodedShare]) -> tuple[CodedPart, ...]:
    """Return the parts of all coded programs, sorted by program, place of the category in the taxonomy, and level.

    The simulation draws in this order, so the name of a category moves no range. The rows must be free of the errors
    that ``coding_findings`` finds.

    >>> [part.level for part in coded_parts([CodedShare(program_key="p", category="SV-TRC", share=Fraction(1))])]
    ['tertiary']
    """
    tax = taxonomy()
    place = {code: at for at, code in enumerate(tax.codes)}
    parts = [_part(row, tax) for row in coding]
    return tuple(sorted(parts, key=lambda part: (part.program_key, place[part.category], part.level)))


def coding_findings(
    coding: Sequence[CodedShare], *, programs: Collection[str] | None = None, file: str = "budget/coding.csv"
) -> tuple[Finding, ...]:
    """Return every fault of the coding rows, with file, row and column.

    Args:
        coding: the rows as read.
        programs: program keys of the ledger; a coded program that is not among them is a warning.
        file: name of the file in the findings.
    """
    by_program: dict[str, list[CodedShare]] = defaultdict(list)
    for row in coding:
        by_program[row.program_key].append(row)
    found = [finding for row in coding for finding in _row_findings(row, taxonomy(), file)]
    for program, rows in by_program.items():
        found += _program_findings(program, rows, file)
        if programs is not None and program not in programs:
            found.append(_finding("coding-program-not-in-ledger", rows[0], "program_key", file, value=program))
    return tuple(sorted(found, key=lambda finding: (finding.row or 0, finding.code)))


def area_findings(shares: Sequence[AreaShare], *, file: str = "budget/areas.csv") -> Iterator[Finding]:
    """Yield a finding for each program whose area shares add up to more than 1, at its last row.

    >>> twice = [AreaShare(program_key="p", area_id=area, share=Fraction(2, 3)) for area in ("north", "south")]
    >>> [finding.code for finding in area_findings(twice)]
    ['area-share-sum']
    """
    by_program: dict[str, list[AreaShare]] = defaultdict(list)
    for row in shares:
        by_program[row.program_key].append(row)
    for program, rows in by_program.items():
        total = sum((row.share for row in rows), Fraction(0))
        if total > 1 + Fraction(money_settings().share_sum_tolerance):
            params = {"value": program, "total": float(total)}
            yield Finding(code="area-share-sum", file=file, row=rows[-1].row, column="share", params=params)


def _part(row: CodedShare, tax: Taxonomy) -> CodedPart:
    category = tax.category(row.category)
    level = row.level or category.level.default
    return CodedPart(
        program_key=row.program_key,
        category=row.category,
        family=category.family,
        level=level,
        mode=category.response_mode if level == "response" else None,
        share=row.share,
        low=row.share if row.low is None else row.low,
        high=row.share if row.high is None else row.high,
        markers={
            principle: row.markers.get(principle, category.principles.default.get(principle, 0.0))
            for principle in tax.principles
        },
        basis=row.basis,
        status=row.status,
        holder=row.delivery_agent,
    )


def _row_findings(row: CodedShare, tax: Taxonomy, file: str) -> Iterator[Finding]:
    words = tax.vocabularies
    lists = (
        ("category", row.category, tax.codes),
        ("basis", row.basis, words["allocation_basis"]),
        ("status", row.status, words["coding_status"]),
        ("delivery_agent", row.delivery_agent, tax.delivery_agents),
    )
    for column, value, allowed in lists:
        if value not in allowed:
            yield _finding("coding-unknown-value", row, column, file, value=value, allowed=", ".join(allowed))
    if row.taxonomy_version not in ("", tax.version):
        params = {"value": row.taxonomy_version, "now": tax.version}
        yield _finding("coding-version-older", row, "taxonomy_version", file, **params)
    yield from _range_findings(row, file)
    if row.status == "double" and len({name.strip() for name in row.coder.split(";") if name.strip()}) < 2:
        yield _finding("coding-one-coder", row, "coder", file, value=row.coder)
    if row.category in tax.codes:
        yield from _category_findings(row, tax, file)


def _range_findings(row: CodedShare, file: str) -> Iterator[Finding]:
    if not 0 <= row.share <= 1:
        yield _finding("coding-share-outside", row, "share", file, value=float(row.share))
    if row.basis in "EFG" and (row.low is None or row.high is None):
        yield _finding("coding-range-missing", row, "low", file, value=row.basis)
    low = row.share if row.low is None else row.low
    high = row.share if row.high is None else row.high
    if not 0 <= low <= row.share <= high <= 1:
        yield _finding("coding-range-order", row, "low", file, low=float(low), share=float(row.share), high=float(high))


def _category_findings(row: CodedShare, tax: Taxonomy, file: str) -> Iterator[Finding]:
    category = tax.category(row.category)
    if row.level is not None and row.level not in category.level.allowed:
        allowed = ", ".join(category.level.allowed)
        yield _finding("coding-level", row, "level", file, value=row.level, category=row.category, allowed=allowed)
    scale = tax.marker_sets["default"].values()
    for principle, value in row.markers.items():
        if principle not in tax.principles or value not in (0.0, *scale):
            yield _finding("coding-marker-unknown", row, "markers", file, principle=principle, value=value)
        elif value > category.principles.most(principle):
            most = category.principles.most(principle)
            yield _finding("coding-marker-above", row, "markers", file, principle=principle, value=value, most=most)
        elif value > category.principles.default.get(principle, 0.0) and not row.note.strip():
            yield _finding("coding-marker-note", row, "note", file, principle=principle, value=value)


def _program_findings(program: str, rows: Sequence[CodedShare], file: str) -> Iterator[Finding]:
    total = sum((row.share for row in rows), Fraction(0))
    if abs(total - 1) > Fraction(money_settings().share_sum_tolerance):
        yield _finding("coding-share-sum", rows[0], "share", file, value=program, total=float(total))
    seen: set[tuple[str, str | None]] = set()
    for row in rows:
        key = (row.category, row.level)
        if key in seen:
            yield _finding("coding-repeated", row, "category", file, value=program, category=row.category)
        seen.add(key)


def _finding(code: str, row: CodedShare, column: str, file: str, **params: object) -> Finding:
    return Finding(code=code, file=file, row=row.row, column=column, params=params)
