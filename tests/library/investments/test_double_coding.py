"""Two people code the same programs: agreement by program and by dollars, and what they disagree on."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.investments.cubes import worked_example

from sharedsafety.core.agreement import krippendorff_alpha, weighted_alpha
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.double_coding import coders_agree

CODES = {0: "JS-POL", 1: "CR-CRI"}


def row(program: str, category: str, coder: str, share: Fraction = Fraction(1)) -> CodedShare:
    return CodedShare(program_key=program, category=category, share=share, coder=coder)


def test_the_worked_example_comes_out_of_coding_rows():
    tolerance, cases = worked_example("WX-2")
    for inputs, expected in cases:
        rows = [
            row(f"p{i}", CODES[value], coder)
            for coder, values in (("a", inputs["coder_a"]), ("b", inputs["coder_b"]))
            for i, value in enumerate(values)
        ]
        found = coders_agree(rows)
        assert found.alpha == pytest.approx(expected["alpha"], abs=tolerance)
        assert found.agreement == pytest.approx(expected["agreement"], abs=tolerance)
        assert found.verdict == expected["verdict"]
        assert found.dollar_alpha is None


def test_a_large_dispute_weighs_more_by_dollars_and_comes_first():
    said = {"big": ("JS-POL", "CR-CRI"), "small": ("JS-POL", "JS-POL"), "mid": ("CR-CRI", "JS-POL")}
    rows = [row(p, code, coder) for p, codes in said.items() for coder, code in zip(("ana", "ben"), codes, strict=True)]
    found = coders_agree(rows, {"big": 90_00, "small": 4_00, "mid": 6_00})
    assert found.agreement == pytest.approx(1 / 3)
    assert found.dollar_agreement == pytest.approx(0.04)
    assert [each.program_key for each in found.disputes] == ["big", "mid"]


def test_a_program_split_otherwise_with_the_same_largest_category_is_a_small_dispute():
    rows = [
        row("p", "JS-POL", "ana", Fraction(3, 4)),
        row("p", "CR-CRI", "ana", Fraction(1, 4)),
        row("p", "JS-POL", "ben"),
    ]
    found = coders_agree(rows)
    assert found.agreement == 1.0
    assert [each.main_differs for each in found.disputes] == [False]


def test_what_only_one_person_coded_is_left_out():
    found = coders_agree([row("p", "JS-POL", "ana"), row("q", "JS-POL", "ben")])
    assert (found.programs, found.alpha, found.agreement, found.disputes) == (0, None, None, ())


NAMES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30)


@given(NAMES, st.floats(0.1, 1e9))
def test_equal_weights_differ_from_plain_alpha_only_by_the_factor_for_few_units(pairs, weight):
    ratings = [[first for first, _ in pairs], [second for _, second in pairs]]
    plain, weighted = krippendorff_alpha(ratings), weighted_alpha(ratings, [weight] * len(pairs))
    if plain is None:
        assert weighted is None
    else:
        n = 2 * len(pairs)
        assert 1 - weighted == pytest.approx((1 - plain) * n / (n - 1))
