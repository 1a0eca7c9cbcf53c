"""Safety money per resident over time, on its page and on the pages of programs."""

from __future__ import annotations

from dataclasses import replace

from tests.web.publishing.test_another_number import pages

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.site.columns import column_chart


def _figure(value: float) -> Figure:
    return Figure(value=value, unit="usd_per_person", basis="FY2025 adopted")


def test_each_family_has_a_small_picture_and_a_row_and_each_year_a_column(example_county: Assessment) -> None:
    page = pages(example_county)["en/over-time.html"]
    families = len(example_county.money.over_time.years[-1].rows) - 1 if example_county.money.over_time else 0
    assert page.count('class="columns-chart"') == families + 1
    assert page.count('<rect class="bar"') == (families + 1) * 5
    assert "in prices of 2025-26" in page
    assert "this folder holds one" in page


def test_years_without_people_are_left_out_and_named(example_county: Assessment) -> None:
    over_time = example_county.money.over_time
    assert over_time is not None
    first = replace(over_time.years[0], why="no_population", people=None, factor=None, rows=())
    money = replace(example_county.money, over_time=replace(over_time, years=(first, *over_time.years[1:])))
    page = pages(replace(example_county, money=money))["en/over-time.html"]
    assert "2021-22: No number of residents is loaded for this year." in page


def test_a_program_shows_its_own_money_for_each_resident(example_county: Assessment) -> None:
    found = pages(example_county)
    programs = [page for path, page in found.items() if path.startswith("en/programs/")]
    assert sum("For each resident, in prices of 2025-26" in page for page in programs) > len(programs) / 2


def test_columns_are_as_high_as_their_dollars_on_one_scale_and_a_missing_year_leaves_its_place_empty() -> None:
    chart = column_chart([(2020, "2019-20", _figure(50)), (2023, "2022-23", _figure(100))], 100)
    heights = [float(column.height) for column in chart]
    assert heights[1] == 2 * heights[0]
    assert float(chart[1].middle) - float(chart[0].middle) == 150
    assert column_chart([], 1) == []
