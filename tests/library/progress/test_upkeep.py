"""Where each indicator stands with its numbers, what needs work first."""

from __future__ import annotations

from datetime import date

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.series import Observation
from sharedsafety.progress.upkeep import upkeep_of

TODAY = date(2026, 11, 26)


def standing(*periods, **about):
    rows = [Observation(indicator_id="harm", period=period, value=1.0) for period in periods]
    (found,) = upkeep_of([indicator(**about)], rows, as_of=TODAY)
    return found.standing, found.latest, found.age_months


@pytest.mark.parametrize(
    ("periods", "about", "expected"),
    [
        ([], {}, ("empty", None, None)),
        ([], {"tier": "data_development"}, ("development", None, None)),
        (["2025"], {}, ("fresh", "2025", 10)),
        (["2023", "2024"], {}, ("fresh", "2024", 22)),
        (["2024"], {"lag_months": 6}, ("due", "2024", 22)),
        (["2023"], {}, ("stale", "2023", 34)),
        (["2026-10"], {"frequency": "monthly", "lag_months": 1}, ("fresh", "2026-10", 0)),
        (["2026-08"], {"frequency": "monthly", "lag_months": 1}, ("due", "2026-08", 2)),
        (["2025-08"], {"frequency": "monthly", "lag_months": 1}, ("stale", "2025-08", 14)),
    ],
)
def test_an_indicator_says_how_it_is_kept(periods, about, expected):
    assert standing(*periods, **about) == expected


def test_what_needs_work_comes_first():
    listed = [indicator(id=name, tier=tier) for name, tier in (("new", "headline"), ("asked", "data_development"))]
    listed += [indicator(id="fresh"), indicator(id="old"), indicator(id="due", lag_months=6)]
    years = {"fresh": "2025", "old": "2019", "due": "2024"}
    rows = [Observation(indicator_id=name, period=year, value=1.0) for name, year in years.items()]
    found = upkeep_of(listed, rows, as_of=TODAY)
    assert [each.indicator.id for each in found] == ["old", "due", "new", "asked", "fresh"]


def test_rows_of_an_indicator_that_is_gone_disturb_nothing():
    assert upkeep_of([], [Observation(indicator_id="gone", period="2020", value=1.0)], as_of=TODAY) == ()
