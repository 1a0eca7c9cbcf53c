"""Published amounts become whole cents, exactly, or are said to be no amounts."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedsafety.investments.amount_columns import amounts_of, exact_sum
from sharedsafety.investments.amounts import Amount, amount_of

CENTS = st.integers(-(2**63) + 1, 2**63 - 1)


def written(cents: int) -> list[str]:
    """The ways in which publishers write an amount."""
    size = Decimal(abs(cents)).scaleb(-2)
    plain, grouped, sign = f"{size:.2f}", f"{size:,.2f}", "-" if cents < 0 else ""
    ways = [f"{sign}{plain}", f"{sign}{grouped}", f"{sign}${grouped}", f"${sign}{plain}", f" {sign}USD {plain} "]
    if cents < 0:
        ways += [f"({plain})", f"(${grouped})", f"$({grouped})", f"{plain}-", f"{grouped} CR", f"\u2212{plain}"]
    return ways


@settings(deadline=None)
@given(cents=CENTS)
def test_every_way_to_write_an_amount_gives_its_cents(cents):
    assert {amount_of(text) for text in written(cents)} == {Amount(cents)}


@settings(deadline=None)
@given(cents=st.lists(CENTS, max_size=20))
def test_a_column_reads_as_its_cells_do(cents):
    texts = [text for each in cents for text in written(each)]
    found = amounts_of(pa.array(texts, pa.string()))
    assert found.cents.tolist() == [each for each in cents for _ in written(each)]
    assert not found.faulty.any()
    assert found.present.all()


@settings(deadline=None)
@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_the_text_of_any_decimal_comes_back_to_the_cent(number):
    assert amount_of(f"{number:f}") == Amount(int(number.scaleb(2)))


@pytest.mark.parametrize(
    ("text", "cents"), [("3.00E+05", 30_000_000), ("1e-2", 1), ("-2.5E3", -250_000), ("(1E2)", -10_000)]
)
def test_the_exponent_form_is_exact_and_marked_as_rounded(text, cents):
    assert amount_of(text) == Amount(cents, rounded=True)


@pytest.mark.parametrize("text", ["", " ", "-", "\u2014", "$ -", "\u00a0"])
def test_a_dash_or_nothing_is_no_amount(text):
    assert amount_of(text) == Amount(None)


@pytest.mark.parametrize(
    "text",
    ["n/a", "1.005", "12,34", "1,2345", "--5", "-(5)", "(5)-", "5 CR-", "1.2.3", "0x10", "1_000", "٣", "inf", "nan",
     "92233720368547758.08", "9e99", "$$5", "1e400"],
)  # fmt: skip
def test_what_is_no_amount_of_money_is_refused_and_never_guessed(text):
    assert amount_of(text) is None
    assert amounts_of(pa.array([text])).faulty.tolist() == [True]


def test_a_text_that_means_missing_is_no_amount():
    found = amounts_of(pa.array(["NULL", " NULL ", "7"]), frozenset(("NULL",)))
    assert (found.present.tolist(), found.faulty.any()) == ([False, False, True], False)


@settings(deadline=None)
@given(cents=st.lists(CENTS, max_size=50))
def test_a_sum_of_cents_never_overflows(cents):
    assert exact_sum(pa.array(cents, pa.int64()).to_numpy()) == sum(cents)
