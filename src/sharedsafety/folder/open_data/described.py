"""CSV files with what each of their columns means, from the reviewed list of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sharedsafety.core.reviewed import load_data
from sharedsafety.core.spreadsheet_cells import csv_rows

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """What a column holds; ``codes`` is a kind of data/report/names.yaml, ``type`` one of the table schema."""

    type: str
    title: Words
    unit: str = ""
    codes: str | None = None
    meaning: Words | None = None

    @property
    def description(self) -> Words:
        """Return the meaning, or the title where that says it all."""
        return self.meaning or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLinks:
    """Columns that name a row, and columns that point to another table: column -> (table, column)."""

    key: tuple[str, ...] = ()
    foreign: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnBook:
    """The reviewed list ``data/folder/columns.yaml``."""

    columns: Mapping[str, ColumnMeaning]
    other: ColumnMeaning
    tables: Mapping[str, TableLinks]


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """One CSV file of a release.

    Args:
        path: place below ``data/``.
        name: name of the table, such as ``money_family``.
        title: title of the table, by language.
        content: the bytes of the file.
        columns: every column in order, with its meaning.
        links: key and foreign keys.
    """

    path: str
    name: str
    title: Words
    content: bytes
    columns: tuple[tuple[str, ColumnMeaning], ...]
    links: TableLinks


def described(path: str, name: str, title: Words, content: bytes, links: TableLinks | None = None) -> CsvFile:
    """Return a CSV file with the meaning of the columns its header names.

    Source: data/folder/columns.yaml.

    >>> described("totals.csv", "totals", {"en": "Totals"}, b"fiscal_year,total\\n").columns[0][1].type
    'integer'
    """
    header = next(csv_rows(content.partition(b"\n")[0].decode("utf-8")))
    known = column_book().tables.get(name) or column_book().tables.get(_kind(name)) or TableLinks()
    return CsvFile(
        path=path,
        name=name,
        title=title,
        content=content,
        columns=tuple((column, meaning(name, column)) for column in header),
        links=links or known,
    )


def meaning(table: str, column: str) -> ColumnMeaning:
    """Return what a column means in a table: its own entry, that of its kind of table, or the common one."""
    book = column_book()
    for name in (f"{table}.{column}", f"{_kind(table)}.{column}", column):
        if name in book.columns:
            return book.columns[name]
    return book.other


def column_book() -> ColumnBook:
    """Return the reviewed list of columns."""
    return load_data("folder/columns", ColumnBook)


def _kind(table: str) -> str:
    """Return the kind of a table: all tables of money have the same columns."""
    return table.partition("_")[0]
