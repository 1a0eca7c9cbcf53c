"""Rates worked out from counts agree with those that were published."""

from __future__ import annotations

import csv
import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.measured import value_of
from sharedsafety.progress.series import Observation

pytestmark = pytest.mark.shared


def table(*path):
    file = Path(os.environ["SHAREDSAFETY_DATA"]).joinpath("justice", *path)
    return list(csv.DictReader(io.StringIO(gzip.decompress(file.read_bytes()).decode("utf-8"))))


def number(text):
    return None if text in {"", "NA", "NaN", "Inf"} else float(text)


def test_violent_crime_rates_of_68_police_agencies():
    compared = 0
    for row in table("marshall_city_crime_1975_2015", "ucr_crime_1975_2015.csv.gz"):
        events, people, published = (number(row[name]) for name in ("violent_crime", "total_pop", "violent_per_100k"))
        if events is None or not people or published is None:
            continue
        found = value_of(
            indicator(), Observation(indicator_id="harm", period=row["year"], numerator=events, denominator=people)
        )
        assert found == pytest.approx(published, rel=1e-9)
        compared += 1
    assert compared > 2_500


@pytest.mark.parametrize("staff", ["st.le", "cnty.le", "prosecution", "publicdefense", "probationdept"])
def test_staff_per_crime_of_the_california_counties(staff):
    about, compared = indicator(unit="ratio", per=10_000, people=False), 0
    for row in table("california_justice_personnel", "personnel_rates_by_county.csv.gz"):
        people, crimes, published = (
            number(row[name]) for name in (f"{staff}.sum", "totalcrime.sum", f"{staff}.sum_per.crime")
        )
        if people is None or not crimes or published is None:
            continue
        found = value_of(
            about, Observation(indicator_id="harm", period=row["year"], numerator=people, denominator=crimes)
        )
        assert found == pytest.approx(published, rel=1e-9)
        compared += 1
    assert compared > 600


def test_forty_years_of_los_angeles_give_a_verdict_with_bends():
    rows = [
        Observation(
            indicator_id="harm",
            period=row["year"],
            numerator=float(row["violent_crime"]),
            denominator=float(row["total_pop"]),
        )
        for row in table("marshall_city_crime_1975_2015", "ucr_crime_1975_2015.csv.gz")
        if row["department_name"] == "Los Angeles" and number(row["violent_crime"]) is not None
    ]
    verdict = assess_progress([indicator()], rows, as_of=date(2017, 1, 1)).results[0].verdict
    assert verdict.method == "poisson_trend"
    assert "joinpoint" in verdict.flags
