"""Figures about the coding put into ``budget/coding_checks.csv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.text_in import text_of
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.folder.table_in import rows_of_text
from sharedsafety.folder.write import cell_text
from sharedsafety.investments.coding_checks import CodingCheck

CHECKS = "budget/coding_checks.csv"


def write_coding_checks(root: Path, checks: Sequence[CodingCheck]) -> None:
    """Write checks into a folder; one of the same day and kind is replaced, every other row stays as it was written.

    Raises:
        BadInput: the table would have faults; nothing is written.
        Unreadable: the file can't be read.
    """
    shape = folder_shape().table(CHECKS)
    text = text_of(root / CHECKS, CHECKS)[0] if (root / CHECKS).is_file() else ""
    table = EditedTable(text=text, columns=tuple(column.name for column in shape.columns))
    for check in checks:
        values = {field.name: getattr(check, field.name) for field in fields(check)}
        cells = {column.name: cell_text(values[column.name], column) for column in shape.columns}
        same = {place for place, row in table.rows() if all(row.get(name) == cells[name] for name in shape.key)}
        table.put_in(same, [cells])
    content = table.content()
    _, faults = rows_of_text(content.decode(), shape)
    if errors := [fault for fault in faults if fault.severity == "error"]:
        raise BadInput.with_all(errors)
    write_whole(root / CHECKS, content)
