"""Rates adjusted for age: weights of a standard population, intervals, and what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sharedsafety.core.age_adjustment import AgeCount, StandardPopulations, age_adjusted
from sharedsafety.core.errors import BadInput
from sharedsafety.core.reviewed import load_data

BANDS = load_data("core/standard_populations", StandardPopulations).standards["us-2000"]


def group(ages, events=50.0, people=10_000.0):
    return AgeCount(ages=ages, events=events, people=people)


def test_the_standard_is_a_whole_million_without_gaps():
    assert sum(band.per_million for band in BANDS) == 1_000_000
    assert [band.name for band in BANDS][:3] == ["0", "1-4", "5-14"]
    assert all(later.first == (earlier.last or 0) + 1 for earlier, later in pairwise(BANDS))
    assert BANDS[-1].last is None


def test_equal_rates_at_every_age_are_not_changed_by_adjusting():
    found = age_adjusted([group(band.name) for band in BANDS])
    assert found.adjusted.value == pytest.approx(found.crude.value) == pytest.approx(500)
    assert found.weights == pytest.approx([band.per_million / 1e6 for band in BANDS])
    assert found.ages == "0+"


def test_two_places_with_equal_rates_by_age_are_equal_once_adjusted():
    young = age_adjusted([group("0-44", 90, 90_000), group("45+", 100, 10_000)])
    old = age_adjusted([group("0-44", 10, 10_000), group("45+", 900, 90_000)])
    assert young.crude.value < old.crude.value
    assert young.adjusted.value == pytest.approx(old.adjusted.value)
    assert young.adjusted.low < young.adjusted.value < young.adjusted.high


def test_some_ages_alone_are_weighted_among_themselves_in_any_order():
    found = age_adjusted([group("25-34", 10, 1000), group("15-24", 20, 1000)], per=1000)
    assert found.weights == pytest.approx((138_646 / 274_219, 135_573 / 274_219))
    assert found.adjusted.value == pytest.approx((20 * 138_646 + 10 * 135_573) / 274_219)
    assert found.ages == "15-34"


def test_one_group_has_the_exact_poisson_interval():
    found = age_adjusted([group("15-64", 10, 25_000)])
    assert (found.adjusted.low, found.adjusted.high) == pytest.approx((found.crude.low, found.crude.high))


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([group("young")], "age-group-unreadable"),
        ([group("1 to 4")], "age-group-unreadable"),
        ([group("0-17")], "age-groups-do-not-fit"),
        ([group("14-5")], "age-groups-do-not-fit"),
        ([group("0-14"), group("25-34")], "age-groups-do-not-fit"),
        ([group("0-14"), group("5-14")], "age-groups-do-not-fit"),
        ([group("85+"), group("85+")], "age-groups-do-not-fit"),
        ([group("0-14", people=0)], "age-group-impossible"),
        ([group("0-14", events=-1)], "age-group-impossible"),
        ([group("0-14", events=float("nan"))], "age-group-impossible"),
    ],
)
def test_groups_that_can_not_be_adjusted_are_refused(counts, code):
    with pytest.raises(BadInput) as refused:
        age_adjusted(counts)
    assert refused.value.code == code
    assert refused.value.finding.sentence("en")
    assert refused.value.finding.sentence("es")


def test_an_unknown_standard_is_refused_with_those_there_are():
    with pytest.raises(BadInput, match="us-2000"):
        age_adjusted([group("0+")], standard="world")
