"""One CSV table of a folder as typed rows, with every fault found at once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.folder.cells import CellFault, cell_value
from sharedsafety.folder.shape import Column, TableShape
from sharedsafety.folder.text_in import text_of

Row = dict[str, Any]


def table_rows(root: Path, shape: TableShape) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a table, each with its line in ``row``, and all findings about it.

    A table that is not there has no rows. A row with a fault is left out of the rows; its findings say why.
    """
    path = root / shape.path
    if not path.exists():
        return [], []
    try:
        text, findings = text_of(path, shape.path)
        header, lines = _split(text)
    except Unreadable as error:
        return [], [error.finding]
    except csv.Error:
        return [], [Finding(code="not-a-table", file=shape.path, row=1)]
    findings += list(_header_faults(header, shape))
    if any(finding.severity == "error" for finding in findings):
        return [], findings
    try:
        rows = [row for number, cells in lines if (row := _row(cells, number, header, shape, findings)) is not None]
    except csv.Error:
        return [], [*findings, Finding(code="not-a-table", file=shape.path)]
    return rows, findings + list(_repeated_keys(rows, shape))


def _split(text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(reader)]
    # Counted as a spreadsheet counts: the header is row 1, a blank line is a row, a cell with line ends is one row.
    return header, ((row, cells) for row, cells in enumerate(reader, start=2) if any(cell.strip() for cell in cells))


def _header_faults(header: list[str], shape: TableShape) -> Iterator[Finding]:
    known = {column.name for column in shape.columns}
    allowed = ", ".join(column.name for column in shape.columns)
    for name, times in Counter(header).items():
        if times > 1:
            yield Finding(code="header-repeated", file=shape.path, row=1, column=name)
        elif name not in known:
            yield Finding(code="column-unknown", file=shape.path, row=1, column=name, params={"allowed": allowed})
    for column in shape.columns:
        if column.required and column.name not in header:
            yield Finding(code="column-missing", file=shape.path, row=1, column=column.name)


def _row(cells: list[str], number: int, header: list[str], shape: TableShape, findings: list[Finding]) -> Row | None:
    if len(cells) != len(header):
        params = {"cells": len(cells), "columns": len(header)}
        findings.append(Finding(code="row-length", file=shape.path, row=number, params=params))
        return None
    texts = dict(zip(header, cells, strict=True))
    values: Row = {"row": number}
    before = len(findings)
    for column in shape.columns:
        _read_cell(texts.get(column.name, ""), column, number, shape.path, values, findings)
    return values if len(findings) == before else None


def _read_cell(text: str, column: Column, number: int, path: str, values: Row, findings: list[Finding]) -> None:
    try:
        values[column.field or column.name] = cell_value(text, column)
    except CellFault as fault:
        findings.append(Finding(code=fault.code, file=path, row=number, column=column.name, params=fault.params))


def _repeated_keys(rows: list[Row], shape: TableShape) -> Iterator[Finding]:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in shape.key)
        if key in seen:
            label = ", ".join(str(part) for part in key if part is not None)
            yield Finding(
                code="key-repeated",
                file=shape.path,
                row=row["row"],
                params={"key": label, "first": seen[key]},
            )
        seen.setdefault(key, row["row"])
