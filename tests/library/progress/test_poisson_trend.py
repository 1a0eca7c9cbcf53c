"""Counts that vary more than chance widen the interval of their trend, little or much (decision 26)."""

from __future__ import annotations

import pytest

from sharedsafety.progress.poisson_trend import poisson_trend

CALM = [100, 101, 99, 100, 101, 99, 100, 101, 99, 100]
RESTLESS = [100, 113, 90, 108, 88, 112, 97, 114, 86, 104]
WILD = [100, 140, 70, 130, 75, 135, 80, 128, 66, 120]


def width(counts):
    found = poisson_trend(range(len(counts)), counts)
    return found.high - found.low


@pytest.mark.parametrize(("counts", "over", "flagged"), [(RESTLESS, 1.0, False), (WILD, 1.5, True)])
def test_every_dispersion_over_one_widens_and_only_a_clear_one_is_flagged(counts, over, flagged):
    found = poisson_trend(range(10), counts)
    assert found.dispersion > over
    assert found.quasi is flagged
    assert width(counts) > 1.05 * width(CALM)


def test_counts_that_vary_less_than_chance_do_not_narrow_the_interval():
    found = poisson_trend(range(10), CALM)
    assert found.dispersion < 0.1
    assert found.low < -1.5 < 1.5 < found.high
