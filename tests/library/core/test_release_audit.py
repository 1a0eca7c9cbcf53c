"""Whether a release may be signed: what it gives away alone, and beside what was published before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.library.core.people_attack import table_of
from tests.library.core.test_people_tables_protected import row

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.disclosure.protect import protected
from sharedsafety.core.disclosure.release_audit import audited
from sharedsafety.core.errors import BadInput

SAFE = row(None, None, 40, 73, codes=("S", "S", "", ""), name="a")
WEAK = row(25, None, 40, 73, codes=("", "S", "", ""), name="a")


def named(table: PeopleTable, name: str) -> PeopleTable:
    return replace(table, name=name)


def test_a_protected_release_gives_nothing_away():
    found = audited([named(SAFE, "t.csv")])
    assert (found.given_away, found.findings, found.cells, found.hidden) == ((), (), 4, 2)


def test_a_cell_that_can_be_worked_out_is_named_with_its_table():
    given = audited([named(WEAK, "t.csv")]).given_away[0]
    assert (given.table, dict(given.cell.labels), given.cell.low, given.earlier) == ("t.csv", {"a": "a1"}, 8, ())
    assert given.finding.severity == "error"
    assert "8" not in given.finding.message("en").replace("a1", "")


def test_a_cell_that_only_an_earlier_release_gives_away_names_that_release():
    counts = PeopleTable(dimensions=("a",), labels=(("a0",),), counts=(25,), codes=("",), name="old.csv")
    harmless = PeopleTable(dimensions=("b",), labels=(("b0",),), counts=(30,), codes=("",), name="other.csv")
    found = audited([named(SAFE, "t.csv")], earlier={"r1": [counts], "r2": [harmless]})
    assert [(one.table, one.earlier, one.cell.low) for one in found.given_away] == [("t.csv", ("r1",), 8)]
    assert "r1" in found.given_away[0].finding.sentence("es")


def test_it_may_take_two_earlier_releases():
    now = row(None, None, None, 40, 113, codes=("S", "S", "S", "", ""), name="a")
    before = {
        f"r{n}": [PeopleTable(dimensions=("a",), labels=((f"a{n}",),), counts=(count,), codes=("",))]
        for n, count in ((0, 25), (1, 40))
    }
    assert set(audited([now], earlier=before).given_away[0].earlier) == {"r0", "r1"}
    assert audited([now], earlier={"r0": before["r0"]}).given_away == ()


def test_a_small_count_that_is_shown_plainly_is_told():
    shown = row(25, 8, 40, 73, name="a")
    assert [one.cell.low for one in audited([shown]).given_away] == [8]
    assert [one.earlier for one in audited([shown], earlier={"r1": [shown]}).given_away] == [()]


def test_what_earlier_releases_gave_away_among_themselves_is_not_told_again():
    harmless = PeopleTable(dimensions=("b",), labels=(("b0",),), counts=(30,), codes=("",))
    assert audited([harmless], earlier={"r1": [WEAK]}).given_away == ()


def test_numbers_that_were_revised_are_a_note_and_are_not_compared():
    found = audited([SAFE], earlier={"r1": [row(25, 9, 41, 75, codes=("",) * 4, name="a")]})
    assert found.given_away == ()
    assert [(one.code, one.severity) for one in found.findings] == [("people-table-revised", "note")]


def test_an_earlier_release_that_nothing_fits_beside_is_a_note_and_is_not_compared():
    more = PeopleTable(dimensions=("a", "b"), labels=(("a0", "b0"), ("a0", "total")), counts=(80, 80), codes=("", ""))
    found = audited([SAFE], earlier={"r1": [more]})
    assert (found.given_away, [one.code for one in found.findings]) == ((), ["people-table-revised"])


def test_later_answers_less_earlier_ones_tell_who_came_between():
    before = row(30, 40, 70, codes=("",) * 3, population="may")
    now = row(34, 44, 78, codes=("",) * 3, population="july", name="a")
    found = audited([now], earlier={"r1": [before]}, within={"may": "july"})
    assert {one.earlier for one in found.given_away} == {("r1",)}
    assert {one.cell.low for one in found.given_away} == {4, 8}


def test_a_release_whose_tables_are_faulty_is_refused():
    with pytest.raises(BadInput) as refused:
        audited([row(20, 30, 51)])
    assert refused.value.code == "people-margin-differs"


def test_tables_that_were_protected_beside_an_earlier_release_pass():
    first = table_of("ab", [2, 2], {("a0", "b0"): 2, ("a0", "b1"): 9, ("a1", "b0"): 46, ("a1", "b1"): 22})
    second = table_of("ac", [2, 2], {("a0", "c0"): 0, ("a0", "c1"): 11, ("a1", "c0"): 36, ("a1", "c1"): 32})
    earlier = protected([first]).tables
    assert audited(protected([second], earlier=earlier).tables, earlier={"r1": earlier}).given_away == ()
