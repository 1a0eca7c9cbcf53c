"""Tables of people that can't be used as they are: every fault is a finding with its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests.library.core.people_attack import table_of
from tests.library.core.test_people_tables_protected import row

from sharedsafety.core.disclosure import MARGIN, PeopleTable, disclosure_rules
from sharedsafety.core.disclosure.audit import audit
from sharedsafety.core.disclosure.people_table import Money
from sharedsafety.core.disclosure.protect import protected
from sharedsafety.core.errors import BadInput

SQUARE = table_of("ab", [2, 2], {("a0", "b0"): 20, ("a0", "b1"): 30, ("a1", "b0"): 40, ("a1", "b1"): 50})


def codes(table: PeopleTable) -> set[str]:
    with pytest.raises(BadInput) as refused:
        protected([table])
    return {finding.code for finding in refused.value.findings}


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (row(-3, 20, 17), "people-count-negative"),
        (row(20.5, 20, 40.5), "people-count-not-whole"),
        (row(float("nan"), 20, 40), "people-count-not-whole"),
        (row(float("inf"), 20, 40), "people-count-not-whole"),
        (row(20, 30, 51), "people-margin-differs"),
        (row(20, 30, 49), "people-margin-differs"),
        (row(20, None, 49, codes=("S", "S", "")), "people-hidden-cell-has-number"),
        (PeopleTable(dimensions=("a",), labels=(), counts=()), "people-table-empty"),
        (PeopleTable(dimensions=("a",), labels=(("x",), ("x",)), counts=(20, 20)), "people-cell-repeated"),
        (PeopleTable(dimensions=("a",), labels=(("",), ("x",)), counts=(20, 20)), "people-label-blank"),
        (row(20, 30, 50, parents={"b": {"a0": "x"}}), "people-parents-of-nothing"),
        (row(20, 30, 50, parents={"a": {"a0": "a1", "a1": "a0"}}), "people-parents-in-a-circle"),
        (row(20, 30, 50, sensitive="b"), "people-answers-of-nothing"),
        (row(20, 30, 50, money=Money(cents=(-1, 2, 1))), "people-count-negative"),
    ],
)
def test_a_fault_is_a_finding(table, code):
    assert code in codes(table)


def test_a_margin_that_is_missing_beside_others_of_its_kind_is_named():
    kept = [cell for cell, labels in enumerate(SQUARE.labels) if labels != ("a1", MARGIN)]
    table = replace(
        SQUARE,
        labels=tuple(SQUARE.labels[cell] for cell in kept),
        counts=tuple(SQUARE.counts[cell] for cell in kept),
        name="t.csv",
        rows=tuple(cell + 2 for cell in kept),
    )
    with pytest.raises(BadInput) as refused:
        protected([table])
    finding = refused.value.finding
    assert (finding.code, finding.file, finding.params["margin"]) == ("people-margin-missing", "t.csv", "a1 / total")
    assert finding.row is not None


def test_every_margin_that_does_not_add_up_is_told_at_once():
    with pytest.raises(BadInput) as refused:
        protected([replace(SQUARE, counts=(21, *SQUARE.counts[1:]))])
    assert [finding.code for finding in refused.value.findings] == ["people-margin-differs"] * 2


def test_a_row_that_is_left_out_is_told_before_anything_is_hidden_and_found_by_the_audit():
    counts = {("a0", "b0"): 4, ("a0", "b1"): 30, ("a1", "b0"): 40, ("a1", "b1"): 50}
    whole = table_of("ab", [2, 2], counts)
    table = replace(whole, labels=whole.labels[1:], counts=whole.counts[1:])
    assert codes(table) == {"people-row-missing"}
    found = audit([table])
    assert {finding.code for finding in found.findings} == {"people-rows-not-listed"}
    assert [(cell.labels, cell.low, cell.high) for cell in found.weak] == [({"a": "a0", "b": "b0"}, 4, 4)]


def test_a_million_cells_are_refused_before_any_work():
    cells = tuple((f"a{i}", f"b{j}") for i, j in product(range(1000), range(1000)))
    table = PeopleTable(dimensions=("a", "b"), labels=cells, counts=(20,) * len(cells))
    with pytest.raises(BadInput) as refused:
        protected([table])
    assert refused.value.code == "people-table-too-large"
    assert refused.value.finding.params["most"] == disclosure_rules().most_cells


def test_two_tables_that_show_different_numbers_of_one_cell_are_refused():
    with pytest.raises(BadInput) as refused:
        protected([SQUARE, row(51, 90, 141, name="a")])
    assert {finding.code for finding in refused.value.findings} == {"people-tables-disagree"}


def test_published_tables_that_nothing_fits_are_refused():
    first = row(None, None, 30, codes=("S", "S", ""))
    second = PeopleTable(dimensions=("a", "b"), labels=(("a0", "x"), ("a0", MARGIN)), counts=(40, 40))
    with pytest.raises(BadInput) as refused:
        audit([first, second])
    assert refused.value.code == "people-tables-contradict"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sentence_about_a_table_can_be_said(language):
    for table in (row(-3, 20, 17), row(20, 30, 51), PeopleTable(dimensions=("a",), labels=(), counts=())):
        with pytest.raises(BadInput) as refused:
            protected([table])
        assert all(finding.sentence(language) for finding in refused.value.findings)
