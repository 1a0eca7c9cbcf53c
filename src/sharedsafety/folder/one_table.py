"""One file in the shape of a folder's table, wherever it lies and whatever it is called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.text_in import text_of
from sharedsafety.folder.read import filled
from sharedsafety.folder.shape import TableShape, folder_shape
from sharedsafety.folder.table_in import table_rows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def table_values_of(path: Path, table: str | TableShape, shape: type[T]) -> tuple[T, ...]:
    """Return the rows of a file as values.

    Args:
        path: the file.
        table: the table of a folder whose columns it has, such as ``budget/coding.csv``, or the columns themselves.
        shape: what one row is.

    Raises:
        Unreadable: there is no such file, or it is no text.
        BadInput: a row has a fault; all of them are told.
    """
    if not path.is_file():
        raise Unreadable("file-missing", file=str(path))
    text_of(path, path.name)  # what can't be read at all is told as such, not as a fault in a row
    columns = folder_shape().table(table) if isinstance(table, str) else table
    rows, findings = table_rows(path.parent, replace(columns, path=path.name))
    if any(finding.severity == "error" for finding in findings):
        raise BadInput.with_all(findings)
    return filled(shape, rows)
