"""Which lines have equal labels: each such cell of a ledger gets a number, a mark at its first line, and its sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any

from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.documents_twice import DepartmentOfDocument
from sharedsafety.investments.labels import Coded, combinations, constant
from sharedsafety.investments.ledger_schema import CELL_COLUMNS, CELL_LABELS

_LOW = 0xFFFFFFFF
_DOCUMENT = ("doc_id", "fiscal_year", "phase", "fund_code", "fund", "flow")


class Cells:
    """Numbers the cells of one ledger in the order of their first lines; memory grows with cells, not with lines."""

    def __init__(self) -> None:
        import numpy as np

        self._values: tuple[dict[Any, int], ...] = tuple({} for _ in CELL_LABELS)
        # One row a cell, in order: its labels as the numbers of their values.
        self._known = np.empty((0, len(CELL_LABELS)), dtype=np.int32)
        # High and low half of the cents apart (no sum of them can overflow), and lines.
        self._sums = np.zeros((1024, 3), dtype=np.int64)

    def numbered(self, batch: Any) -> Any:
        """Return an Arrow batch of lines with the columns ``cell`` and ``cell_start``; its amounts are added up."""
        import numpy as np
        import pyarrow as pa

        columns = [_coded(batch.column(name)) for name in CELL_LABELS]
        codes, firsts = combinations(columns)
        cells, new = self._numbers(np.column_stack([*map(_numbered, columns, self._values, repeat(firsts))]))
        starts = np.zeros(batch.num_rows, dtype=bool)
        starts[firsts[new]] = True
        self._add(cells, codes, batch)
        return pa.RecordBatch.from_arrays(
            [*batch.columns, pa.array(cells[codes], pa.int32()), pa.array(starts)],
            names=[*batch.schema.names, *CELL_COLUMNS],
        )

    def document_totals(self) -> tuple[DocumentTotal, ...]:
        """Return the exact totals by document, year, phase, fund and flow, sorted."""
        import numpy as np

        codes, labels = self._combinations(_DOCUMENT)
        sums = np.zeros((len(labels), 3), dtype=np.int64)
        np.add.at(sums, codes, self._sums[: len(codes)])
        return tuple(
            DocumentTotal(**dict(zip(_DOCUMENT, each, strict=True)), cents=(high << 32) + low, lines=lines)
            for each, (high, low, lines) in sorted(zip(labels, sums.tolist(), strict=True))
        )

    def departments(self) -> tuple[DepartmentOfDocument, ...]:
        """Return which departments spend in which documents, sorted."""
        _, labels = self._combinations(("doc_id", "fiscal_year", "phase", "department", "flow"))
        return tuple(
            DepartmentOfDocument(doc_id=doc_id, fiscal_year=year, phase=phase, department=department)
            for doc_id, year, phase, department, flow in sorted(labels)
            if department and flow == "expenditure"
        )

    def _numbers(self, labels: Any) -> tuple[Any, Any]:
        """Return the cell of each row of labels, and the rows in which new cells first stand; they are added."""
        import numpy as np

        known, rows = len(self._known), np.concatenate([self._known, labels])
        codes, firsts = combinations(self._columns(rows, CELL_LABELS))
        self._known = rows[firsts]  # known cells stand first and keep their numbers
        return codes[known:], firsts[known:] - known

    def _add(self, cells: Any, codes: Any, batch: Any) -> None:
        import numpy as np

        while len(self._sums) < len(self._known):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
        cents = batch.column("amount_cents").to_numpy()
        added = np.zeros((3, len(cells)), dtype=np.int64)
        np.add.at(added[0], codes, cents >> 32)
        np.add.at(added[1], codes, cents & _LOW)
        added[2] = np.bincount(codes, minlength=len(cells))
        np.add.at(self._sums, cells, added.T)

    def _combinations(self, names: Sequence[str]) -> tuple[Any, list[tuple[Any, ...]]]:
        """Return for each cell the number of its combination of some labels, and what each combination holds."""
        columns = self._columns(self._known, names)
        codes, firsts = combinations(columns)
        held = [[column.values[code] for code in column.codes[firsts].tolist()] for column in columns]
        return codes, list(zip(*held, strict=True))

    def _columns(self, rows: Any, names: Sequence[str]) -> list[Coded]:
        places = [CELL_LABELS.index(name) for name in names]
        return [Coded(rows[:, place], tuple(self._values[place])) for place in places]


def _coded(column: Any) -> Coded:
    """Return an Arrow column of texts (a dictionary) or of years."""
    import numpy as np
    import pyarrow.compute as pc

    if column.null_count == len(column):
        return constant(None, len(column))
    if hasattr(column, "dictionary"):
        texts = [*column.dictionary.to_pylist(), None] if column.null_count else column.dictionary.to_pylist()
        return Coded(column.indices.fill_null(len(texts) - 1).to_numpy(), tuple(texts))
    ends = pc.min_max(column).as_py()
    years = column.to_numpy().astype(np.int32)
    return Coded(years - ends["min"], tuple(range(ends["min"], ends["max"] + 1)))


def _numbered(column: Coded, known: dict[Any, int], rows: Any) -> Any:
    """Return the values of some rows by the numbers that ``known`` gives them; new values are added to it."""
    import numpy as np

    numbers = np.array([known.setdefault(value, len(known)) for value in column.values])
    return numbers[column.codes[rows]]
