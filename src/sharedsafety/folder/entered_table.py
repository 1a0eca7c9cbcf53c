"""A table of observations as people paste or upload it: their names of columns, our rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.observations_change import Entered, Texts
from sharedsafety.progress.public_rows import PublicTable


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredTable:
    """The rows of a table for one indicator, or the findings that keep them out."""

    entered: Entered
    findings: tuple[Finding, ...]


def entered_table(table: PublicTable, indicator_id: str) -> EnteredTable:
    """Return the rows of a table as observations of one indicator; the table needs no column for the indicator.

    Names of columns may be English or Spanish. A column nobody knows, one that stands twice, or rows beyond the cap
    are errors: nothing is passed over in silence.

    Source: data/progress/entry_columns.yaml; data/core/limits.yaml (``entry_rows``).
    """
    names = [_known().get(_bare(name), "") for name in table.header]
    findings = list(_header_findings(table, names))
    rows: list[tuple[int, Texts]] = []
    most = int(read_catalogue("core/limits")["entry_rows"])
    for number, cells in table.lines if not findings else ():
        if len(rows) >= most:
            params = {"most": most}
            findings.append(Finding(code="entry-too-long", file=table.shown_as, row=number, params=params))
            break
        if len(cells) != len(names):
            params = {"cells": len(cells), "columns": len(names)}
            findings.append(Finding(code="row-length", file=table.shown_as, row=number, params=params))
            continue
        rows.append((number, _texts(names, cells, indicator_id)))
    columns = dict(zip(names, table.header, strict=True))
    entered = Entered(rows=tuple(rows), shown_as=table.shown_as, columns=columns)
    return EnteredTable(entered=entered, findings=tuple(findings))


def _texts(names: Sequence[str], cells: Sequence[str], indicator_id: str) -> Texts:
    given = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
    return {"indicator_id": indicator_id, **{name: text for name, text in given.items() if text}}


def _header_findings(table: PublicTable, names: list[str]) -> Iterator[Finding]:
    for given, name in zip(table.header, names, strict=True):
        if not name:
            params = {"allowed": ", ".join(read_catalogue("progress/entry_columns")["columns"])}
            yield _in_header("entry-column-unknown", table, given, **params)
        elif names.count(name) > 1:
            yield _in_header("header-repeated", table, given)
    if "period" not in names:
        yield _in_header("column-missing", table, "period")


def _in_header(code: str, table: PublicTable, column: str, **params: str) -> Finding:
    return Finding(code=code, file=table.shown_as, row=1, column=column[:80], params=params)


@cache
def _known() -> Mapping[str, str]:
    listed: dict[str, list[str]] = read_catalogue("progress/entry_columns")["columns"]
    return {_bare(given): name for name, all_given in listed.items() for given in (name, *all_given)}


def _bare(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
