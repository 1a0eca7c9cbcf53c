"""Leave one coder out: what only they coded becomes uncoded, and nothing else moves."""

import pytest
from tests.library.investments.cubes import coded, cube_of

from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coder_sensitivity import coder_effects

CUBE = cube_of([{"program_key": key, "cents": cents * 100} for key, cents in (("a", 60), ("b", 30), ("c", 10))])


def effects(*coding):
    inputs = MoneyInputs(coding=coding, population={}, deflator={}, documents={}, fiscal_year_start=7)
    money = assess_money(CUBE, inputs, headline=(2025, "adopted"), seed=3, draws=50)
    return {each.coder: each for each in coder_effects(CUBE, inputs, money)}


ANN = coded("a", "JS-POL", coder="Ann")
BOTH = coded("b", "SV-TRC", coder="Ann; Ben", status="double")
BEN = coded("c", "WB-YOU", coder="Ben")


def shares(effect):
    return {each.code: (each.share.value, pytest.approx(each.without.value)) for each in effect.families}


def test_without_a_coder_what_only_they_coded_leaves_the_shares():
    found = effects(*ANN, *BOTH, *BEN)
    assert found["Ann"].programs == ("a",)
    assert shares(found["Ann"]) == {"JS": (0.6, 0.0), "SV": (0.3, 0.75), "WB": (0.1, 0.25)}


def test_what_two_people_coded_stays_when_one_is_left_out():
    found = effects(*ANN, *BOTH, *BEN)
    assert "b" not in found["Ann"].programs + found["Ben"].programs


def test_the_coder_whose_absence_moves_most_stands_first():
    assert list(effects(*ANN, *BOTH, *BEN)) == ["Ann", "Ben"]
    swapped = (*coded("a", "JS-POL", coder="Ben"), *BOTH, *coded("c", "WB-YOU", coder="Ann"))
    assert list(effects(*swapped)) == ["Ben", "Ann"]


def test_a_coder_without_a_program_of_their_own_moves_nothing():
    found = effects(*BOTH, *BEN)
    assert (found["Ann"].programs, found["Ann"].largest, found["Ann"].lamps) == ((), 0.0, ())


def test_one_coder_alone_has_nobody_to_be_left_out_beside():
    assert effects(*ANN) == {}
    assert effects(*coded("a", "JS-POL", coder="")) == {}
