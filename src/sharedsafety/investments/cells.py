"""Which lines have equal labels: each such cell of a ledger gets a number, a mark at its first line, and its sums."""

from __future__ import annotations

from itertools import repeat
from typing import Any

from sharedsafety.investments.document_totals import DocumentTotal, summed
from sharedsafety.investments.documents_twice import DepartmentOfDocument
from sharedsafety.investments.labels import Coded, combinations, constant
from sharedsafety.investments.ledger_schema import CELL_COLUMNS, CELL_LABELS

_LOW = 0xFFFFFFFF
_BYTES = 4  # of one number in a key
_DOCUMENT = ("doc_id", "fiscal_year", "phase", "fund_code", "fund", "flow")


class Cells:
    """Numbers the cells of one ledger in the order of their first lines; memory grows with cells, not with lines."""

    def __init__(self) -> None:
        import numpy as np
        import pyarrow as pa

        self._values: tuple[dict[Any, int], ...] = tuple({} for _ in CELL_LABELS)
        # A cell's labels as the numbers of its values, in bytes: one entry a cell, in order.
        self._known = pa.array([], pa.binary(_BYTES * len(CELL_LABELS)))
        # High and low half of the cents apart (no sum of them can overflow), lines, rounded lines.
        self._sums = np.zeros((1024, 4), dtype=np.int64)

    def numbered(self, batch: Any) -> Any:
        """Return an Arrow batch of lines with the columns ``cell`` and ``cell_start``; its amounts are added up."""
        import numpy as np
        import pyarrow as pa

        columns = [_coded(batch.column(name)) for name in CELL_LABELS]
        codes, firsts = combinations(columns)
        known = len(self._known)
        cells = self._numbers(np.column_stack([*map(_numbered, columns, self._values, repeat(firsts))]))
        starts = np.zeros(batch.num_rows, dtype=bool)
        starts[firsts[cells >= known]] = True
        self._add(cells, codes, batch)
        return pa.RecordBatch.from_arrays(
            [*batch.columns, pa.array(cells[codes], pa.int32()), pa.array(starts)],
            names=[*batch.schema.names, *CELL_COLUMNS],
        )

    def document_totals(self) -> tuple[DocumentTotal, ...]:
        """Return the exact totals by document, year, phase, fund and flow, sorted."""
        places = [CELL_LABELS.index(name) for name in _DOCUMENT]
        labels = self._labels()
        return summed(
            DocumentTotal(
                **{name: labels[place][cell] for name, place in zip(_DOCUMENT, places, strict=True)},
                cents=(high << 32) + low,
                lines=lines,
            )
            for cell, (high, low, lines, _) in enumerate(self._sums[: len(self._known)].tolist())
        )

    def departments(self) -> tuple[DepartmentOfDocument, ...]:
        """Return which departments spend in which documents, sorted."""
        labels = dict(zip(CELL_LABELS, self._labels(), strict=True))
        rows = zip(*(labels[name] for name in ("doc_id", "fiscal_year", "phase", "department", "flow")), strict=True)
        spending = sorted({row[:4] for row in rows if row[3] and row[4] == "expenditure"})
        return tuple(
            DepartmentOfDocument(doc_id=doc_id, fiscal_year=year, phase=phase, department=department)
            for doc_id, year, phase, department in spending
        )

    def _numbers(self, labels: Any) -> Any:
        """Return the number of each cell, given its labels as a row of a matrix; new cells are added."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = pa.py_buffer(np.ascontiguousarray(labels, dtype=np.int32))
        keys = pa.FixedSizeBinaryArray.from_buffers(self._known.type, len(labels), [None, rows])
        found = pc.index_in(keys, value_set=self._known)
        new = found.is_null().to_numpy(zero_copy_only=False)
        numbers = found.fill_null(0).to_numpy().copy()
        numbers[new] = np.arange(len(self._known), len(self._known) + new.sum())
        self._known = pa.concat_arrays([self._known, keys.filter(pa.array(new))])
        return numbers

    def _add(self, cells: Any, codes: Any, batch: Any) -> None:
        import numpy as np

        while len(self._sums) < len(self._known):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
        cents = batch.column("amount_cents").to_numpy()
        rounded = batch.column("rounded").to_numpy(zero_copy_only=False)
        added = np.zeros((4, len(cells)), dtype=np.int64)
        np.add.at(added[0], codes, cents >> 32)
        np.add.at(added[1], codes, cents & _LOW)
        added[2] = np.bincount(codes, minlength=len(cells))
        added[3] = np.bincount(codes[rounded], minlength=len(cells))
        self._sums[cells] += added.T

    def _labels(self) -> list[list[Any]]:
        """Return for each label its value in every cell."""
        import numpy as np

        rows = np.frombuffer(self._known.buffers()[1], dtype=np.int32).reshape(-1, len(CELL_LABELS))[: len(self._known)]
        known = [list(values) for values in self._values]
        return [[values[code] for code in column] for values, column in zip(known, rows.T.tolist(), strict=True)]


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
