"""Published tables of people as CSV and as JSON rows: a hidden row has its labels, its code and no number."""

from __future__ import annotations

from typing import Any

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.spreadsheet_cells import csv_text


def table_text(table: PeopleTable) -> str:
    """Return a published table as CSV: labels, code and, only where it is shown, the number.

    The column ``contributors`` stays, empty, where money is no public record: so the next reader guards it too.

    >>> labels = (("female",), ("total",))
    >>> table_text(PeopleTable(dimensions=("sex",), labels=labels, counts=(None, 40), codes=("S", "")))
    'sex,code,count\\nfemale,S,\\ntotal,,40\\n'
    """
    guarded = ["contributors"] if table.money is not None and table.money.contributors else []
    money = ["value"] if table.money is not None else []
    rows: list[list[Any]] = [[*table.dimensions, "code", "count", *money, *guarded]]
    for cell, labels in enumerate(table.labels):
        dollars = [_dollars(table.money.cents[cell])] if table.money is not None else []
        code = table.codes[cell] if table.codes else ""
        rows.append([*labels, code, _whole(table.counts[cell]), *dollars, *("" for _ in guarded)])
    return csv_text(rows)


def table_rows(table: PeopleTable) -> list[dict[str, Any]]:
    """Return a published table as JSON rows; a hidden row has no number, not even an empty one.

    >>> table_rows(PeopleTable(dimensions=("sex",), labels=(("female",),), counts=(None,), codes=("S",)))
    [{'sex': 'female', 'code': 'S'}]
    """
    return [
        {
            **table.named(cell),
            "code": table.codes[cell] if table.codes else "",
            **({} if count is None else {"count": _whole(count)}),
            **({} if count is None or table.money is None else {"value_usd": _dollars(table.money.cents[cell])}),
        }
        for cell, count in enumerate(table.counts)
    ]


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)


def _dollars(cents: int | None) -> str | None:
    return None if cents is None else f"{cents // 100}.{cents % 100:02d}"
