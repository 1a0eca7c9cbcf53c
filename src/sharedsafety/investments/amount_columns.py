"""A whole column of published amounts: the ordinary ones at once, each unusual text on its own, all exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sharedsafety.investments.amounts import amount_of

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


def amounts_of(texts: Any, missing: frozenset[str] = frozenset()) -> Amounts:
    """Return the amounts of an Arrow column of texts; a text in ``missing`` means "no amount".

    >>> import pyarrow as pa
    >>> found = amounts_of(pa.array(["12", "", "3e5", "1,000.5", "none"]))
    >>> found.cents.tolist(), found.present.tolist(), found.faulty.tolist()
    ([1200, 0, 30000000, 100050, 0], [True, False, True, True, False], [False, False, False, False, True])
    """
    import numpy as np
    import pyarrow.compute as pc

    ordinary = pc.match_substring_regex(texts, _ORDINARY).to_numpy(zero_copy_only=False)
    cents = np.zeros(len(texts), dtype=np.int64)
    present, rounded, faulty = ordinary.copy(), np.zeros(len(texts), bool), np.zeros(len(texts), bool)
    cents[ordinary] = _whole_cents(texts.filter(ordinary))
    odd = np.flatnonzero(~ordinary & (pc.binary_length(texts).to_numpy(zero_copy_only=False) > 0))
    for place, text in zip(odd.tolist(), texts.take(odd).to_pylist(), strict=True):
        amount = amount_of("" if text.strip() in missing else text)
        faulty[place] = amount is None
        if amount is not None and amount.cents is not None:
            cents[place], present[place], rounded[place] = amount.cents, True, amount.rounded
    return Amounts(cents, present, rounded, faulty)


def _whole_cents(texts: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pc.any(pc.match_substring(texts, "."), min_count=0).as_py():
        return pc.multiply(texts.cast(pa.int64()), 100).to_numpy()
    dollars = texts.cast(pa.decimal128(17, 2))
    return pc.multiply(dollars, pa.scalar(100, pa.decimal128(3, 0))).cast(pa.int64()).to_numpy()


def exact_sum(cents: Any) -> int:
    """Return the sum of an int64 column as a Python integer: it can't overflow.

    >>> import numpy as np
    >>> exact_sum(np.array([2**62, 2**62, -1]))
    9223372036854775807
    """
    return (int((cents >> 32).sum()) << 32) + int((cents & 0xFFFFFFFF).sum())
