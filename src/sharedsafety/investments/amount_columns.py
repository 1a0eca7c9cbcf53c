"""A whole column of published amounts: the ordinary ones at once, each unusual text on its own, all exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sharedsafety.investments.amounts import amount_of
from sharedsafety.investments.mapping import DecimalMark

_SWAP = str.maketrans(",.", ".,")
_DIGITS = 15
_GROUPED = r"^-?[0-9]{1,3}(,[0-9]{3}){1,4}(\.[0-9]{1,2})?$"
_ORDINARY = r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$"


@dataclass(frozen=True, slots=True)
class Amounts:
    """``cents`` (int64) and for each cell: does it hold an amount, was it rounded, does it hold something else."""

    cents: Any
    present: Any
    rounded: Any
    faulty: Any

    def take(self, rows: Any) -> Amounts:
        """Return the amounts of some rows, given as a mask or as places."""
        return Amounts(self.cents[rows], self.present[rows], self.rounded[rows], self.faulty[rows])


def amounts_of(texts: Any, missing: frozenset[str] = frozenset(), decimal: DecimalMark = ".") -> Amounts:
    """Return the amounts of an Arrow column of texts; a text in ``missing`` means "no amount".

    With ``decimal`` a comma, commas and points change places: ``1.234,50`` is ``1,234.50``.

    >>> import pyarrow as pa
    >>> found = amounts_of(pa.array(["12", "", "3e5", "1,000.5", "none"]))
    >>> found.cents.tolist(), found.present.tolist(), found.faulty.tolist()
    ([1200, 0, 30000000, 100050, 0], [True, False, True, True, False], [False, False, False, False, True])
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if decimal == ",":
        texts, missing = _swapped(texts), frozenset(text.translate(_SWAP) for text in missing)
    length = pc.binary_length(texts).to_numpy(zero_copy_only=False)
    present = pc.ascii_is_decimal(texts).to_numpy(zero_copy_only=False) & (length <= _DIGITS)
    cents, rounded, faulty = (np.zeros(len(texts), kind) for kind in (np.int64, bool, bool))
    cents[present] = texts.filter(present).cast(pa.int64()).to_numpy() * 100
    others = np.flatnonzero(~present & (length > 0))
    rest = texts.take(others)
    rest = pc.if_else(pc.match_substring_regex(rest, _GROUPED), pc.replace_substring(rest, ",", ""), rest)
    ordinary = pc.match_substring_regex(rest, _ORDINARY).to_numpy(zero_copy_only=False)
    cents[others[ordinary]] = _cents(rest.filter(ordinary))
    present[others[ordinary]] = True
    odd = others[~ordinary]
    for place, text in zip(odd.tolist(), texts.take(odd).to_pylist(), strict=True):
        amount = amount_of("" if text.strip() in missing else text)
        faulty[place] = amount is None
        if amount is not None and amount.cents is not None:
            cents[place], present[place], rounded[place] = amount.cents, True, amount.rounded
    return Amounts(cents, present, rounded, faulty)


def _swapped(texts: Any) -> Any:
    """Return the texts with commas and points in each other's place."""
    import pyarrow.compute as pc

    for old, new in ((",", "\0"), (".", ","), ("\0", ".")):
        texts = pc.replace_substring(texts, old, new)
    return texts


def _cents(texts: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    dollars = texts.cast(pa.decimal128(_DIGITS + 2, 2))
    return np.frombuffer(dollars.buffers()[1], dtype=np.int64)[::2]  # lower half of each number of 128 bits


def exact_sum(cents: Any) -> int:
    """Return the sum of an int64 column as a Python integer: it can't overflow.

    >>> import numpy as np
    >>> exact_sum(np.array([2**62, 2**62, -1]))
    9223372036854775807
    """
    return (int((cents >> 32).sum()) << 32) + int((cents & 0xFFFFFFFF).sum())


def sums_before(cents: Any, places: Any) -> list[int]:
    """Return for each place the sum of all cents before it, as a Python integer.

    >>> import numpy as np
    >>> sums_before(np.array([2**62, 2**62, -1]), np.array([0, 2]))
    [0, 9223372036854775808]
    """
    import numpy as np

    high, low = (np.concatenate([[0], np.cumsum(part)])[places].tolist() for part in (cents >> 32, cents & 0xFFFFFFFF))
    return [(upper << 32) + lower for upper, lower in zip(high, low, strict=True)]
