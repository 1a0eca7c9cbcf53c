"""Why others get another number: the parts of a difference sum to it exactly, whatever differs."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.library.investments.cubes import cube_of

from sharedsafety.core.errors import BadInput
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.comparison import CAUSES, compared
from sharedsafety.investments.readings import BudgetReader, Reading

CODES = taxonomy().codes
PROGRAMS = ("a", "b", "c")
FUNDS = {
    code: Fund(fund_code=code, name=code, control=control)
    for code, control in (("GF", "discretionary"), ("SF", "locked"))
}


def shares(*rows):
    return tuple(CodedShare(program_key=key, category=code, share=Fraction(share)) for key, code, share in rows)


def reader(rows):
    return BudgetReader(cube_of(rows), FUNDS)


SMALL = [
    {"program_key": "a", "cents": 600},
    {"program_key": "b", "cents": 300, "fund_code": "SF"},
    {"program_key": "c", "cents": 100},
    {"program_key": "c", "cents": 40, "flow": "revenue"},
]
FIRST = shares(("a", "JS-POL", 1), ("b", "SV-TRC", 1), ("c", "OT-OUT", 1))
SECOND = shares(("a", "JS-POL", "1/2"), ("a", "VP-CVI", "1/2"), ("b", "SV-TRC", 1), ("c", "WB-YOU", 1))


def reading(coding=FIRST, **changes):
    return Reading(**{"fiscal_year": 2025, "phase": "adopted", "coding": coding, **changes})


def test_a_share_is_what_the_method_says():
    found = reader(SMALL).read(reading())
    assert found.whole == 900
    assert found.share(("family", "SV")) == Fraction(1, 3)
    assert reader(SMALL).read(reading(denominator="T")).share(("family", "SV")) == Fraction(3, 10)
    assert reader(SMALL).read(reading(denominator="L")).share(("family", "SV")) == 0
    assert reader(SMALL).read(reading(SECOND, net=True)).whole == 960


def test_one_cause_makes_the_whole_difference():
    rows = {
        (each.table, each.code): each for each in compared(reader(SMALL), reading(), reading(funds=frozenset({"GF"})))
    }
    healing = rows["family", "SV"]
    assert [(part.cause, part.points) for part in healing.parts] == [("scope", Fraction(-1, 3))]
    assert [(p.program_key, p.first_usd, p.second_usd) for p in healing.programs] == [("b", 3.0, 0.0)]


def test_equal_readings_differ_in_nothing():
    assert compared(reader(SMALL), reading(), reading()) == ()


def test_a_cause_gets_the_average_over_all_orders():
    one, other = reading(), reading(SECOND, denominator="T", net=True)
    found = next(each for each in compared(reader(SMALL), one, other) if (each.table, each.code) == ("family", "JS"))
    fields = {"denominator": {"denominator": "T"}, "coding": {"coding": SECOND}, "gross_or_net": {"net": True}}
    wanted = dict.fromkeys(fields, Fraction(0))
    for order in permutations(fields):
        at: dict[str, object] = {}
        for cause in order:
            before = reader(SMALL).read(reading(**{"coding": FIRST, **at})).share(("family", "JS"))
            at |= fields[cause]
            wanted[cause] += reader(SMALL).read(reading(**{"coding": FIRST, **at})).share(("family", "JS")) - before
    assert {part.cause: part.points for part in found.parts} == {cause: total / 6 for cause, total in wanted.items()}


def halves(codes, tenths):
    return (codes[0], Fraction(tenths, 10)), (codes[1], Fraction(10 - tenths, 10))


two_codes = st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True)
codings = st.builds(halves, two_codes, st.integers(0, 10))
whole_codings = st.tuples(*[codings] * 3).map(
    lambda found: shares(*((key, *each) for key, pair in zip(PROGRAMS, found, strict=True) for each in pair))
)
budgets = st.lists(
    st.fixed_dictionaries(
        {
            "program_key": st.sampled_from(PROGRAMS),
            "cents": st.integers(1, 10**12),
            "fund_code": st.sampled_from(["GF", "SF"]),
            "fiscal_year": st.sampled_from([2024, 2025]),
        }
    ),
    min_size=1,
    max_size=12,
)
readings = st.builds(
    reading,
    coding=whole_codings,
    marker_set=st.sampled_from(["strict", "default", "generous"]),
    funds=st.sampled_from([None, frozenset({"GF"})]),
    denominator=st.sampled_from(["T", "P", "L"]),
    net=st.booleans(),
    fiscal_year=st.sampled_from([2024, 2025]),
)


@given(budgets, readings, readings)
def test_parts_sum_to_the_difference_exactly(rows, first, second):
    try:
        found = compared(reader(rows), first, second)
    except BadInput:  # on the way nothing is left to take shares of
        assume(False)
    for each in found:
        assert sum(part.points for part in each.parts) == each.second - each.first
        assert {part.cause for part in each.parts} <= set(CAUSES)
    back = {(each.table, each.code): each for each in compared(reader(rows), second, first)}
    for each in found:
        assert {p.cause: -p.points for p in back[each.table, each.code].parts} == {
            p.cause: p.points for p in each.parts
        }


def test_a_budget_without_money_is_refused():
    with pytest.raises(BadInput) as caught:
        reader(SMALL).read(reading(fiscal_year=2024))
    assert caught.value.code == "compare-no-money"
