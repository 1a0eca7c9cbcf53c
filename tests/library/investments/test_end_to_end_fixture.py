"""WX-41: eight lines through the whole assessment."""

import pytest
from tests.library.investments.cubes import end_to_end_fixture, worked_example

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coded import PriorityLink

TOLERANCE = worked_example("WX-41")[0]


@pytest.fixture(scope="module")
def assessed():
    cube, coding, funds, expected = end_to_end_fixture()
    survivors = StatedPriority(id="sv", title="Survivors", body="", principle="CSC", statement_kind="S3", source="x")
    links = [
        PriorityLink(program_key=row.program_key, priority_id="sv", weight=1.0, category=row.category)
        for row in coding
        if row.category.startswith("SV-")
    ]
    inputs = MoneyInputs(
        coding=coding,
        funds=funds,
        links=links,
        priorities=[survivors],
        population={},
        deflator={},
        documents={(2025, "adopted"): (("doc",), True)},
        fiscal_year_start=7,
    )
    return assess_money(cube, inputs, headline=(2025, "adopted"), seed=1, draws=100), expected


def thousands(rows):
    return {row.code: row.amount.value / 1000 for row in rows}


def test_tables_of_the_year_hold_the_expected_dollars(assessed):
    result, expected = assessed
    view = result.views[0]
    names = {
        "categories": "category",
        "levels": "level",
        "response_modes": "mode",
        "gross": "principle_gross",
        "control": "control",
        "holder": "holder",
    }
    assert view.totals.perimeter.value / 1000 == pytest.approx(expected["perimeter"], abs=TOLERANCE)
    for name, table in names.items():
        assert thousands(view.tables[table]) == pytest.approx(expected[name], abs=TOLERANCE)
    fractional = expected["fractional"] | {"none": expected["unmarked"]}
    assert thousands(view.tables["principle"]) == pytest.approx(fractional, abs=TOLERANCE)
    upstream = view.upstream_per_response.value
    assert upstream == pytest.approx(expected["upstream_per_response"], abs=TOLERANCE)


def test_holders_family_and_community_share(assessed):
    result, expected = assessed
    rows = {row.code: row for row in result.views[0].tables["holder_group"]}
    family = rows["law_enforcement_family"]
    assert family.amount.value / 1000 == pytest.approx(expected["law_enforcement_family"], abs=TOLERANCE)
    assert family.share.value == pytest.approx(expected["law_enforcement_family_share"], abs=TOLERANCE)
    assert rows["community"].share.value == pytest.approx(expected["community_share"], abs=TOLERANCE)


def test_survivor_money_and_the_finding_it_exists_to_surface(assessed):
    result, expected = assessed
    survivors = result.priorities[0]
    assert survivors.amount.value / 1000 == pytest.approx(expected["survivor_dollars"], abs=TOLERANCE)
    assert survivors.share.value == pytest.approx(expected["survivor_share"], abs=TOLERANCE)
    ongoing = survivors.ongoing.value / survivors.amount.value
    assert ongoing == pytest.approx(expected["survivor_ongoing_share"], abs=TOLERANCE)
    assert thousands(survivors.by_holder) == pytest.approx(expected["survivor_by_holder"], abs=TOLERANCE)
    assert [row.code for row in survivors.cliffs] == ["2026"]
    assert survivors.cliffs[0].programs == ("L6",)
    assert survivors.through_law_enforcement == ("L5",)


def test_a_certain_coding_is_a_complete_count_and_sums_are_kept(assessed):
    result, _ = assessed
    view = result.views[0]
    for table in ("family", "category", "level", "holder", "control", "category_with_overhead"):
        assert sum(row.amount.value for row in view.tables[table]) == view.totals.perimeter.value
        assert all(row.share.low is None for row in view.tables[table])
    assert view.documents == ("doc",)
    assert view.reconciled is True
