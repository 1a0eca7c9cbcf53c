"""A number as it may be shown: never without denominator, year basis and interval."""

from __future__ import annotations

from dataclasses import dataclass

COMPLETE_COUNT = "complete count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with everything a reader needs to judge it (method.md, rule R2).

    Args:
        value: the number, or None for "can't tell" (then ``why`` says why).
        unit: ``usd``, ``share`` (0-1), ``usd_per_person``, ``ratio``, ``per_100k``, ``people``, ...
        basis: year basis in words, such as ``FY2022 adopted`` or ``2021-2023``.
        denominator: ``T``, ``P``, ``P*``, ``L``, ``N`` or words; None for plain dollars and counts.
        denominator_value: the size of the denominator in its own unit.
        low, high: the interval named by ``interval``.
        interval: ``complete count``, ``90 % of codings``, ``95 % exact Poisson``, ...
        bound_low, bound_high: the widest bounds that need no model (method.md 4.9), where they apply.
        why: reason code when ``value`` is None.
        ids: identifiers that open the figure: documents, priorities, indicators. The two figures of a row of a money
            table have none of their own: the row's programs open them.

    >>> Figure(value=0.25, unit="share", basis="FY2022 adopted", denominator="P", denominator_value=8e9).can_tell
    True
    """

    value: float | None
    unit: str
    basis: str
    denominator: str | None = None
    denominator_value: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str = COMPLETE_COUNT
    bound_low: float | None = None
    bound_high: float | None = None
    why: str | None = None
    ids: tuple[str, ...] = ()

    @property
    def can_tell(self) -> bool:
        """Return whether there is a number to show."""
        return self.value is not None
