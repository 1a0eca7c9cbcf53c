"""Reads tables of people from CSV (``TABLE.csv``): a column for each dimension, the count, what else is known."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sharedsafety.core.disclosure import PeopleTable, disclosure_rules
from sharedsafety.core.disclosure.people_table import Money
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.core.text_in import text_of, text_of_standard_input
from sharedsafety.folder.cells import CellFault, cell_value
from sharedsafety.folder.shape import Column
from sharedsafety.investments.faults import FaultList

#: Every column that is no dimension, by name.
COLUMNS = {
    column.name: column
    for column in (
        Column(name="count", type="number"),
        Column(name="code", type="string", values=("S", "U", "N", "Z")),
        Column(name="value", type="money"),
        Column(name="contributors", type="integer", least=0),
        Column(name="largest", type="money"),
        Column(name="second_largest", type="money"),
    )
}
_LABEL = Column(name="label", type="string")

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Sheet:
    dimensions: tuple[str, ...]
    columns: tuple[str, ...]
    rows: list[_Row]


def people_table(path: str, *, population: str = "", sensitive: str = "") -> tuple[PeopleTable, tuple[Finding, ...]]:
    """Return the table of a file and what was noticed about its text; ``-`` reads standard input.

    Columns: ``count``; optional ``code``, ``value`` (dollars), ``contributors``, ``largest`` and ``second_largest``
    (contributions in dollars); every other column is a dimension, and a margin carries ``total`` in it.

    Args:
        path: of the file.
        population: who was counted, where other files count other people.
        sensitive: the dimension with the answers to a sensitive question.

    Raises:
        Unreadable: the file is missing, empty, too large or not text.
        BadInput: it is no such table; ``findings`` has every fault.
    """
    text, findings = text_of_standard_input(path) if path == "-" else text_of(Path(path), path)
    sheet = _sheet(path, text)
    table = PeopleTable(
        dimensions=sheet.dimensions,
        labels=tuple(tuple(row[name] or "" for name in sheet.dimensions) for row in sheet.rows),
        counts=tuple(row["count"] for row in sheet.rows),
        codes=tuple(row["code"] or "" for row in sheet.rows) if "code" in sheet.columns else (),
        money=_money(sheet) if "value" in sheet.columns else None,
        population=population,
        sensitive=sensitive,
        name=path,
        rows=tuple(row["row"] for row in sheet.rows),
    )
    return table, tuple(findings)


def with_parents(table: PeopleTable, parents: Mapping[str, Mapping[str, str]]) -> PeopleTable:
    """Return the table with the parents of those dimensions that it has."""
    mine = {dimension: labels for dimension, labels in parents.items() if dimension in table.dimensions}
    return replace(table, parents=mine)


def parents_of(path: str) -> dict[str, dict[str, str]]:
    """Return dimension -> label -> the label it is part of, from a file with the columns dimension, label and part_of.

    Raises:
        Unreadable, BadInput: as ``people_table``.
    """
    header, lines = _split(path, text_of(Path(path), path)[0])
    wanted = ("dimension", "label", "part_of")
    if missing := [name for name in wanted if name not in header]:
        raise BadInput("people-column-missing", file=path, row=1, name=missing[0])
    found: dict[str, dict[str, str]] = {}
    for _, cells in lines:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        found.setdefault(row["dimension"], {})[row.get("label", "")] = row.get("part_of", "")
    return found


def _sheet(path: str, text: str) -> _Sheet:
    header, lines = _split(path, text)
    dimensions = tuple(name for name in header if name not in COLUMNS)
    _refuse_header(path, header, dimensions)
    most = disclosure_rules().most_cells
    if len(lines) > most:
        raise BadInput("people-table-too-large", file=path, cells=len(lines), most=most)
    columns = {name: COLUMNS.get(name, _LABEL) for name in header}
    faults = FaultList(path, listed=read_catalogue("core/limits")["faults_listed"])
    rows = [_row(cells, number, columns, faults) for number, cells in lines]
    if findings := tuple(faults.findings()):
        raise BadInput.with_all(findings)
    return _Sheet(dimensions, tuple(header), [{"code": None, **row} for row in rows])


def _split(path: str, text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except csv.Error as error:
        raise BadInput("not-a-table", file=path) from error
    lines = [(number, cells) for number, cells in enumerate(rows, start=1) if any(cell.strip() for cell in cells)]
    return [name.strip() for name in lines[0][1]], lines[1:]


def _refuse_header(path: str, header: Sequence[str], dimensions: Sequence[str]) -> None:
    if len(header) > read_catalogue("core/limits")["table_columns"]:
        most = read_catalogue("core/limits")["table_columns"]
        raise BadInput("table-too-wide", file=path, row=1, count=len(header), most=most)
    if twice := next((name for name in header if header.count(name) > 1), None):
        raise BadInput("header-repeated", file=path, row=1, column=twice[:80])
    if "count" not in header:
        raise BadInput("people-column-missing", file=path, row=1, name="count")
    if not dimensions or "" in dimensions:
        raise BadInput("people-dimension-missing", file=path, row=1)


def _row(cells: list[str], number: int, columns: Mapping[str, Column], faults: FaultList) -> _Row:
    if len(cells) != len(columns):
        faults.add("row-length", row=number, cells=len(cells), columns=len(columns))
        return {}
    values: _Row = {"row": number}
    for text, (name, column) in zip(cells, columns.items(), strict=True):
        try:
            values[name] = cell_value(text, column)
        except CellFault as fault:
            shown = {key: value[:80] if key == "value" else value for key, value in fault.params.items()}
            faults.add(fault.code, row=number, column=name, **shown)
    return values


def _money(sheet: _Sheet) -> Money:
    rows = sheet.rows
    largest = tuple(
        None if (first := row.get("largest")) is None else (first, row.get("second_largest") or 0) for row in rows
    )
    guarded = "contributors" in sheet.columns or "largest" in sheet.columns
    return Money(
        cents=tuple(row["value"] for row in rows),
        contributors=tuple(row.get("contributors") for row in rows) if guarded else (),
        largest=largest if "largest" in sheet.columns else (),
    )
