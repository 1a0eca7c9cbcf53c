"""Whole tables of people on their way out: what is hidden, what is collapsed, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.library.core.people_attack import names_of, table_of
from tests.worked_progress import cases

from sharedsafety.core.disclosure import MARGIN, PeopleTable
from sharedsafety.core.disclosure.audit import audit
from sharedsafety.core.disclosure.draft import Draft
from sharedsafety.core.disclosure.people_table import Money
from sharedsafety.core.disclosure.protect import protected


def row(*counts: int | None, name: str = "a", **more) -> PeopleTable:
    """A row of counts with its total."""
    labels = tuple((label,) for label in (*names_of(name, len(counts) - 1), MARGIN))
    return PeopleTable(dimensions=(name,), labels=labels, counts=counts, **more)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-39"))
def test_wx_39_two_cells_of_a_row_are_hidden(given, expected, tolerance):
    published = protected([row(*given["cells"], given["total"])]).tables[0]
    hidden = [place for place, count in enumerate(published.counts, start=1) if count is None]
    assert hidden == expected["suppressed_positions"]
    assert published.counts[2:] == (expected["shown"]["3"], expected["shown"]["total"])
    assert audit([published]).weak == ()
    one_hidden = replace(published, counts=(25, *published.counts[1:]), codes=("", *published.codes[1:]))
    assert [(cell.low, cell.high) for cell in audit([one_hidden]).weak] == [(8, 8)]


def test_codes_tell_privacy_zero_and_unknown_apart():
    published = protected([row(25, 8, 40, 0, None, 80)]).tables[0]
    assert published.codes == ("", "S", "", "Z", "N", "")
    given = row(None, None, 30, 70, codes=("U", "N", "", ""))
    assert protected([given]).tables[0].codes == ("U", "N", "", "")


def test_a_hidden_row_carries_no_number_anywhere():
    money = Money(cents=(100, 200, 300, 600), contributors=(25, 8, 40, 73))
    published = protected([row(25, 8, 40, 73, money=money)]).tables[0]
    assert published.money is not None
    hidden = [place for place, code in enumerate(published.codes) if code == "S"]
    assert hidden
    assert {published.counts[place] for place in hidden} == {published.money.cents[place] for place in hidden} == {None}
    assert set(published.money.contributors) == {None}
    assert published.money.largest == ()


def test_a_table_without_small_counts_is_left_whole_and_that_is_proved():
    found = protected([row(25, 18, 40, 83)])
    assert found.tables[0].counts == (25, 18, 40, 83)
    assert (found.loss, found.gap, found.proved, found.findings) == (0, 0, True, ())


def test_a_table_is_protected_like_this_whatever_the_order_of_its_rows():
    table = table_of("ab", [3, 3], {(f"a{i}", f"b{j}"): 4 + 9 * i + 7 * j for i in range(3) for j in range(3)})
    turned = replace(table, labels=table.labels[::-1], counts=table.counts[::-1])
    assert protected([table]).loss == protected([turned]).loss


def test_a_table_of_small_counts_only_is_refused_with_the_reason():
    found = protected([row(3, 2, 5, name="a")])
    assert [finding.code for finding in found.findings] == ["people-table-refused-all-hidden"]
    assert found.tables[0].counts == (None, None, None)
    assert set(found.tables[0].codes) == {"S"}


def test_a_table_that_would_say_nothing_is_collapsed_to_its_totals_with_the_reason():
    counts = {("a0", "b0"): 4, ("a0", "b1"): 30, ("a1", "b0"): 40, ("a1", "b1"): 7}
    draft = Draft(table=table_of("ab", [2, 2], counts))
    finding = draft.coarsen("all-hidden")
    assert finding.code == "people-table-collapsed-all-hidden"
    dimension = finding.params["dimension"]
    assert all(f" {dimension} " in finding.message(language).replace(".", " ") for language in ("en", "es"))
    published = draft.published(hidden=())
    shown = [labels for labels, count in zip(published.labels, published.counts, strict=True) if count is not None]
    assert len(shown) == 3
    assert all(labels[published.dimensions.index(dimension)] == MARGIN for labels in shown)


def test_a_total_that_leaves_its_parts_only_small_counts_is_not_shown_for_them():
    found = protected([row(1, 10, 11)])
    assert found.tables[0].counts == (None, None, None)
    assert [finding.code for finding in found.findings] == ["people-table-refused-all-hidden"]


def test_a_small_count_stays_hidden_though_it_was_published_before_and_that_is_told():
    found = protected([row(25, 8, 40, 73)], earlier=[row(25, 8, 40, 73, codes=("",) * 4, name="a")])
    assert found.tables[0].counts[1] is None
    assert "people-small-count-published" in [finding.code for finding in found.findings]


def test_a_table_that_an_earlier_release_gives_away_is_refused_with_the_reason():
    small_before = row(20, None, 40, 68, codes=("", "S", "", ""))
    again = protected([row(20, 8, 40, 68)], earlier=[small_before])
    assert again.findings[-1].code == "people-table-refused-exposed"
    assert set(again.tables[0].counts) == {None}


def test_a_filter_less_a_wider_filter_tells_nobody():
    everybody = row(60, 50, 40, 150, population="all")
    at_home = row(54, 50, 40, 144, population="hurt at home")
    found = protected([everybody, at_home], within={"hurt at home": "all"})
    assert audit(found.tables, within={"hurt at home": "all"}).weak == ()
    assert any(None in table.counts for table in found.tables)


def test_an_earlier_hidden_count_is_no_zero_to_a_reader_of_both_releases():
    first = table_of("ab", [2, 2], {("a0", "b0"): 2, ("a0", "b1"): 9, ("a1", "b0"): 46, ("a1", "b1"): 22})
    second = table_of("ac", [2, 2], {("a0", "c0"): 0, ("a0", "c1"): 11, ("a1", "c0"): 36, ("a1", "c1"): 32})
    earlier = protected([first]).tables
    published = protected([second], earlier=earlier).tables[0]
    total_of_a0 = published.labels.index(("a0", MARGIN))
    assert published.counts[total_of_a0] is None  # 11 people in two hidden cells are from 1 to 10 in each


def test_zeros_of_a_sensitive_question_are_hidden_in_a_small_group():
    counts = {("a0", "b0"): 0, ("a0", "b1"): 9, ("a1", "b0"): 30, ("a1", "b1"): 40}
    table = table_of("ab", [2, 2], counts)
    place = table.labels.index(("a0", "b0"))
    assert protected([table]).tables[0].codes[place] == "Z"
    assert protected([replace(table, sensitive="b")]).tables[0].codes[place] == "S"


def test_answers_that_are_nearly_all_alike_give_a_warning():
    counts = {("a0", "b0"): 60, ("a0", "b1"): 2, ("a1", "b0"): 30, ("a1", "b1"): 40}
    table = replace(table_of("ab", [2, 2], counts), sensitive="b", name="hurt.csv")
    warned = [finding for finding in protected([table]).findings if finding.code == "answers-nearly-all-alike"]
    assert [(finding.file, finding.params["group"]) for finding in warned] == [("hurt.csv", "a0")]


@pytest.mark.parametrize(
    ("cents", "contributors", "largest", "hidden"),
    [
        (100_00, 10, None, True),
        (100_00, 11, None, False),
        (100_00, 40, (76_00, 1_00), True),  # (1, 75 %)
        (100_00, 40, (44_00, 42_00), True),  # (2, 85 %)
        (100_00, 40, (50_00, 43_00), True),  # p = 15 %: the second can estimate the first
        (100_00, 40, (30_00, 20_00), False),
    ],
)
def test_money_to_few_recipients_is_hidden(cents, contributors, largest, hidden):
    money = Money(
        cents=(cents, 500_00, 600_00, cents + 1100_00),
        contributors=(contributors, 90, 90, 180 + contributors),
        largest=(largest, (20_00, 10_00), (20_00, 10_00), (20_00, 10_00)),
    )
    published = protected([row(40, 50, 60, 150, money=money)]).tables[0]
    assert (published.codes[0] == "S") is hidden
    assert audit([published]).weak == ()


def test_money_of_a_public_budget_is_never_hidden():
    published = protected([row(40, 50, 60, 150, money=Money(cents=(100, 200, 300, 600)))]).tables[0]
    assert published.money == Money(cents=(100, 200, 300, 600))


def test_districts_and_their_areas_are_protected_together():
    parents = {"a": {"a0": "north", "a1": "north", "a2": "south", "a3": "south"}}
    table = table_of("a", [4], {("a0",): 7, ("a1",): 60, ("a2",): 30, ("a3",): 20}, parents)
    published = protected([table]).tables[0]
    shown = dict(zip((labels[0] for labels in table.labels), published.counts, strict=True))
    assert shown["a0"] is shown["a1"] is None
    assert shown["north"] == 67


def test_the_loss_is_people_hidden_for_the_sake_of_others():
    assert protected([row(25, 8, 40, 73)]).loss == 25


def test_the_same_seed_hides_the_same_cells():
    table = table_of("abc", [2, 2, 2], {(f"a{i}", f"b{j}", f"c{k}"): 3 + 8 * i + 13 * j + 5 * k
                                       for i in range(2) for j in range(2) for k in range(2)})  # fmt: skip
    assert protected([table], seed=3) == protected([table], seed=3)
