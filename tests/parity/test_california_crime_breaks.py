"""The change of reporting system 2021-2023 is a break of the source, never a rise of crime.

The numbers are the Urban Institute's county crime rates (Upward Mobility data, ODC-BY 1.0; FBI data in the public
domain), violent and property crimes per 100,000 with their quality flags.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest
from tests.progress_samples import indicator, values

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.series import Observation

ROWS = list(csv.DictReader((Path(__file__).parent / "california_crime_2021_2023.csv").open(encoding="utf-8")))
COUNTIES = sorted({row["county"] for row in ROWS})
MEASURES = ("violent", "property")
FIPS = {"San Joaquin": "077", "Santa Cruz": "087", "Los Angeles": "037", "Sacramento": "067", "Alameda": "001"}


def observations(county, measure):
    return [
        Observation(
            indicator_id="harm",
            period=row["year"],
            value=float(row[measure]),
            quality=int(row[f"{measure}_quality"]),
        )
        for row in ROWS
        if row["county"] == county
    ]


def result(county, measure, source, extra=()):
    about = indicator(source={"id": source}, place=county)
    rows = [*observations(county, measure), *extra]
    return assess_progress([about], rows, as_of=date(2026, 1, 1)).results[0]


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_series_breaks_and_nobody_can_tell(county, measure):
    verdict = result(county, measure, "urban-crime-2021-2023").verdict
    assert (verdict.state, verdict.reason, verdict.needed) == ("cant_tell", "series_breaks", "periods_after_break")


@pytest.mark.parametrize("county", COUNTIES)
def test_years_before_the_break_do_not_rescue_a_comparison(county):
    earlier = values([500.0, 490.0, 480.0, 470.0], ["2017", "2018", "2019", "2020"])
    assert result(county, "violent", "urban-crime-2021-2023", earlier).verdict.reason == "series_breaks"


@pytest.mark.parametrize("county", sorted(set(COUNTIES) - {"San Joaquin"}))
@pytest.mark.parametrize("measure", MEASURES)
def test_without_the_known_break_the_data_itself_proposes_one(county, measure):
    found = result(county, measure, "unknown-source")
    assert [each.reason for each in found.proposed_breaks] == ["jump_with_weak_source"]
    assert found.verdict.state == "cant_tell"
    assert "break_proposed" in found.verdict.flags


def test_a_rise_by_half_is_under_the_rule_and_still_no_verdict():
    found = result("San Joaquin", "violent", "unknown-source")
    assert found.proposed_breaks == ()
    assert (found.verdict.state, found.verdict.reason) == ("cant_tell", "too_few_points")


def test_a_level_far_under_an_older_series_of_the_place_is_proposed():
    old = indicator(id="old", place="Los Angeles")
    new = indicator(place="Los Angeles", source={"id": "unknown-source"})
    rows = [Observation(indicator_id="old", period="2015", value=465.2), *observations("Los Angeles", "violent")]
    found = {each.indicator_id: each for each in assess_progress([old, new], rows, as_of=date(2026, 1, 1)).results}
    assert "under_older_series" in {each.reason for each in found["harm"].proposed_breaks}
    assert found["old"].proposed_breaks == ()


@pytest.mark.shared
@pytest.mark.parametrize("county", COUNTIES)
def test_the_numbers_are_those_of_the_published_file(county):
    folder = Path(os.environ["SHAREDSAFETY_DATA"]) / "justice" / "urban_crime_and_arrest_rates"
    text = gzip.decompress((folder / "rates_crime_county_all.csv.gz").read_bytes()).decode()
    published = [
        row
        for row in csv.DictReader(io.StringIO(text))
        if (row["state"], row["county"]) == ("06", FIPS[county]) and row["year"] in {"2021", "2022", "2023"}
    ]
    for measure in MEASURES:
        ours = [row.value for row in observations(county, measure)]
        assert ours == pytest.approx([float(row[f"rate_crime_{measure}"]) for row in published], abs=1e-6)
