"""Two budgets side by side: every dollar of the difference has a row, whatever the budgets hold."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.library.investments.cubes import assessed, coded, cube_of

from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.program_moves import in_prices, program_moves

CENTS = st.dictionaries(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.integers(-(10**12), 10**12))
FACTORS = st.fractions(Fraction(1, 3), Fraction(3), max_denominator=10_000)


@given(CENTS, CENTS, FACTORS)
def test_the_changes_of_all_lists_sum_to_the_whole_difference_to_the_cent(before, after, factor):
    lists = program_moves(before, after, factor)
    whole = sum(after.values()) - round(factor * sum(before.values()))
    assert sum(round(each.change_usd * 100) for each in lists) == whole
    for each in lists:
        listed = sum(round(move.change_usd * 100) for move in each.programs)
        assert listed + round(each.rest_usd * 100) == round(each.change_usd * 100)
        assert len(each.programs) + each.rest == each.count


@given(CENTS, CENTS)
def test_turned_round_what_grew_has_fallen_by_as_much_and_what_was_new_is_gone(before, after):
    there, back = ({each.kind: each for each in program_moves(*sides)} for sides in ((before, after), (after, before)))
    for kind, opposite in {"grew": "fell", "fell": "grew", "new": "gone", "gone": "new", "same": "same"}.items():
        assert (there[kind].count, there[kind].change_usd) == (back[opposite].count, -back[opposite].change_usd)
        named, turned = ([move.program_key for move in each.programs] for each in (there[kind], back[opposite]))
        assert named == turned


@given(st.lists(st.integers(-(10**12), 10**12), max_size=30), FACTORS)
def test_amounts_in_other_prices_sum_to_the_rounded_whole_and_none_is_a_cent_off(cents, factor):
    priced = in_prices(cents, factor)
    assert sum(priced) == round(factor * sum(cents))
    assert all(abs(own - factor * each) < 1 for own, each in zip(priced, cents, strict=True))


def test_at_most_twenty_programs_of_a_kind_are_named_the_largest_change_first():
    after = {f"p{at:02d}": at + 1 for at in range(30)}
    new = next(each for each in program_moves({}, after) if each.kind == "new")
    assert [move.program_key for move in new.programs] == [f"p{at:02d}" for at in range(29, 9, -1)]
    assert (new.rest, new.rest_usd) == (10, 0.55)


ROWS = (
    {"program_key": "patrol", "cents": 100_00, "fiscal_year": 2024},
    {"program_key": "patrol", "cents": 90_00},
    {"program_key": "patrol", "cents": 80_00, "phase": "actual"},
    {"program_key": "healing", "cents": 40_00},
    {"program_key": "roads", "cents": 70_00, "fiscal_year": 2024},
    {"program_key": "roads", "cents": 77_00},
)
CODING = coded("patrol", "JS-POL") + coded("healing", "SV-TRC") + coded("roads", "OT-OUT")


def pairs(rows=ROWS, **more):
    found = assessed(rows, CODING, **more).pairs
    return {(each.start_year, each.start_phase, each.end_year, each.end_phase): each for each in found}


def rows_of(pair, table):
    return {row.code: (row.before.value, row.after.value, row.change.value) for row in pair.rows if row.table == table}


def test_neighbouring_years_and_phases_of_one_year_are_paired_and_nothing_else():
    assert set(pairs()) == {(2024, "adopted", 2025, "adopted"), (2025, "adopted", 2025, "actual")}


def test_totals_families_and_departments_of_a_pair_each_add_up_to_the_difference():
    pair = pairs()[2024, "adopted", 2025, "adopted"]
    assert (pair.total.before.value, pair.total.after.value, pair.total.change.value) == (170.0, 207.0, 37.0)
    assert rows_of(pair, "family") == {"JS": (100.0, 90.0, -10.0), "SV": (0.0, 40.0, 40.0)}
    totals = rows_of(pair, "total")
    assert sum(change for *_, change in totals.values()) == 37.0
    assert sum(change for *_, change in rows_of(pair, "department").values()) == 37.0
    assert sum(each.change_usd for each in pair.programs) == 37.0


def test_with_an_index_the_earlier_year_is_in_prices_of_the_later_and_without_one_it_says_so():
    key = (2024, "adopted", 2025, "adopted")
    real, nominal = pairs(deflator={2024: 100.0, 2025: 110.0})[key], pairs()[key]
    assert (real.deflated, nominal.deflated) == (True, False)
    assert rows_of(real, "total")["outside"] == (77.0, 77.0, 0.0)
    assert next(each for each in real.programs if each.kind == "same").count == 1


def test_phases_of_one_year_are_never_repriced():
    pair = pairs(deflator={2024: 100.0, 2025: 110.0})[2025, "adopted", 2025, "actual"]
    assert (pair.same_prices, pair.factor) == (True, 1.0)
    assert {each.kind: each.change_usd for each in pair.programs if each.count} == {"fell": -10.0, "gone": -117.0}


def test_a_year_by_department_only_has_totals_and_departments_and_says_why():
    rows = ({"program_key": "all", "cents": 150_00, "fiscal_year": 2024}, *ROWS[1:2])
    inputs = MoneyInputs(coding=CODING, population={}, deflator={}, documents={}, fiscal_year_start=7)
    cube = cube_of(rows, {"all": ("Dept", "", ""), "patrol": ("Dept", "1", "Patrol")})
    (pair,) = assess_money(cube, inputs, headline=(2025, "adopted"), seed=3, draws=10).pairs
    assert pair.why == "department_totals_only"
    assert {row.table for row in pair.rows} == {"department"}
    assert pair.programs == ()
