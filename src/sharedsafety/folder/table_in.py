"""One CSV table of a folder as typed rows, with every fault found at once."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.core.text_in import text_of
from sharedsafety.folder.cells import CellFault, cell_value
from sharedsafety.folder.shape import Column, TableShape
from sharedsafety.investments.faults import FaultList

Row = dict[str, Any]

#: So much of a wrong cell is shown: enough to find it.
_SHOWN = 80


def table_rows(root: Path, shape: TableShape) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a table, each with its line in ``row``, and all findings about it.

    A table that is not there has no rows. A row with a fault is left out of the rows; its findings say why.
    Of one kind of fault the first thousand are told one by one, the rest is counted (``core/limits``).
    """
    path = root / shape.path
    if not path.exists() and not path.is_symlink():  # a link that leads nowhere is a fault, not an absence
        return [], []
    try:
        text, findings = text_of(path, shape.path)
    except Unreadable as error:
        return [], [error.finding]
    rows, found = rows_of_text(text, shape)
    return rows, [*findings, *found]


def rows_of_text(text: str, shape: TableShape) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a table's text and all findings, as ``table_rows`` does."""
    try:
        header, lines = _split(text)
    except csv.Error:
        return [], [Finding(code="not-a-table", file=shape.path, row=1)]
    findings = list(_header_faults(header, shape))
    if any(finding.severity == "error" for finding in findings):
        return [], findings
    faults = FaultList(shape.path, listed=read_catalogue("core/limits")["faults_listed"])
    try:
        rows = [row for number, cells in lines if (row := _row(cells, number, header, shape, faults)) is not None]
    except csv.Error:
        return [], [*findings, *faults.findings(), Finding(code="not-a-table", file=shape.path)]
    faults.extend(_repeated_keys(rows, shape))
    return rows, [*findings, *faults.findings()]


def delimiter_of(text: str) -> str:
    """Return what separates the cells of a CSV text: comma, semicolon or tab, by its first line.

    >>> delimiter_of("period;value")
    ';'
    """
    return max(",;\t", key=re.split(r"[\r\n]", text, maxsplit=1)[0].count)


def _split(text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    header = [name.strip() for name in next(reader)]
    # Counted as a spreadsheet counts: the header is row 1, a blank line is a row, a cell with line ends is one row.
    return header, ((row, cells) for row, cells in enumerate(reader, start=2) if any(cell.strip() for cell in cells))


def _header_faults(header: list[str], shape: TableShape) -> Iterator[Finding]:
    most = read_catalogue("core/limits")["table_columns"]
    if len(header) > most:
        yield Finding(code="table-too-wide", file=shape.path, row=1, params={"count": len(header), "most": most})
        return
    known = {column.name for column in shape.columns}
    allowed = ", ".join(column.name for column in shape.columns)
    nameless = [place for place, name in enumerate(header, start=1) if not name]
    for place in nameless:
        params = {"number": place, "allowed": allowed}
        yield Finding(code="column-nameless", file=shape.path, row=1, column=str(place), params=params)
    for name, times in Counter(filter(None, header)).items():
        if times > 1:
            yield Finding(code="header-repeated", file=shape.path, row=1, column=name[:_SHOWN])
        elif name not in known:
            params = {"allowed": allowed}
            yield Finding(code="column-unknown", file=shape.path, row=1, column=name[:_SHOWN], params=params)
    for column in shape.columns:
        if column.required and column.name not in header:
            yield Finding(code="column-missing", file=shape.path, row=1, column=column.name)


def _row(cells: list[str], number: int, header: list[str], shape: TableShape, faults: FaultList) -> Row | None:
    if len(cells) != len(header):
        faults.add("row-length", row=number, cells=len(cells), columns=len(header))
        return None
    texts = dict(zip(header, cells, strict=True))
    values: Row = {"row": number}
    before = faults.total
    for column in shape.columns:
        _read_cell(texts.get(column.name, ""), column, number, values, faults)
    return values if faults.total == before else None


def _read_cell(text: str, column: Column, number: int, values: Row, faults: FaultList) -> None:
    try:
        values[column.field or column.name] = cell_value(text, column)
    except CellFault as fault:
        shown = {name: value[:_SHOWN] if name == "value" else value for name, value in fault.params.items()}
        faults.add(fault.code, row=number, column=column.name, **shown)


def _repeated_keys(rows: list[Row], shape: TableShape) -> Iterator[Finding]:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows if shape.key else ():
        key = tuple(row[name] for name in shape.key)
        if key in seen:
            label = ", ".join(str(part) for part in key if part is not None)
            params = {"key": label[:_SHOWN], "first": seen[key]}
            yield Finding(code="key-repeated", file=shape.path, row=row["row"], params=params)
        seen.setdefault(key, row["row"])
