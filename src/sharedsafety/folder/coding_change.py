"""The coding of one program put into ``budget/coding.csv``; every other row stays as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.spreadsheet_cells import plain_cell
from sharedsafety.core.text_in import text_of
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.cells import row_values
from sharedsafety.folder.read import filled
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.folder.table_in import rows_of_text
from sharedsafety.folder.write import cell_text
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.framework.taxonomy_changes import TaxonomyChanges
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.migrate_coding import migrated_coding

CODING = "budget/coding.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCoding:
    """Rows of one program as a person gave them, as values; without any where ``findings`` has errors."""

    rows: tuple[CodedShare, ...]
    findings: tuple[Finding, ...]


def given_coding(texts: Sequence[Mapping[str, str]]) -> GivenCoding:
    """Return rows that were typed, each a mapping of the columns of ``budget/coding.csv`` to texts.

    The findings count the rows as they were given, the first is row 1, and name no file.

    >>> known = {"program_key": "p", "category": "JS-POL", "coder": "ana", "status": "single", "basis": "A"}
    >>> given_coding([{**known, "share": "0.9", "taxonomy_version": "0.1.0"}]).findings[0].code
    'coding-share-sum'
    """
    columns = folder_shape().table(CODING).columns
    read = [row_values(cells, columns, row=number) for number, cells in enumerate(texts, start=1)]
    faults = tuple(fault for _, found in read for fault in found)
    if faults:
        return GivenCoding(rows=(), findings=faults)
    rows = filled(CodedShare, [{**values, "row": number} for number, (values, _) in enumerate(read, start=1)])
    found = tuple(replace(fault, file=None) for fault in coding_findings(rows))
    wrong = any(fault.severity == "error" for fault in found)
    return GivenCoding(rows=() if wrong else rows, findings=found)


def kept_coding(texts: Sequence[Mapping[str, str]], changes: TaxonomyChanges) -> tuple[CodedShare, ...]:
    """Return rows of one program that were kept as texts, in the taxonomy in force.

    There are none where they have faults, or where a person must say anew what the program buys because its
    categories changed in substance (``migrated_coding``).

    >>> from sharedsafety.framework.taxonomy_changes import taxonomy_changes
    >>> kept = {"program_key": "p", "category": "JS-POL", "coder": "ana", "status": "single", "basis": "A",
    ...         "share": "1", "taxonomy_version": "0.1.0"}
    >>> [row.category for row in kept_coding([kept], taxonomy_changes())]
    ['JS-POL']
    """
    if all(cells.get("taxonomy_version") == taxonomy().version for cells in texts):
        return given_coding(texts).rows
    columns = folder_shape().table(CODING).columns
    read = [row_values(cells, columns) for cells in texts]
    if any(faults for _, faults in read):
        return ()
    found = migrated_coding(filled(CodedShare, [values for values, _ in read]), changes)
    return given_coding([coding_texts(row) for each in found.programs if not each.reasons for row in each.after]).rows


def coding_texts(row: CodedShare) -> dict[str, str]:
    """Return a row as the texts of its cells, by column; a cell that may be blank is, where it says nothing new.

    >>> from fractions import Fraction
    >>> coding_texts(CodedShare(program_key="p", category="JS-POL", share=Fraction(2, 5)))["share"]
    '0.4'
    """
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    plain = {field.name for field in fields(row) if values[field.name] == field.default}
    return {
        column.name: "" if column.name in plain and not column.required else cell_text(values[column.name], column)
        for column in folder_shape().table(CODING).columns
    }


def put_coding(root: Path, codings: Mapping[str, Sequence[CodedShare]]) -> None:
    """Write the rows of some programs into the coding of a folder, in place of the rows each had; none takes it out.

    The file is written whole or not at all.

    Raises:
        BadInput: the file has faults, or would have some; all of them are told.
        Unreadable: the file can't be read.
    """
    content = coding_with(_text(root), codings)
    write_whole(root / CODING, content)


def coding_with(text: str, codings: Mapping[str, Sequence[CodedShare]]) -> bytes:
    """Return the text of a coding in which the rows of some programs are others.

    Raises:
        BadInput: the coding would have faults.
    """
    shape = folder_shape().table(CODING)
    table = EditedTable(text=text, columns=tuple(column.name for column in shape.columns))
    for program, rows in codings.items():
        places = {place for place, cells in table.rows() if cells.get("program_key") == program}
        table.put_in(places, [_unguarded(coding_texts(row)) for row in rows])
    content = table.content()
    values, faults = rows_of_text(content.decode(), shape)
    found = [*faults, *coding_findings(filled(CodedShare, values))]
    if errors := [fault for fault in found if fault.severity == "error"]:
        raise BadInput.with_all(errors)
    return content


def _unguarded(texts: Mapping[str, str]) -> dict[str, str]:
    """Return cells as they were before they were made safe: the table does that as it writes them."""
    return {name: plain_cell(text) for name, text in texts.items()}


def _text(root: Path) -> str:
    return text_of(root / CODING, CODING)[0] if (root / CODING).is_file() else ""
