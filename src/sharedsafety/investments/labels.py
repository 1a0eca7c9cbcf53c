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

        held = np.array([holds(value) for value in self.values], dtype=bool)
        if not held.any() or held.all():
            return np.full(len(self.codes), bool(held.any()))
        return held[self.codes]

    def changed(self, change: Callable[[Any], Any]) -> Coded:
        """Return the column with every value changed."""
        return Coded(self.codes, tuple(map(change, self.values)))

    def as_arrow(self) -> Any:
        """Return the column as an Arrow dictionary of texts (None stays missing)."""
        import pyarrow as pa

        missing = self.mask(lambda value: value is None) if None in self.values else None
        texts = pa.array([value or "" for value in self.values], pa.string())
        codes = pa.array(self.codes, pa.int32(), mask=missing)
        return pa.DictionaryArray.from_arrays(codes, texts, safe=False)  # the codes are known to fit


def coded(dictionary: Any, clean: Callable[[str], str]) -> Coded:
    """Return an Arrow dictionary column with its texts cleaned."""
    codes = dictionary.indices.to_numpy(zero_copy_only=False)
    return Coded(codes, tuple(map(clean, dictionary.dictionary.to_pylist())))


def constant(value: Any, rows: int) -> Coded:
    """Return a column that holds one value in every row."""
    import numpy as np

    return Coded(np.zeros(rows, dtype=np.int32), (value,))


def combined(columns: Sequence[Coded], value: Callable[..., Any]) -> Coded:
    """Return ``value(a, b, ...)`` of the columns, worked out once for each combination that occurs.

    >>> import numpy as np
    >>> first, second = Coded(np.array([0, 1, 0]), ("a", "b")), Coded(np.array([1, 1, 0]), ("x", "y"))
    >>> combined([first, second], lambda left, right: left + right).values
    ('ay', 'by', 'ax')
    """
    varied = [column for column in columns if len(column.values) > 1]
    if len(varied) < 2:  # nothing to combine: each value of the one column that varies is a combination
        one = varied[0] if varied else columns[0]
        parts = [column.values if column is one else column.values * len(one.values) for column in columns]
        return Coded(one.codes, tuple(map(value, *parts)))
    codes, firsts = combinations(columns)
    chosen = ([column.values[code] for code in column.codes[firsts].tolist()] for column in columns)
    return Coded(codes, tuple(map(value, *chosen)))


def combinations(columns: Sequence[Coded]) -> tuple[Any, Any]:
    """Return for each row the number of its combination of values, and for each combination its first row.

    Combinations are numbered from 0 in the order in which they first stand.
    """
    import numpy as np

    size, together = 1, np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        if len(column.values) < 2:
            continue
        if size * len(column.values) >= _INT64:
            together, firsts = _numbered(together, size)
            size = len(firsts)
        together = together * len(column.values) + column.codes
        size *= len(column.values)
    return _numbered(together, size)


def _numbered(keys: Any, size: int) -> tuple[Any, Any]:
    """Return the keys, all below ``size``, as numbers from 0 in the order of their first places, and those places."""
    import numpy as np
    import pyarrow as pa

    if size > 2 * len(keys):  # too many for a table of all that might be
        found = pa.array(keys).dictionary_encode()
        keys, size = found.indices.to_numpy(zero_copy_only=False), len(found.dictionary)
    places = np.full(size, len(keys))
    places[keys[::-1]] = np.arange(len(keys))[::-1]  # of equal places the last one written stays
    firsts = np.sort(places[places < len(keys)])
    numbers = np.zeros(size, dtype=np.int32)
    numbers[keys[firsts]] = np.arange(len(firsts))
    return numbers[keys], firsts
