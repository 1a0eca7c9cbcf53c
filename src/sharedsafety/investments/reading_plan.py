"""Which column of a published table is what: the mapping's names found in the file's header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sharedsafety.core.findings import Finding
from sharedsafety.investments.mapping import (
    AmountColumn,
    DecimalMark,
    FileMapping,
    FromColumn,
    Names,
    PhaseFromColumn,
    Unpivot,
)
from sharedsafety.investments.tables_in import PublishedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountSpec:
    """One column of amounts, found: ``labels`` are label fields its name gives."""

    column: int
    shown: str
    fiscal_year: int | None
    year: ColumnValues | None
    phase: str | ColumnValues
    document: str
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """A column by its number, and what its published values mean."""

    column: int
    shown: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlan:
    """What to read from one table, and where it stands."""

    labels: dict[str, int]
    fixed: dict[str, str]
    amounts: tuple[AmountSpec, ...]
    keep: tuple[ColumnValues, ...]
    account_type: ColumnValues | None
    sign: int
    findings: tuple[Finding, ...]
    decimal: DecimalMark = "."

    @property
    def phases(self) -> tuple[ColumnValues, ...]:
        """Return the columns that hold phases."""
        found = (spec.phase for spec in self.amounts if isinstance(spec.phase, ColumnValues))
        return tuple({phase.column: phase for phase in found}.values())

    @property
    def years(self) -> tuple[ColumnValues, ...]:
        """Return the columns that hold fiscal years."""
        return tuple({spec.year.column: spec.year for spec in self.amounts if spec.year}.values())

    @property
    def amount_columns(self) -> tuple[int, ...]:
        """Return the numbers of the columns that hold amounts."""
        return tuple(sorted({spec.column for spec in self.amounts}))

    @property
    def label_columns(self) -> tuple[int, ...]:
        """Return the numbers of every column that is read as a label."""
        others = [each.column for each in self.keep]
        others += [self.account_type.column] if self.account_type else []
        others += [each.column for each in (*self.years, *self.phases)]
        return tuple(sorted({*self.labels.values(), *others}))


class _Header:
    """Finds columns by name and keeps what was not found."""

    def __init__(self, table: PublishedTable) -> None:
        self.table = table
        self.findings: list[Finding] = []

    def column(self, names: Names) -> int:
        """Return the number of the first of ``names`` in the header; -1 and a finding where there is none."""
        wanted = (names,) if isinstance(names, str) else names
        for name in wanted:
            places = [place for place, found in enumerate(self.table.header) if found == name.strip()]
            if len(places) > 1:
                self._say("ledger-repeated-header", name, count=len(places))
            if places:
                return places[0]
        self._say("ledger-missing-column", " / ".join(wanted), found=", ".join(self.table.header[:30]))
        return -1

    def values(self, source: FromColumn | PhaseFromColumn) -> ColumnValues:
        """Return the column that a value is read from."""
        number = self.column(source.column)
        return ColumnValues(number, self.table.header[number], {**source.values})

    def _say(self, code: str, column: str, **params: object) -> None:
        self.findings.append(
            Finding(code=code, file=self.table.shown_as, row=self.table.header_row, column=column, params=params)
        )


def reading_plan(file: FileMapping, table: PublishedTable) -> ReadingPlan:
    """Return which columns of the table to read; its findings name every column that is not there."""
    header = _Header(table)
    labels = {name: header.column(names) for name, names in file.columns.items()}
    amounts = [_amount(each, header, file.sheet) for each in file.amounts]
    amounts += _unpivoted(file.unpivot, header, file.sheet)
    keep = tuple(ColumnValues(header.column(each.column), "", dict.fromkeys(each.equals, "")) for each in file.rows)
    account = header.values(file.account_type) if file.account_type else None
    plan = ReadingPlan(
        labels={str(name): number for name, number in labels.items()},
        fixed={str(name): text for name, text in file.fixed.items()},
        amounts=tuple(amounts),
        keep=keep,
        account_type=account,
        sign=file.sign,
        decimal=file.decimal,
        findings=tuple(header.findings),
    )
    return replace(plan, findings=(*plan.findings, *_read_as_both(plan, table)))


def _read_as_both(plan: ReadingPlan, table: PublishedTable) -> Iterator[Finding]:
    """Yield a finding for each column that the mapping takes for a label and for an amount."""
    for number in sorted({*plan.label_columns} & {*plan.amount_columns} - {-1}):
        yield Finding(
            code="ledger-label-and-amount", file=table.shown_as, row=table.header_row, column=table.header[number]
        )


def _amount(amount: AmountColumn, header: _Header, sheet: str | None) -> AmountSpec:
    number = header.column(amount.column)
    return _spec(number, amount, header, sheet, {})


def _spec(
    number: int, source: AmountColumn | Unpivot, header: _Header, sheet: str | None, labels: dict[str, str]
) -> AmountSpec:
    name = header.table.header[number]
    fixed_year = source.fiscal_year if isinstance(source.fiscal_year, int) else None
    return AmountSpec(
        column=number,
        shown=f"{sheet}!{name}" if sheet else name,
        fiscal_year=fixed_year,
        year=None if isinstance(source.fiscal_year, int) else header.values(source.fiscal_year),
        phase=source.phase if isinstance(source.phase, str) else header.values(source.phase),
        document=source.document,
        labels=labels,
    )


def _unpivoted(wide: Sequence[Unpivot], header: _Header, sheet: str | None) -> Iterator[AmountSpec]:
    """Yield one amount column for each name that a pattern fits and that is no total."""
    for number, name in enumerate(header.table.header):
        for each in wide:
            if each.leave_out and re.search(each.leave_out, name):
                break
            if found := re.search(each.pattern, name):
                labels = {group: text.strip() for group, text in found.groupdict().items() if text}
                fixed = {str(field): text for field, text in each.fixed.items()}
                yield _spec(number, each, header, sheet, fixed | labels)
                break
