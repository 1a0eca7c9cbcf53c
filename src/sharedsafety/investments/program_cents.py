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


def cents_to_code(cube: LedgerCube, headline: tuple[int, str]) -> Mapping[str, int]:
    """Return program -> cents that its coding decides: of the headline, or of the newest later year where it is new.

    A budget of next year brings programs that the headline does not have; they are coded before it becomes the
    headline. Programs that ended before are left out.
    """
    table = cube.table.select(["fiscal_year", "phase"]).group_by(["fiscal_year", "phase"]).aggregate([]).to_pylist()
    later = sorted((row["fiscal_year"], row["phase"]) for row in table if row["fiscal_year"] > headline[0])
    found: dict[str, int] = {}
    for year in (*later, headline):
        found |= program_cents(cube, year)
    return found
