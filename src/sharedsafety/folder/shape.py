"""The fixed shape of a community folder, as one reviewed data file."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; ``field`` is the name of the value it fills, where that differs.

    ``least`` and ``most`` are the ends between which a number makes sense; ``prose`` is text by people. A column
    ``when_used`` is written only where a row has it, so that folders without it stay as they are.
    """

    name: str
    type: str
    required: bool = False
    values: tuple[str, ...] = ()
    field: str | None = None
    least: float | None = None
    most: float | None = None
    prose: bool = False
    when_used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """One CSV file of the folder."""

    path: str
    title: str
    access: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentShape:
    """One file of the folder that is not a table."""

    path: str
    access: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderShape:
    """Everything a community folder may hold."""

    tables: tuple[TableShape, ...]
    documents: tuple[DocumentShape, ...]
    as_published: tuple[str, ...]
    anywhere: tuple[str, ...]

    def table(self, path: str) -> TableShape:
        """Return the shape of one table."""
        return next(table for table in self.tables if table.path == path)


def folder_shape() -> FolderShape:
    """Return the fixed shape of a community folder.

    Source: data/folder/tables.yaml.

    >>> folder_shape().table("population.csv").key
    ('fiscal_year',)
    """
    return load_data("folder/tables", FolderShape)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTables:
    """Tables that people give beside a folder."""

    tables: tuple[TableShape, ...]


def given_shape(path: str) -> TableShape:
    """Return the shape of a table that people give beside a folder, such as ``moves.csv``.

    Source: data/folder/given_tables.yaml.

    >>> [column.name for column in given_shape("moves.csv").columns][:2]
    ['from', 'to']
    """
    return next(table for table in load_data("folder/given_tables", GivenTables).tables if table.path == path)
