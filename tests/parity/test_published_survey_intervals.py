"""Korn-Graubard intervals agree with tables that the National Center for Health Statistics prints."""

from __future__ import annotations

from itertools import product

import pytest

from sharedsafety.core.intervals import korn_graubard

#: Percent, its standard error, lower and upper limit (percent), as printed by CDC's R package surveytable for the
#: National Ambulatory Medical Care Survey 2019 (8,250 visits in 398 clusters), with NCHS options:
#: https://cdcgov.github.io/surveytable/articles/Example-National-Ambulatory-Medical-Care-Survey-NAMCS-tables.html
ANSWERS, CLUSTERS = 8_250, 398
PRINTED = [
    ("M.D.", 94.6, 0.7, 93.1, 95.8),
    ("D.O.", 5.4, 0.7, 4.2, 6.9),
    ("primary care", 50.3, 2.6, 45.1, 55.5),
    ("surgical care", 20.7, 3.0, 15.1, 27.3),
    ("medical care", 29.0, 3.6, 22.1, 36.6),
    ("metropolitan", 93.9, 1.7, 89.7, 96.8),
    ("not metropolitan", 6.1, 1.7, 3.2, 10.3),
]
HALF = 0.05  # of the last printed digit


def _limits(percent: float, error: float) -> tuple[float, float]:
    share = percent / 100
    effect = ANSWERS * (error / 100) ** 2 / (share * (1 - share))
    # The number of strata is not printed. Degrees of freedom near the clusters move a limit by under 0.05.
    low, high = korn_graubard(share, ANSWERS, design_effect=effect, degrees_of_freedom=CLUSTERS - 1)
    return low * 100, high * 100


@pytest.mark.parametrize(("percent", "error", "low", "high"), [row[1:] for row in PRINTED], ids=[r[0] for r in PRINTED])
def test_the_printed_limits_lie_among_those_that_the_printed_percent_and_error_allow(percent, error, low, high):
    # Percent and error are rounded to one digit: every pair that rounds to them gives limits; the printed ones
    # must lie among them.
    pairs = product((percent - HALF, percent, percent + HALF), (error - HALF, error, error + HALF))
    lows, highs = zip(*(_limits(*pair) for pair in pairs), strict=True)
    assert min(lows) - HALF <= low <= max(lows) + HALF
    assert min(highs) - HALF <= high <= max(highs) + HALF


def test_most_printed_limits_come_out_to_their_last_digit_from_the_rounded_numbers():
    # Where the error has two printed digits, the rounded numbers themselves give the printed limits to 0.1.
    apart = [
        max(abs(found - printed) for found, printed in zip(_limits(percent, error), (low, high), strict=True))
        for _, percent, error, low, high in PRINTED
        if error >= 2.5
    ]
    assert len(apart) == 3
    assert max(apart) <= 0.1 + HALF
