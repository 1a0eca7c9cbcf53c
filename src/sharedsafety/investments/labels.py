"""The labels of many rows at once: each distinct text is looked at once, however many rows repeat it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

_INT64 = 2**63


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of values: row ``i`` holds ``values[codes[i]]``."""

    codes: Any
    values: tuple[Any, ...]

    def take(self, rows: Any) -> Coded:
        """Return the column for some of its rows."""
        return Coded(self.codes[rows], self.values)

    def mask(self, holds: Callable[[Any], bool]) -> Any:
        """Return for each row whether ``holds`` is true of its value."""
        import numpy as np

        return np.array([holds(value) for value in self.values], dtype=bool)[self.codes]

    def changed(self, change: Callable[[Any], Any]) -> Coded:
        """Return the column with every value changed."""
        return Coded(self.codes, tuple(map(change, self.values)))

    def as_arrow(self) -> Any:
        """Return the column as an Arrow dictionary of texts (None stays missing)."""
        import pyarrow as pa

        missing = self.mask(lambda value: value is None) if None in self.values else None
        texts = pa.array([value or "" for value in self.values], pa.string())
        return pa.DictionaryArray.from_arrays(pa.array(self.codes, pa.int32(), mask=missing), texts)


def coded(dictionary: Any, clean: Callable[[str], str]) -> Coded:
    """Return an Arrow dictionary column with its texts cleaned."""
    import numpy as np

    codes = dictionary.indices.to_numpy(zero_copy_only=False).astype(np.int64, copy=False)
    return Coded(codes, tuple(clean(text) for text in dictionary.dictionary.to_pylist()))


def constant(value: Any, rows: int) -> Coded:
    """Return a column that holds one value in every row."""
    import numpy as np

    return Coded(np.zeros(rows, dtype=np.int64), (value,))


def combined(columns: Sequence[Coded], value: Callable[..., Any]) -> Coded:
    """Return ``value(a, b, ...)`` of the columns, worked out once for each combination that occurs.

    >>> import numpy as np
    >>> first, second = Coded(np.array([0, 1, 0]), ("a", "b")), Coded(np.array([0, 0, 0]), ("x",))
    >>> combined([first, second], lambda left, right: left + right)
    Coded(codes=array([0, 1, 0]), values=('ax', 'bx'))
    """
    codes, firsts = combinations(columns)
    parts = ([column.values[code] for code in column.codes[firsts].tolist()] for column in columns)
    return Coded(codes, tuple(value(*each) for each in zip(*parts, strict=True)))


def combinations(columns: Sequence[Coded]) -> tuple[Any, Any]:
    """Return for each row the number of its combination of values, and for each combination its first row."""
    import numpy as np

    size, together = 1, np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        if size * len(column.values) >= _INT64:
            together, firsts = _numbered(together)
            size = len(firsts)
        together = together * len(column.values) + column.codes
        size *= len(column.values)
    return _numbered(together)


def _numbered(keys: Any) -> tuple[Any, Any]:
    """Return the keys as numbers from 0 in the order in which they first stand, and where that is."""
    import numpy as np
    import pyarrow as pa

    found = pa.array(keys).dictionary_encode()
    codes = found.indices.to_numpy(zero_copy_only=False).astype(np.int64, copy=False)
    firsts = np.empty(len(found.dictionary), dtype=np.int64)
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]  # of equal places the last one written stays
    return codes, firsts
