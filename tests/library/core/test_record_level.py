"""An export of single people's records: each condition that is not met is named, and nothing goes out meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.library.core.record_samples import VOTES, export_plan, signed, votes_table

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.person_columns import forbidden_word, record_rules
from sharedsafety.core.record_export import exported_records
from sharedsafety.core.record_level import record_findings
from sharedsafety.core.record_plan import Answers, RecordPlan, RecordRows

TABLE = votes_table()
PLAN = export_plan(TABLE)


def codes(table: RecordRows, plan: RecordPlan) -> list[str]:
    return [finding.code for finding in record_findings(table, plan, plan_file="plan.yaml")]


def found(table: RecordRows, plan: RecordPlan, code: str) -> Finding:
    (finding,) = [each for each in record_findings(table, plan, plan_file="plan.yaml") if each.code == code]
    return finding


def with_cells(table: RecordRows, place: int, **cells: str) -> RecordRows:
    rows = [*table.rows]
    rows[place] = {**rows[place], **cells}
    return replace(table, rows=tuple(rows))


def asking(column: str, *, others: tuple[str, ...] = ("s1",), values: tuple[str, ...] = VOTES) -> RecordPlan:
    return replace(PLAN, answers=(Answers(columns=(*others, column), values=values),))


def test_where_every_condition_is_met_the_records_go_out() -> None:
    plan = signed(PLAN, TABLE)
    assert record_findings(TABLE, plan) == ()
    assert len(exported_records(TABLE, plan).ids) == 40


SPOILED: dict[str, tuple[str, Callable[[], tuple[RecordRows, RecordPlan]]]] = {
    "asked after the first answer": (
        "records-permission-late",
        lambda: (TABLE, replace(PLAN, permission=replace(PLAN.permission, asked_on=date(2026, 3, 2)))),
    ),
    "the words are not kept": (
        "records-permission-words",
        lambda: (TABLE, replace(PLAN, permission=replace(PLAN.permission, words="  "))),
    ),
    "no column of the permission": (
        "records-column-missing",
        lambda: (TABLE, replace(PLAN, permission=replace(PLAN.permission, column="consent"))),
    ),
    "an answer that is not there": ("records-column-missing", lambda: (TABLE, asking("s99"))),
    "a column of the person": ("records-column-twice", lambda: (TABLE, asking("voter"))),
    "a demographic column": ("records-column-forbidden", lambda: (TABLE, asking("age"))),
    "nobody gave permission": (
        "records-of-few",
        lambda: (replace(TABLE, rows=tuple({**row, "may": ""} for row in TABLE.rows)), PLAN),
    ),
    "ten gave permission": ("records-of-few", lambda: (votes_table(40, refused=30), PLAN)),
    "one refused": ("records-few-left-out", lambda: (votes_table(40, refused=1), PLAN)),
    "ten refused": ("records-few-left-out", lambda: (votes_table(40, refused=10), PLAN)),
    "text in own words": ("records-free-text", lambda: (with_cells(TABLE, 3, s2="my ex did it"), PLAN)),
    "as many answers as people": (
        "records-values",
        lambda: (TABLE, replace(PLAN, answers=(Answers(columns=("s1",), values=tuple(map(str, range(12)))),))),
    ),
    "one person twice": ("records-person-twice", lambda: (with_cells(TABLE, 5, voter="v0000"), PLAN)),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_condition_that_is_not_met_is_named_and_nothing_goes_out(case: str) -> None:
    code, spoiled = SPOILED[case]
    table, plan = spoiled()
    plan = signed(plan, table)
    assert code in codes(table, plan)
    with pytest.raises(BadInput) as refused:
        exported_records(table, plan)
    assert code in [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"by": " ana  ANALYST"}, "records-signed-by-drafter"),
        ({"by": " "}, "records-not-signed"),
        ({"role": "director"}, "records-signed-in-other-role"),
        ({"content": "0" * 64}, "records-signed-other-content"),
    ],
)
def test_only_a_steward_who_did_not_write_the_plan_signs_what_goes_out(changed: dict[str, str], code: str) -> None:
    assert codes(TABLE, signed(PLAN, TABLE, **changed)) == [code]


def test_without_a_signature_nothing_goes_out() -> None:
    with pytest.raises(BadInput) as refused:
        exported_records(TABLE, PLAN)
    assert refused.value.code == "records-not-signed"


@pytest.mark.parametrize("change", ["a vote", "a word of the question", "a column more"])
def test_a_signature_does_not_hold_for_anything_else(change: str) -> None:
    table, plan = TABLE, signed(PLAN, TABLE)
    if change == "a vote":
        table = with_cells(TABLE, 0, s1="pass" if TABLE.rows[0]["s1"] != "pass" else "agree")
    elif change == "a word of the question":
        plan = replace(plan, permission=replace(plan.permission, words="May we?"))
    else:
        plan = replace(plan, answers=(Answers(columns=plan.columns[:-1], values=VOTES),))
    assert codes(table, plan) == ["records-signed-other-content"]


def test_a_finding_says_file_row_and_column_and_never_what_a_cell_holds() -> None:
    plan = signed(PLAN, TABLE)
    text = found(with_cells(TABLE, 3, s2="my ex, Main Street"), plan, "records-free-text")
    assert (text.file, text.row, text.column) == ("votes.csv", 5, "s2")
    twice = found(with_cells(TABLE, 5, voter="v0000"), plan, "records-person-twice")
    assert (twice.file, twice.row, twice.column) == ("votes.csv", 7, "voter")
    for finding in (text, twice):
        for language in ("en", "es"):
            assert not {"ex", "Main", "v0000"} & set(finding.sentence(language).replace(",", " ").split())


@pytest.mark.parametrize("number", [1, 7, 10])
def test_how_few_refused_is_never_said(number: int) -> None:
    table = votes_table(40, refused=number)
    finding = found(table, PLAN, "records-few-left-out")
    assert str(number) not in [word.strip(".:,") for word in finding.sentence().split() if word != "11"]


@pytest.mark.parametrize(
    "column",
    ["Age", "age_group", "ageGroup", "Género", "Race / ethnicity", "is-survivor", "Sobreviviente", "¿Es víctima?",
     "zip", "lat", "Longitude", "created_at date", "timestamp", "voter-id", "e-mail", "Comment", "group-id"],
)  # fmt: skip
def test_a_column_that_may_tell_who_where_or_when_never_goes_out(column: str) -> None:
    assert forbidden_word(column) is not None


@pytest.mark.parametrize("column", ["s1", "statement 12", "q7", "agreement", "42", "passage", "More help to heal"])
def test_an_answer_is_not_taken_for_something_else(column: str) -> None:
    assert forbidden_word(column) is None


def test_the_least_number_of_rows_is_the_minimum_cell() -> None:
    from sharedsafety.core.group_rules import floors

    assert record_rules().least_rows == floors().minimum_cell
