"""Counts by age are held back with the groups, and stand among the tables that later releases are held against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.library.progress.test_age_rates import AGES, YOUNG, judged, year
from tests.progress_samples import indicator
from tests.small_folder import write_folder

from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.held_tables import people_tables as tables_to_hold
from sharedsafety.folder.held_tables import without_held
from sharedsafety.folder.release_gate import tables_findings
from sharedsafety.progress.people_tables import people_tables
from sharedsafety.progress.results import IndicatorResult

OWN = indicator(people=True, standard_population="us-2000")
ROWS = [row for at in range(2019, 2024) for row in year(at, (60.0, 100.0, 300.0), YOUNG)]


def with_result(tmp_path: Path, result: IndicatorResult) -> Assessment:
    community = checked_community(write_folder(tmp_path / "small", slug="small", name="Small")).community
    assert community is not None
    made = assess(community, as_of=date(2026, 1, 1), seed=1, draws=20, keep_in=tmp_path / "kept")
    return replace(made, indicators=(OWN,), results=(result,), people=people_tables([OWN], [result], ROWS))


@pytest.mark.parametrize("judged_on", ["plain", "age_adjusted"])
def test_groups_that_are_held_back_take_the_counts_and_rates_by_age_with_them(tmp_path, judged_on):
    made = with_result(tmp_path, judged(ROWS, people=True, judged_on=judged_on))
    assert "groups/harm" in tables_to_hold(made)
    shown = without_held(made, {"groups/harm"})
    assert made.results[0].age_rates
    assert shown.results[0].age_rates == ()
    assert not shown.people
    figures = [point.figure for point in shown.results[0].points if point.figure]
    assert all(figure.interval != "95 % Fay-Feuer" for figure in figures)


def test_every_period_with_counts_by_age_is_a_table_of_people():
    tables = people_tables([OWN], [judged(ROWS, people=True)], ROWS)
    assert {table.population for table in tables} == {f"harm {at}" for at in range(2019, 2024)}
    assert next(table for table in tables if table.population == "harm 2019").labels == tuple((age,) for age in AGES)


def test_ages_of_an_old_period_that_are_joined_otherwise_than_in_an_earlier_release_are_told():
    before = people_tables([OWN], [judged(ROWS, people=True)], ROWS)
    others = [replace(row, group={"0-44": "0-24", "45-64": "25-64"}.get(row.group, row.group)) for row in ROWS]
    now = people_tables([OWN], [judged(others, people=True)], others)
    told = [
        found.params["table"] for found in tables_findings(now, {"r1": before}) if found.code == "people-groups-changed"
    ]
    assert "groups/harm: age 2019" in told
    assert not tables_findings(before, {"r1": before})
