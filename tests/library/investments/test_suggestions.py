"""Suggested categories: earlier codings win, unknown words get nothing, the words shown are there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people, learned_names, shipped_names
from sharedsafety.investments.held_out import calibration, held_out_guesses
from sharedsafety.investments.program_keys import slug
from sharedsafety.investments.program_names import ProgramNames, department_kind, terms_of
from sharedsafety.investments.suggest_findings import suggest_findings
from sharedsafety.investments.suggest_settings import suggest_settings
from sharedsafety.investments.suggestions import suggestions
from sharedsafety.investments.text_weights import ridge_weights, vocabulary
from sharedsafety.investments.word_model import word_model

#: Departments with plain words of their own, and what they are for.
KINDS = {
    "Police Department": ("JS-POL", ("Patrol", "Detectives", "Traffic", "Gang Unit")),
    "Recreation and Parks": ("WB-PLA", ("Playgrounds", "Pools", "Trees", "Sports Fields")),
    "Public Library": ("WB-PLA", ("Branches", "Central Library", "Reading", "Archives")),
    "Water Works": ("OT-OUT", ("Pipes", "Pumps", "Meters", "Reservoirs")),
    "Airport": ("OT-OUT", ("Runways", "Terminals", "Parking", "Hangars")),
    "Sanitation": ("OT-OUT", ("Refuse", "Recycling", "Sewers", "Landfill")),
}
WARDS = ("North", "South", "East", "West", "Central", "Harbor")


def city() -> tuple[list[ProgramNames], list[CodedShare]]:
    """144 programs, each coded by a person."""
    programs, coding = [], []
    for department, (category, names) in KINDS.items():
        for name in names:
            for ward in WARDS:
                key = f"{slug(department)}.{slug(ward)}-{slug(name)}"
                programs.append(ProgramNames(program_key=key, department=department, program=f"{ward} {name}"))
                coding.append(coded(key, category))
    return programs, coding


def coded(key: str, category: str, **given: object) -> CodedShare:
    row = CodedShare(program_key=key, category=category, share=Fraction(1), coder="Ana", status="single")
    return replace(row, **given)


def without(coding: list[CodedShare], *keys: str) -> list[CodedShare]:
    return [row for row in coding if row.program_key not in keys]


def test_a_program_gets_the_category_of_programs_with_its_words() -> None:
    programs, coding = city()
    found = suggestions(programs, without(coding, "police-department.north-patrol", "airport.east-runways"))
    assert {each.program_key: (each.category, each.how) for each in found.suggestions} == {
        "police-department.north-patrol": ("JS-POL", "words"),
        "airport.east-runways": ("OT-OUT", "words"),
    }
    assert found.coverage == 1.0


def test_an_earlier_coding_of_the_same_program_wins_over_its_words() -> None:
    programs, coding = city()
    key = "police-department.north-patrol"
    earlier = [coded(key, "VP-CVI", share=Fraction(3, 4), note="p. 7"), coded(key, "JS-POL", share=Fraction(1, 4))]
    (only,) = suggestions(programs, without(coding, key), earlier=earlier).suggestions
    assert (only.category, only.how, only.score) == ("VP-CVI", "same_program", 1.0)
    assert [(row.category, row.share, row.note) for row in only.rows] == [
        ("VP-CVI", Fraction(3, 4), "p. 7"),
        ("JS-POL", Fraction(1, 4), ""),
    ]


def test_the_same_name_in_the_same_kind_of_department_wins_over_words() -> None:
    programs, coding = city()
    new = ProgramNames(program_key="new", department="Department of Police", program="north PATROL")
    odd = [replace(row, category="SY-OVR") if row.program_key.endswith("north-patrol") else row for row in coding]
    (only,) = suggestions([*programs, new], odd).suggestions
    assert (only.category, only.how) == ("SY-OVR", "same_name")
    assert "Police Department / North Patrol" in only.because[0]


def test_a_name_that_was_coded_in_two_ways_is_no_exact_match() -> None:
    programs, coding = city()
    new = [ProgramNames(program_key=key, department="Police", program="North Patrol") for key in ("new", "other")]
    found = suggestions([*programs, *new], [*coding, coded("other", "BC-RJC")])
    assert "same_name" not in {each.how for each in found.suggestions}


def test_the_same_name_in_another_kind_of_department_is_no_exact_match() -> None:
    programs, coding = city()
    new = ProgramNames(program_key="new", department="Airport", program="North Patrol")
    assert all(each.how == "words" for each in suggestions([*programs, new], coding).suggestions)


@pytest.mark.parametrize("name", ["Zymurgy Quux", "", "1234", "X", "of the and"])
def test_a_program_without_a_known_word_gets_no_suggestion(name: str) -> None:
    programs, coding = city()
    new = ProgramNames(program_key="new", department=name, program=name)
    found = suggestions([*programs, new], coding)
    assert found.suggestions == ()
    assert found.coverage == 0.0


def test_the_words_shown_stand_in_the_names_of_the_program() -> None:
    programs, coding = city()
    found = suggestions(programs, coding[::2])
    names = {each.program_key: each for each in programs}
    assert len(found.suggestions) > 50
    for each in found.suggestions:
        text = slug(f"{names[each.program_key].department} {names[each.program_key].program}").replace("-", " ")
        assert 0 < len(each.because) <= suggest_settings().evidence_words
        assert all(f" {words} " in f" {text} " for words in each.because)


def test_a_suggestion_is_a_row_that_nobody_has_reviewed() -> None:
    programs, coding = city()
    rows = [row for each in suggestions(programs, coding[::2]).suggestions for row in each.rows]
    assert {(row.status, row.coder) for row in rows} == {("unreviewed", "")}


def test_rows_that_nobody_reviewed_teach_nothing_and_are_asked_for_again() -> None:
    programs, coding = city()
    own = [replace(row, status="unreviewed", category="JS-JAL") if at % 2 else row for at, row in enumerate(coding)]
    found = suggestions(programs, own)
    assert found.uncoded == 72
    assert "JS-JAL" not in {each.category for each in found.suggestions}


def test_a_coded_program_gets_no_suggestion() -> None:
    programs, coding = city()
    found = suggestions(programs, coding)
    assert (found.suggestions, found.uncoded, found.coverage) == ((), 0, None)


def test_one_category_teaches_nothing_but_its_exact_names() -> None:
    programs, coding = city()
    police = [row for row in coding if row.category == "JS-POL"][1:]
    twin = ProgramNames(program_key="twin", department="Police", program="South Patrol")
    found = suggestions([*programs, twin], police)
    assert [(each.program_key, each.how) for each in found.suggestions] == [("twin", "same_name")]
    assert found.calibrations == {}


def test_too_few_codings_to_know_how_often_words_are_right_show_nothing() -> None:
    programs, coding = city()
    few = coding[:: len(coding) // 12]
    assert [each for each in suggestions(programs, few).suggestions if each.how == "words"] == []


def test_labels_without_any_pattern_are_not_suggested() -> None:
    programs, coding = city()
    codes = ("JS-POL", "WB-PLA", "SY-OVR", "WB-JOB")
    draw = np.random.default_rng(20170401).integers(0, len(codes), len(coding))
    noise = [replace(row, category=codes[at]) for row, at in zip(coding, draw, strict=True)]
    assert [each for each in suggestions(programs, noise[::2]).suggestions if each.how == "words"] == []


def test_own_codings_win_over_the_examples_of_the_same_name() -> None:
    name = ProgramNames(program_key="mine", department="Police", program="Field Forces")
    learned = learned_names([name], [coded_by_people([coded("mine", "SY-OVR")])], shipped_names())
    alike = [each.main for each in learned if slug(each.names.program) == "field-forces"]
    assert alike == ["SY-OVR"]


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_other_keys_and_another_order_change_nothing(random) -> None:
    programs, coding = city()
    numbers = list(range(len(programs)))
    random.shuffle(numbers)
    renamed = {names.program_key: f"p{number}" for names, number in zip(programs, numbers, strict=True)}
    before = suggestions(programs, coding[::2])
    others = [replace(names, program_key=renamed[names.program_key]) for names in programs]
    rows = [replace(row, program_key=renamed[row.program_key]) for row in coding[::2]]
    random.shuffle(others)
    random.shuffle(rows)
    after = suggestions(others, rows)
    said = {each.program_key: (each.category, each.score, each.how, each.because) for each in after.suggestions}
    assert said == {
        renamed[each.program_key]: (each.category, each.score, each.how, each.because) for each in before.suggestions
    }


def test_words_of_accounts_alone_suggest_nothing() -> None:
    programs, coding = city()
    paid = [replace(names, accounts=(f"{KINDS[names.department][0]} wages",)) for names in programs]
    new = ProgramNames(program_key="new", department="Zymurgy", program="Quux", accounts=("JS-POL wages",))
    assert suggestions([*paid, new], coding).suggestions == ()
    model = word_model(learned_names(paid, [coded_by_people(coding)], []))
    by_accounts, by_name = model.guesses([new, replace(new, department="Police")])
    assert (by_accounts.category, by_accounts.because) == ("JS-POL", ())
    assert by_name.category == "JS-POL"
    assert by_name.because[0] == "police"


def test_codings_of_another_community_do_not_tell_how_often_words_are_right_here() -> None:
    programs, coding = city()
    other = [replace(names, program_key=f"x{at}", program=f"Ward {names.program}") for at, names in enumerate(programs)]
    found = suggestions(other, [], earlier=coding, examples=shipped_names())
    assert found.calibrations == {}
    assert [each for each in found.suggestions if each.how == "words"] == []


def test_equal_input_gives_equal_suggestions() -> None:
    programs, coding = city()
    first, second = (suggestions(programs, coding[::2], examples=shipped_names()) for _ in range(2))
    assert first == second


def test_what_is_held_out_was_not_learned_from() -> None:
    programs, coding = city()
    learned = learned_names(programs, [coded_by_people(coding)], [])
    tried = held_out_guesses(learned, lambda each: department_kind(each.names.department))
    # The words of a department left out whole are nowhere else: only the wards say anything, and they say nothing true.
    assert sum(guess.category == each.main == "JS-POL" for guess, each in tried) == 0


def test_the_share_shown_is_right_as_often_as_asked_and_is_the_largest_such_part() -> None:
    tried = [(0.9, True)] * 50 + [(0.5, True)] * 17 + [(0.5, False)] * 13 + [(0.1, False)] * 20
    found = calibration(tried)
    assert (found.shown, found.least_margin) == (50, 0.9)
    assert found.right_share == 1.0
    assert found.score(0.8) is None
    assert 0.9 < found.score(0.95) < 1
    assert calibration(tried[:65]).shown == 65


def test_scores_rise_with_the_margin_and_never_say_certain() -> None:
    rng = np.random.default_rng(7)
    margins = rng.random(400)
    found = calibration([(float(m), bool(rng.random() < 0.6 + 0.4 * m)) for m in margins])
    scores = [found.score(m) for m in sorted(margins) if found.score(m) is not None]
    assert scores == sorted(scores)
    assert scores[-1] < 1


def test_ridge_weights_solve_the_normal_equations() -> None:
    rng = np.random.default_rng(3)
    texts = [{f"w{word}": 1.0 for word in rng.integers(0, 30, 6)} for _ in range(80)]
    words = vocabulary(texts)
    matrix, shares = words.matrix(texts), rng.random((80, 3))
    dense = matrix.toarray()
    exact = np.linalg.solve(dense.T @ dense + suggest_settings().ridge * np.eye(dense.shape[1]), dense.T @ shares)
    assert ridge_weights(matrix, shares) == pytest.approx(exact, abs=1e-3)


def test_every_row_of_words_has_length_one_and_unknown_words_have_none() -> None:
    words = vocabulary([{"police": 1.0, "patrol": 0.5}, {"jail": 1.0}])
    lengths = np.sqrt(words.matrix([{"police": 1.0, "patrol": 0.5}, {"zoo": 1.0}]).power(2).sum(axis=1))
    assert np.asarray(lengths).ravel().tolist() == pytest.approx([1.0, 0.0])


def test_pairs_are_words_that_stand_beside_each_other() -> None:
    terms = terms_of(ProgramNames(program_key="p", department="Recreation and Parks", accounts=("Salaries, General",)))
    weights = suggest_settings().field_weights
    assert terms == {
        "salaries": weights["account"],
        "general": weights["account"],
        "salaries general": weights["account"],
        "recreation": weights["department"],
        "parks": weights["department"],
    }


def test_thin_input_is_told() -> None:
    programs, coding = city()
    told = {
        case: [finding.code for finding in suggest_findings(names, "l", ("c", rows), earlier)]
        for case, names, rows, earlier in (
            ("whole", programs, coding, []),
            ("no names", [ProgramNames(program_key="p")], coding, []),
            ("empty", programs, [], []),
            ("unreviewed", programs, [replace(row, status="unreviewed") for row in coding], []),
            ("one category", programs, coding[:24], []),
            ("another ledger", programs, coding, [("e", [coded("elsewhere", "JS-JAL")])]),
        )
    }
    assert told == {
        "whole": [],
        "no names": ["suggest-no-names"],
        "empty": ["suggest-nothing-coded"],
        "unreviewed": ["suggest-nothing-coded"],
        "one category": ["suggest-one-category"],
        "another ledger": ["suggest-other-programs"],
    }
