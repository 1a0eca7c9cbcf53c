"""The rows of one published table with their labels cleaned, their amounts read, and every fault said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.plain_text import without_unseen
from sharedsafety.investments.amount_columns import Amounts, amounts_of
from sharedsafety.investments.fiscal_years import fiscal_year_of
from sharedsafety.investments.labels import Coded, coded, constant
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.reading_plan import ColumnValues, ReadingPlan
from sharedsafety.investments.tables_in import Piece, PublishedTable
from sharedsafety.investments.upload_limits import upload_limits


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table: numbers, labels, flow by account type; fiscal years, phases and amounts by column number."""

    numbers: Any
    labels: Mapping[str, Coded]
    flow: Coded
    years: Mapping[int, Coded]
    phases: Mapping[int, Coded]
    amounts: Mapping[int, Amounts]

    def take(self, rows: Any) -> Rows:
        """Return some of the rows, given as a mask or as places."""
        if getattr(rows, "dtype", None) == "bool" and rows.all():
            return self
        return Rows(
            self.numbers[rows],
            {name: column.take(rows) for name, column in self.labels.items()},
            self.flow.take(rows),
            {number: column.take(rows) for number, column in self.years.items()},
            {number: column.take(rows) for number, column in self.phases.items()},
            {number: amounts.take(rows) for number, amounts in self.amounts.items()},
        )


def read_rows(piece: Piece, plan: ReadingPlan, mapping: BudgetMapping) -> tuple[Rows, Any]:
    """Return the rows of a piece that belong to this community, and the mask of the piece that keeps them."""
    import numpy as np

    count, missing = len(piece.rows), frozenset(mapping.missing)
    columns = {number: coded(piece.columns[number], _cleaner(missing)) for number in plan.label_columns}
    kept = np.ones(count, dtype=bool)
    for keep in plan.keep:
        kept &= columns[keep.column].mask(keep.values.__contains__)
    flow = constant("expenditure", count)
    if plan.account_type:
        flow = columns[plan.account_type.column].changed(plan.account_type.values.get)
    rows = Rows(
        piece.rows,
        _labels(columns, plan, mapping, count),
        flow,
        {year.column: columns[year.column].changed(year_reader(year)) for year in plan.years},
        {phase.column: columns[phase.column].changed(phase.values.get) for phase in plan.phases},
        {number: amounts_of(piece.columns[number], missing, plan.decimal) for number in plan.amount_columns},
    )
    return rows.take(kept), kept


def faults_of(rows: Rows, kept: Any, piece: Piece, table: PublishedTable, plan: ReadingPlan) -> Iterator[Finding]:
    """Yield which cells are too long or hold no amount where one should stand."""
    yield from _long_cells(piece, table)
    for number, amounts in rows.amounts.items():
        name = table.header[number]
        for place in amounts.faulty.nonzero()[0].tolist():
            value = piece.columns[number].filter(kept)[place].as_py().strip()
            code = "ledger-header-again" if value == name else "text-in-amount"
            yield _finding(code, table, rows, place, name, value=value[:80])


def unread_faults(rows: Rows, table: PublishedTable, plan: ReadingPlan) -> Iterator[Finding]:
    """Yield which of these rows have an amount but no year, phase or account type that could be understood."""
    for year in plan.years:
        yield from _unread(rows.years[year.column], "ledger-fiscal-year", year.shown, table, rows)
    for phase in plan.phases:
        yield from _unread(rows.phases[phase.column], "ledger-phase", phase.shown, table, rows)
    if plan.account_type:
        yield from _unread(rows.flow, "ledger-account-type", plan.account_type.shown, table, rows)


def _unread(column: Coded, code: str, name: str, table: PublishedTable, rows: Rows) -> Iterator[Finding]:
    """Yield the rows with an amount in which a value could not be understood."""
    unread = column.mask(lambda value: value is None) & has_amount(rows)
    for place in unread.nonzero()[0].tolist():
        yield _finding(code, table, rows, place, name)


def has_amount(rows: Rows) -> Any:
    """Return for each row whether any of its cells holds an amount."""
    import numpy as np

    return np.logical_or.reduce([amounts.present for amounts in rows.amounts.values()])


def year_reader(year: ColumnValues) -> Callable[[str], int | None]:
    """Return how the cells of a column become fiscal years."""
    return lambda text: fiscal_year_of(year.values.get(text, text))


def _labels(columns: Mapping[int, Coded], plan: ReadingPlan, mapping: BudgetMapping, count: int) -> dict[str, Coded]:
    labels = {name: columns[number] for name, number in plan.labels.items()}
    labels |= {name: constant(text, count) for name, text in plan.fixed.items()}
    if "department" in labels:
        names = mapping.department_names
        labels["department"] = labels["department"].changed(lambda name: names.get(name, name))
    return labels


def _cleaner(missing: frozenset[str]) -> Callable[[str], str]:
    def clean(text: str) -> str:
        bare = without_unseen(text).strip()
        return "" if bare in missing else bare

    return clean


def _long_cells(piece: Piece, table: PublishedTable) -> Iterator[Finding]:
    import pyarrow.compute as pc

    cap = upload_limits().text.cell_characters
    for number, column in piece.columns.items():
        texts = getattr(column, "dictionary", None)
        if texts is not None and pc.max(pc.utf8_length(texts)).as_py() > cap:
            yield Finding(code="ledger-cell-too-long", file=table.shown_as, row=int(piece.rows[0]),
                          column=table.header[number], params={"cap": cap})  # fmt: skip


def _finding(code: str, table: PublishedTable, rows: Rows, place: int, column: str, **params: Any) -> Finding:
    row = int(rows.numbers[place])
    return Finding(code=code, file=table.shown_as, row=row, column=column, params=params)
