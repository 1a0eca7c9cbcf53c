"""The shapes of bars: lengths as percent of the longest, so that the page needs no style attribute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import MoneyRow
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.rows import row_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its length and the ends of its range in percent of the longest, as text for SVG."""

    name: Text
    address: str
    amount: Figure
    share: Figure
    width: str
    low: str
    high: str


def bars(edition: Edition, table: str, rows: Sequence[MoneyRow]) -> tuple[Bar, ...]:
    """Return one bar a row: the largest first, what nobody coded last; no whisker where a range rounds to nothing.

    Money that ends stands in the order of its years.
    """
    in_order = sorted(rows, key=lambda row: row.code) if table == "cliff" else ranked(rows)
    shown = [_widest(row) for row in in_order] if edition.view.coarse_coding else in_order
    longest = max((row.amount.high or row.amount.value or 0.0 for row in shown), default=0.0) or 1.0
    return tuple(_bar(edition, table, row, longest) for row in shown)


def _widest(row: MoneyRow) -> MoneyRow:
    """Return a row whose ranges are the bounds that need no model: nothing narrower is known under coarse coding."""
    return replace(row, amount=_bounds(row.amount), share=_bounds(row.share))


def _bounds(figure: Figure) -> Figure:
    if figure.bound_low is None or figure.bound_high is None:
        return figure
    return replace(figure, low=figure.bound_low, high=figure.bound_high)


def ranked(rows: Iterable[MoneyRow]) -> list[MoneyRow]:
    """Return rows by their amount, whatever they are called: equal ones in their own order, the uncoded last."""
    return sorted(rows, key=lambda row: (row.code == "uncoded", -(row.amount.value or 0.0)))


def percent_of(value: float | None, longest: float) -> str:
    """Return a length for SVG, between 0 and 100.

    >>> percent_of(1.0, 3.0)
    '33.33'
    """
    return f"{max(0.0, min(100.0, 100 * (value or 0.0) / longest)):.2f}"


def _bar(edition: Edition, table: str, row: MoneyRow, longest: float) -> Bar:
    words, address = edition.row_name(table, row), row_address(edition, table, row.code)
    return bar_of(row, longest, words, address, drawn=row.amount)


def bar_of(row: MoneyRow, longest: float, words: Text, address: str, drawn: Figure | None = None) -> Bar:
    """Return the bar of a row whose share is drawn (or another figure of it), beside the longest of them."""
    shape = drawn or row.share
    low, high = shape.low, shape.high
    has_range = low is not None and high is not None and (high - low) / longest > 0.004
    return Bar(
        name=words,
        address=address,
        amount=row.amount,
        share=row.share,
        width=percent_of(shape.value, longest),
        low=percent_of(low, longest) if has_range else "",
        high=percent_of(high, longest) if has_range else "",
    )
