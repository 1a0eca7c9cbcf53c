"""A table of single people's records and the plan of its export, read from files of the staff's own machine."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.record_plan import RecordPlan, RecordRows
from sharedsafety.core.spreadsheet_cells import plain_cell
from sharedsafety.core.text_in import text_of
from sharedsafety.core.whole_folder import refuse_inside
from sharedsafety.folder.yaml_in import shaped, with_rows, yaml_content

#: What only a community folder and a site hold at their top.
_MARKS = ("community.yaml", "record.json")


def read_plan(path: Path) -> RecordPlan:
    """Return the plan of an export.

    Raises:
        Unreadable: the file is missing or no YAML.
        BadInput: it does not have the shape of a plan; every fault is told.
    """
    content, findings = yaml_content(path.parent, path.name)
    if content is None:
        raise Unreadable.with_all(findings)
    plan, faults = shaped(content, RecordPlan, path.name)
    if plan is None:
        raise BadInput.with_all(tuple(with_rows(faults, path.parent)))
    return plan


def read_records(path: Path) -> tuple[RecordRows, tuple[Finding, ...]]:
    """Return the table, every cell as text, and what was noticed about its encoding.

    Raises:
        Unreadable: the file is missing, empty, too large or not text.
        BadInput: it is not a table, a column stands twice, or a row has too many or too few cells.
    """
    text, noticed = text_of(path, path.name)
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    except (csv.Error, ValueError) as error:
        raise BadInput("not-a-table", file=path.name) from error
    columns = tuple(plain_cell(name.strip()) for name in header)
    numbered = [(row, cells) for row, cells in enumerate(lines, start=2) if any(cell.strip() for cell in cells)]
    faults = [*_header_faults(columns, path.name)]
    faults += [
        Finding(code="row-length", file=path.name, row=row, params={"cells": len(cells), "columns": len(columns)})
        for row, cells in numbered
        if len(cells) != len(columns)
    ]
    if faults:
        raise BadInput.with_all(faults)
    rows = tuple(dict(zip(columns, map(plain_cell, cells), strict=True)) for _, cells in numbered)
    return RecordRows(file=path.name, columns=columns, rows=rows), tuple(noticed)


def refuse_out(out: Path, *inputs: Path) -> None:
    """Return nothing; records are written to a new file beside no input, in no community folder and on no site.

    Raises:
        BadInput: there is something at the place already, or it is one of those.
    """
    for path in inputs:
        refuse_inside(out, path.parent)
    if any((above / mark).is_file() for above in out.absolute().resolve().parents for mark in _MARKS):
        raise BadInput("records-out-of-place", file=out.name)
    if out.exists() or out.is_symlink():
        raise BadInput("file-exists", file=out.name)


def write_new(out: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; nothing is ever overwritten.

    Raises:
        BadInput: there is something at the place already.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with out.open("xb") as file:
            try:
                file.write(content)
                file.flush()
            except BaseException:
                out.unlink()
                raise
    except FileExistsError as fault:
        raise BadInput("file-exists", file=out.name) from fault


def _delimiter(text: str) -> str:
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(",;\t", key=first.count)


def _header_faults(columns: tuple[str, ...], file: str) -> Iterator[Finding]:
    for name, times in Counter(columns).items():
        if times > 1:
            yield Finding(code="header-repeated", file=file, row=1, column=name)
