"""Numbers as read: honest at their limits, the same rules in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.report import numbers


@pytest.mark.parametrize(
    ("usd", "english", "spanish"),
    [
        (1_764_000_000, "$1.76 billion", "$1,760 millones"),
        (12_400_000, "$12.4 million", "$12.4 millones"),
        (999_999_999, "$1 billion", "$1,000 millones"),
        (1_000_000, "$1 million", "$1 millón"),
        (45_312, "$45,300", "$45,300"),
        (45, "$45", "$45"),
        (4.25, "$4.25", "$4.25"),
        (-12_400_000, "−$12.4 million", "−$12.4 millones"),
        (0, "$0", "$0"),
        (0.001, "less than $0.01", "menos de $0.01"),
    ],
)
def test_money_is_read_with_three_digits_and_its_word(usd: float, english: str, spanish: str) -> None:
    assert numbers.money(usd).replace("\xa0", " ") == english
    assert numbers.money(usd, "es").replace("\xa0", " ") == spanish


@given(st.floats(min_value=1e-12, max_value=1 - 1e-9))
def test_a_part_is_never_written_as_nothing_or_as_everything(value: float) -> None:
    for written in (numbers.share(value), numbers.of_100(value), numbers.cents(value) if value < 0.99 else "x"):
        assert written.replace("\xa0", " ") not in ("0 %", "100 %", "$0", "$100", "0 cents")


@given(st.floats(min_value=-1e13, max_value=1e13))
def test_exact_money_keeps_every_dollar(usd: float) -> None:
    text = numbers.exact_money(usd).replace("$", "").replace(",", "").replace(numbers.MINUS, "-")
    assert abs(int(text) - usd) <= 0.5 + abs(usd) * 1e-12


def test_the_ends_of_a_range_share_their_word_and_their_decimals() -> None:
    assert numbers.money_range(11e6, 13.04e6).replace("\xa0", " ") == "$11.0 to $13.0 million"
    assert numbers.money_range(11e6, 13.04e6, "es").replace("\xa0", " ") == "$11.0 a $13.0 millones"
    assert numbers.money_range(900, 2e6).replace("\xa0", " ") == "$900 to $2 million"
