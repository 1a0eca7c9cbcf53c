"""Intervals agree with scipy's own tests and hold at the edges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from sharedsafety.core.intervals import binomial_p, clopper_pearson, exact_poisson, newcombe_difference, rate_ratio
from sharedsafety.core.multiple_looks import benjamini_hochberg


@settings(deadline=None)
@given(st.integers(1, 400), st.floats(0.01, 0.99), st.data())
def test_the_two_sided_binomial_p_agrees_with_scipy(trials, share, data):
    successes = data.draw(st.integers(0, trials))
    assert binomial_p(successes, trials, share) == pytest.approx(
        binomtest(successes, trials, share).pvalue, rel=1e-6, abs=1e-12
    )


@settings(deadline=None)
@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_limits_hold_the_value_between_them(successes, failures):
    low, high = clopper_pearson(successes, successes + failures)
    assert 0 <= low <= successes / (successes + failures) <= high <= 1
    low, high = exact_poisson(successes)
    assert low <= successes < high


def test_two_periods_without_events_do_not_differ():
    assert rate_ratio(0, 100, 0, 100).p == 1.0


def test_equal_proportions_do_not_differ():
    found = newcombe_difference(0, 50, 0, 50)
    assert (found.value, found.p) == (0.0, 1.0)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_looks_never_matters(p_values, shuffled):
    order = list(range(len(p_values)))
    shuffled.shuffle(order)
    whole = dict(zip(p_values, benjamini_hochberg(p_values, q=0.1).stands, strict=True))
    mixed = benjamini_hochberg([p_values[at] for at in order], q=0.1).stands
    assert [whole[p_values[at]] for at in order] == list(mixed)


def test_no_looks_give_no_findings():
    assert benjamini_hochberg([], q=0.1).stands == ()
