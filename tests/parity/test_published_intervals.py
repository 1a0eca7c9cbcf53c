"""Intervals agree with published tables: Fay-Feuer and Newcombe."""

from __future__ import annotations

import pytest

from sharedsafety.core.intervals import fay_feuer, newcombe_difference

#: Michigan 1950-1964, births of order five and more by age of the mother (Fleiss 1981, table 14.4; Fay and Feuer 1997).
CASES = (0, 8, 63, 112, 262, 295)
BIRTHS = (327, 30_666, 123_419, 149_919, 104_088, 34_392)
ALL_BIRTHS = (319_933, 931_318, 786_511, 488_235, 237_863, 61_313)


def test_the_gamma_interval_of_the_michigan_births():
    # As printed by the examples of the R package dsrTest 1.0.0, method "gamma"
    # (https://search.r-project.org/CRAN/packages/dsrTest/vignettes/dsrTest-example.html).
    weights = [births / sum(ALL_BIRTHS) for births in ALL_BIRTHS]
    found = fay_feuer(CASES, BIRTHS, weights, per=100_000)
    assert (found.value, found.low, found.high) == pytest.approx((75.52901, 67.70212, 188.30017), abs=5e-6)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_eight_examples_of_newcombe(one, other, low, high):
    # Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10. The paper itself was not at
    # hand: the limits are general knowledge (unverified) until somebody compares them with it.
    found = newcombe_difference(*other, *one)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
