"""A gap that narrows is progress, or the reference got worse: there is no third way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.progress.gap_closure import gap_closure

RATES = st.floats(min_value=0, max_value=1e6)


@given(RATES, RATES, RATES, RATES, st.sampled_from(["up", "down"]))
def test_a_gap_that_narrows_without_the_group_being_better_off_is_the_reference_getting_worse(one, two, three, four, b):
    found = gap_closure(one, two, three, four, b)
    if found.reading == "levelling_up":
        assert found.own_rate_improved
    if found.reading == "reference_worsened":
        assert found.reference_change < 0
    assert found.reading in {"levelling_up", "reference_worsened", "not_closing"}
