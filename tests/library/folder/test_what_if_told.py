"""A what-if is told whole, kept, and read back; its moves travel as a table without loss."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_folder import write_folder

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.books import books_of
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.folder.json_out import plain
from sharedsafety.folder.money_inputs import headline_of, money_inputs
from sharedsafety.folder.moves_file import moves_csv, moves_of_bytes, moves_of_text
from sharedsafety.folder.what_if import WhatIf, what_if
from sharedsafety.folder.what_if_told import stored_what_if, told_what_if, what_if_of
from sharedsafety.investments.assess_money import assess_money
from sharedsafety.investments.move import Move
from sharedsafety.investments.moves import moved
from sharedsafety.report.names import names

EXAMPLE = Path(__file__).parents[3] / "examples" / "example-county"
PATROL, TRAUMA = "sheriff.1001.sheriff-patrol", "public-health.2106.trauma-recovery-center"
MOVES = (
    Move(from_program=PATROL, to=TRAUMA, amount_cents=12_000_000_00, fiscal_year=2026, row=2),
    Move(from_program=PATROL, to="SV-TRC", amount_cents=1_000_000_00, fiscal_year=2026, row=3),
    Move(from_program="nobody", to=TRAUMA, amount_cents=1_00, fiscal_year=2026, row=4),
)


@pytest.fixture(scope="module")
def keep_in(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def county() -> Community:
    community = checked_community(EXAMPLE).community
    assert community is not None
    return community


@pytest.fixture(scope="module")
def found(county, keep_in) -> WhatIf:
    return what_if(county, MOVES, keep_in=keep_in, seed=7)


def test_what_is_stored_is_told_again_word_for_word(county, found):
    told = told_what_if(county, found, MOVES)
    stored = stored_what_if(told)
    again = what_if_of(json.loads(json.dumps(stored)))
    assert stored_what_if(again) == stored
    assert [each.made for each in again.moves] == [True, True, False]
    assert again.moves[2].findings()[0].code == "move-program-unknown"
    assert again.moved_cents == 13_000_000_00
    assert again.turned == told.turned > 0


def test_every_measure_has_a_name_and_is_told_before_and_after(found):
    assert {each.code for each in found.measures} <= set(names("measure", "es"))
    by_code = {each.code: each for each in found.measures}
    assert by_code["perimeter"].before == by_code["perimeter"].after
    upstream = by_code["upstream_per_response"]
    assert upstream.after.value > upstream.before.value
    assert by_code["dollars_to_move_of_P"].before.unit == "usd"


def test_money_that_goes_to_a_program_nobody_placed_lowers_what_can_be_placed(county, keep_in):
    (only,) = [
        each for each in what_if(county, MOVES[1:2], keep_in=keep_in, seed=7).measures if each.code == "allocable"
    ]
    assert only.after.value <= only.before.value


def test_what_leaves_a_fund_is_told_of_the_program_and_of_the_whole_fund(found):
    loss = found.fund_losses[0]
    assert (loss.program_key, loss.fund_code, loss.control) == (PATROL, "GF", "discretionary")
    assert loss.taken_cents == 13_000_000_00
    assert loss.taken_cents <= loss.own_cents <= loss.fund_cents
    assert set(found.signals) == {PATROL, TRAUMA}


def test_years_that_did_not_move_are_taken_over_and_are_the_same(county, keep_in, found):
    books, inputs, headline = books_of(county, keep_in), None, headline_of(county)
    inputs = money_inputs(county, books)
    after = moved(books.cube, MOVES, county.funds, phase=headline[1], file="moves.csv")
    coded = replace(inputs, coding=(*inputs.coding, *after.coding))
    whole = assess_money(after.cube, coded, headline=headline, seed=7)
    assert plain(whole) == plain(found.after)
    assert plain(what_if(county, MOVES, keep_in=keep_in, seed=7, before=found.before).after) == plain(found.after)


def test_a_folder_without_prices_or_funds_says_why_nobody_can_tell(tmp_path):
    community = checked_community(write_folder(tmp_path / "small", slug="small", name="Small")).community
    assert community is not None
    moves = (Move(from_program="sheriff.patrol", to="health.clinic", amount_cents=1_00, fiscal_year=2024, row=2),)
    told = what_if(community, moves, keep_in=tmp_path / "keep", seed=1)
    assert told.signals["sheriff.patrol"][1].reason == "no_restricted_money"
    assert {each.code: each.after.why for each in told.measures}["allocable"] == "no_areas"


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=20).map(
    str.strip
)


@given(
    st.lists(
        st.builds(
            Move,
            from_program=st.sampled_from(["a", "=b", "'c", "d,e"]),
            to=st.just("SV-TRC"),
            amount_cents=st.integers(1, 10**15),
            fiscal_year=st.integers(1900, 2200),
            source=texts,
            fund_code=st.none() | st.sampled_from(["GF", "-1", "010"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_table_of_moves_comes_back_without_loss(moves):
    again = moves_of_text(moves_csv(moves).decode())
    assert [replace(each, row=None) for each in again] == [replace(each, source=each.source) for each in moves]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "moves-none"), (moves_csv([]), "moves-none"), (moves_csv([MOVES[0]] * 3), "moves-too-many"),
     (b"from,to,amount_usd,fiscal_year\na,b,NaN,2026\n", "text-in-amount"), (b"a,b\n1,2\n", "column-unknown")],
)  # fmt: skip
def test_a_table_that_holds_no_moves_or_too_many_is_refused_whole(tmp_path, content, code):
    with pytest.raises(BadInput) as refused:
        moves_of_bytes(content, tmp_path, most=2)
    assert code in {finding.code for finding in refused.value.findings}
