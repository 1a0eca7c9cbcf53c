"""City and county loaded together: money the city passes on to the county counts once, where the key says it is one."""

import pytest
from tests.library.investments.cubes import assessed, coded

from sharedsafety.investments.coded import Fund

LEDGER = (
    {"program_key": "city-grant", "fiscal_year": 2025, "cents": 500_00, "fund_code": "CITY", "flow": "transfer_out"},
    {"program_key": "county-care", "fiscal_year": 2025, "cents": 500_00, "fund_code": "COUNTY"},
    {"program_key": "patrol", "fiscal_year": 2025, "cents": 300_00, "fund_code": "GF"},
)
CODING = coded("city-grant", "SV-TRC") + coded("county-care", "SV-TRC") + coded("patrol", "JS-POL")


def view(*, city=None, county=None):
    funds = (
        Fund(fund_code="CITY", name="City grant", pass_through_key=city),
        Fund(fund_code="COUNTY", name="County grant", pass_through_key=county),
        Fund(fund_code="GF", name="General"),
    )
    return assessed(LEDGER, CODING, funds=funds).views[-1]


def test_one_key_on_both_sides_counts_the_dollars_at_the_receiver_only():
    found = view(city="grant", county="grant")
    assert found.totals.all_operating.value == 800.0
    assert {reason: left.value for reason, left in found.totals.excluded.items()} == {"transfer_out": 500.0}
    assert "receiver_not_loaded" not in found.flags


@pytest.mark.parametrize(("city", "county"), [(None, None), ("grant", None), ("grant", "other")])
def test_without_the_same_key_the_money_stays_and_the_missing_receiver_is_told(city, county):
    found = view(city=city, county=county)
    assert found.totals.all_operating.value == 1300.0
    assert dict(found.totals.excluded) == {}
    assert "receiver_not_loaded" in found.flags
