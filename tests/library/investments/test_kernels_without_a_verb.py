"""Kernels that wait for a verb of the command line: the audit sample and the supplanting signal."""

from collections import Counter

import numpy as np
import pytest

from sharedsafety.investments.audit_sample import monetary_unit_sample
from sharedsafety.investments.durability import supplanting_signals
from sharedsafety.investments.real_terms import RealTerms

PRICES = RealTerms(index=dict.fromkeys(range(2020, 2026), 100.0), population={}, base_year=2025)
#: A grant that rises in 2022 beside local money.
GRANT = {2021: 100.0, 2022: 200.0, 2023: 200.0, 2024: 200.0}


@pytest.mark.parametrize(
    ("local_2024", "total_2024", "signals"),
    [(180.0, 500.0, (2022,)), (196.0, 500.0, ()), (180.0, 380.0, ())],
)
def test_local_money_that_falls_after_a_grant_rose_is_a_signal_unless_the_whole_fell_too(
    local_2024, total_2024, signals
):
    local = {2021: 200.0, 2022: 200.0, 2023: 190.0, 2024: local_2024}
    total = {2021: 300.0, 2022: 400.0, 2023: 390.0, 2024: total_2024}
    assert supplanting_signals(GRANT, local, total, PRICES) == signals


def test_a_year_without_prices_gives_no_signal():
    local, total = {2022: 200.0, 2024: 1.0}, {2022: 400.0, 2024: 500.0}
    assert supplanting_signals(GRANT, local, total, RealTerms(index={}, population={}, base_year=2024)) == ()


def test_a_dollar_is_drawn_as_often_as_any_other_and_a_large_line_always():
    cents = [500, -2_000, 0, 7_500]
    generator = np.random.default_rng(7)
    drawn = Counter(place for _ in range(2_000) for place in monetary_unit_sample(cents, 4, generator))
    assert drawn[2] == 0
    for place, amount in enumerate(cents):
        assert drawn[place] / 2_000 == pytest.approx(4 * abs(amount) / 10_000, abs=0.05)
    assert all(3 in monetary_unit_sample(cents, 4, generator) for _ in range(50))


def test_nothing_is_drawn_where_there_are_no_dollars():
    assert monetary_unit_sample([0, 0], 3, np.random.default_rng(1)) == ()
