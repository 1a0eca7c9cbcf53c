"""The Mann-Kendall test agrees with published examples."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from sharedsafety.progress.mann_kendall import mann_kendall

#: Fourteen values, worked out by hand: S = 54 and Z = 2.9058, with one pair of equal values (College of the Holy Cross,
#: mathcs.holycross.edu/~little/Montserrat/MannKendallByHand.txt, read 2026-11-26).
BY_HAND = (12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7)
#: Gilbert 1987, Statistical Methods for Environmental Pollution Monitoring, page 212: 22 monthly values with many ties,
#: Z = 3.1 (data and Z as a public test of that page quotes them; the book itself was not at hand).
GILBERT = (20, 20, 20, 20, 15, 20, 20, 30, 27, 26, 23, 35, 25, 28, 70, 26, 24, 34, 32, 23, 50, 30)


def z_of(p: float) -> float:
    """The Z behind a two-sided p."""
    return -NormalDist().inv_cdf(p / 2)


def test_the_example_worked_out_by_hand() -> None:
    found = mann_kendall(range(len(BY_HAND)), BY_HAND)
    assert found.s == 54
    assert z_of(found.p) == pytest.approx(2.9058, abs=5e-5)
    assert not found.exact


def test_the_example_of_gilbert_with_many_ties() -> None:
    found = mann_kendall(range(len(GILBERT)), GILBERT)
    assert z_of(found.p) == pytest.approx(3.1, abs=0.05)
    assert found.slope > 0


@pytest.mark.parametrize("values", [BY_HAND, GILBERT])
def test_turned_round_the_trend_is_as_strong_the_other_way(values: tuple[float, ...]) -> None:
    there, back = mann_kendall(range(len(values)), values), mann_kendall(range(len(values)), values[::-1])
    assert (back.s, back.p) == (-there.s, pytest.approx(there.p))
