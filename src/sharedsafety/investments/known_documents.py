"""The documents a community has entered in ``documents.csv``, put into a proposed mapping under their own names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sharedsafety.investments.mapping import AmountColumn, FileMapping
from sharedsafety.investments.mapping import Mapping as BudgetMapping

#: (file as the mapping names it, fiscal year, phase) -> identifier of the document.
Documents = Mapping[tuple[str, str, str], str]


def known_documents(rows: Sequence[Mapping[str, str]]) -> Documents:
    """Return which document each file, year and phase is; one that two rows claim is left out.

    Args:
        rows: the rows of ``budget/documents.csv``.

    >>> row = {"doc_id": "adopted-2024", "file": "ledger/a.csv", "fiscal_year": "2024", "phase": "adopted"}
    >>> known_documents([row])
    {('ledger/a.csv', '2024', 'adopted'): 'adopted-2024'}
    """
    keys = [(row.get("file", ""), row.get("fiscal_year", ""), row.get("phase", "")) for row in rows]
    times = Counter(keys)
    return {key: row["doc_id"] for key, row in zip(keys, rows, strict=True) if row.get("doc_id") and times[key] == 1}


def with_known_documents(mapping: BudgetMapping, documents: Documents) -> BudgetMapping:
    """Return the mapping with each column of one year and phase under the document that is entered for it."""
    return replace(mapping, files=tuple(_known(file, documents) for file in mapping.files))


def _known(file: FileMapping, documents: Documents) -> FileMapping:
    return replace(file, amounts=tuple(_named(file.file, column, documents) for column in file.amounts))


def _named(file: str, column: AmountColumn, documents: Documents) -> AmountColumn:
    key = file, str(column.fiscal_year), str(column.phase)
    return replace(column, document=documents.get(key, column.document))
