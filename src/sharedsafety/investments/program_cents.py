"""What each program spends in one year and phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.settings import money_settings


def program_cents(cube: LedgerCube, year: tuple[int, str]) -> Mapping[str, int]:
    """Return program -> cents that it spends in a fiscal year and phase; revenue is no spending."""
    flows = money_settings().spending_flows
    spent: dict[str, int] = defaultdict(int)
    for row in cube.table.to_pylist():
        if (row["fiscal_year"], row["phase"]) == year and row["flow"] in flows:
            spent[row["program_key"]] += row["amount_cents"]
    return dict(spent)
