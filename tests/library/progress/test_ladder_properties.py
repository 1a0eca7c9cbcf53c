"""What holds for every series: other units, other scales and time turned round change a verdict as they should."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.progress_samples import counts, indicator, months, values

from sharedsafety.progress.breaks import split_at_breaks
from sharedsafety.progress.measured import in_order
from sharedsafety.progress.verdicts import verdict_of

EVENTS = st.lists(st.integers(20, 600), min_size=2, max_size=16).filter(lambda each: len(each) != 3)
#: With more points a trend may bend, and is then judged by its last part, which is another one when time is turned.
UNBENT = st.sampled_from([2, 4, 5, 6]).flatmap(lambda n: st.lists(st.integers(20, 600), min_size=n, max_size=n))
TURNED = {"improving": "worsening", "worsening": "improving"}


def verdict(about, rows):
    return verdict_of(about, split_at_breaks(in_order(about, rows), ())[-1])


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.sampled_from([2, 10, 64]))
def test_the_same_events_among_a_constant_number_of_times_as_many_people_change_as_clearly(events, factor):
    found, other = (verdict(indicator(), counts(events, people=100_000 * each)) for each in (1, factor))
    assert (found.method, found.state, found.reason) == (other.method, other.state, other.reason)
    assert found.p == other.p or found.p == pytest.approx(other.p, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 200), min_size=4, max_size=30), st.sampled_from([0.25, 2.0, 1024.0]))
def test_a_series_of_values_in_another_unit_has_the_same_verdict(numbers, factor):
    about, periods = indicator(unit="days"), months(len(numbers))
    found, other = (verdict(about, values([number * each for number in numbers], periods)) for each in (1.0, factor))
    assert (found.method, found.state, found.reason, found.p) == (other.method, other.state, other.reason, other.p)


@settings(max_examples=60, deadline=None)
@given(UNBENT)
def test_with_time_turned_round_better_is_worse_and_as_sure(events):
    found, turned = verdict(indicator(), counts(events)), verdict(indicator(), counts(events[::-1]))
    assert turned.state == TURNED.get(found.state, found.state)
    assert found.p == turned.p or found.p == pytest.approx(turned.p, rel=1e-9)
