"""What stands in the way of an export of single people's records: while one condition is open, nothing goes out.

A release never carries such records; it carries statements, totals, and groups of at least the minimum cell. An
export beside it is for a steward to sign, and only where people were asked before they answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sharedsafety.core.findings import Finding
from sharedsafety.core.person_columns import forbidden_word, record_rules
from sharedsafety.core.record_plan import RecordPlan, RecordRows, permitted, signed_content
from sharedsafety.core.roles import all_roles


def record_findings(table: RecordRows, plan: RecordPlan, *, plan_file: str = "") -> tuple[Finding, ...]:
    """Return every condition of an export that is not met; no finding repeats what a cell holds.

    Args:
        table: the rows as they are, those of people who gave no permission too.
        plan: what shall go out.
        plan_file: the file of the plan, as the user knows it.

    Source: data/core/record_level.yaml; the seat that signs: data/core/roles.yaml.

    >>> from datetime import date
    >>> from sharedsafety.core.record_plan import Answers, Permission
    >>> ask = Permission(column="may", yes="yes", words="May we publish ...?", asked_on=date(2026, 3, 9))
    >>> plan = RecordPlan(title="Votes", drafted_by="A", person="p", permission=ask, first_answer_on=date(2026, 3, 1),
    ...     answers=(Answers(columns=("s1", "age"), values=("agree", "disagree")),))
    >>> rows = RecordRows(file="votes.csv", columns=("p", "may", "s1", "age"), rows=())
    >>> [finding.code for finding in record_findings(rows, plan)]  # doctest: +NORMALIZE_WHITESPACE
    ['records-permission-late', 'records-column-forbidden', 'records-of-few', 'records-not-signed']
    """
    found = [*_permission(plan, plan_file), *_columns(table, plan, plan_file), *_values(plan, plan_file)]
    found += [*_people(table, plan), *_cells(table, plan), *_numbers(table, plan), *_signature(table, plan, plan_file)]
    return tuple(found)


def _permission(plan: RecordPlan, file: str) -> Iterator[Finding]:
    asked, first = plan.permission.asked_on, plan.first_answer_on
    if asked > first:
        params = {"asked": asked.isoformat(), "first": first.isoformat()}
        yield Finding(code="records-permission-late", file=file, column="permission.asked_on", params=params)
    if not plan.permission.words.strip():
        yield Finding(code="records-permission-words", file=file, column="permission.words")


def _columns(table: RecordRows, plan: RecordPlan, file: str) -> Iterator[Finding]:
    named = (plan.person, plan.permission.column, *plan.columns)
    for column, times in Counter(named).items():
        if column not in table.columns:
            yield Finding(code="records-column-missing", file=table.file, row=1, column=column)
        if times > 1:
            yield Finding(code="records-column-twice", file=file, column="answers", params={"name": column})
    for column in dict.fromkeys(plan.columns):
        if word := forbidden_word(column):
            yield Finding(code="records-column-forbidden", file=table.file, row=1, column=column, params={"word": word})


def _values(plan: RecordPlan, file: str) -> Iterator[Finding]:
    rules = record_rules()
    for number, each in enumerate(plan.answers):
        values = [value.strip() for value in each.values]
        long = any(not 0 < len(value) <= rules.longest_value for value in values)
        if long or not 0 < len(set(values)) <= rules.most_values or len(set(values)) < len(values):
            params = {"most": rules.most_values}
            yield Finding(code="records-values", file=file, column=f"answers.{number}.values", params=params)


def _people(table: RecordRows, plan: RecordPlan) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, row in enumerate(table.rows, start=2):
        person = row.get(plan.person, "").strip()
        if person and person in seen:
            params = {"first": seen[person]}
            yield Finding(code="records-person-twice", file=table.file, row=number, column=plan.person, params=params)
        seen.setdefault(person, number)


def _cells(table: RecordRows, plan: RecordPlan) -> Iterator[Finding]:
    for each in plan.answers:
        allowed = {value.strip() for value in each.values} | {""}
        for column in dict.fromkeys(each.columns):
            strange = [number for number, row in enumerate(table.rows, 2) if row.get(column, "").strip() not in allowed]
            if strange:
                params = {"count": len(strange)}
                yield Finding(code="records-free-text", file=table.file, row=strange[0], column=column, params=params)


def _numbers(table: RecordRows, plan: RecordPlan) -> Iterator[Finding]:
    """Yield a finding where few records go out, or few are left out: totals less the records tell about those."""
    records, least = len(permitted(table, plan)), record_rules().least_rows
    if records < least:
        yield Finding(code="records-of-few", file=table.file, params={"least": least})
    elif 0 < len(table.rows) - records < least:
        yield Finding(code="records-few-left-out", file=table.file, params={"least": least})


def _signature(table: RecordRows, plan: RecordPlan, file: str) -> Iterator[Finding]:
    signed, content = plan.signed, signed_content(table, plan)
    if signed is None or not signed.by.strip():
        yield Finding(code="records-not-signed", file=file, column="signed", params={"content": content})
        return
    seat = next(each for each in all_roles().review_seats if each.id == record_rules().signing_seat)
    if signed.content != content:
        params = {"content": content}
        yield Finding(code="records-signed-other-content", file=file, column="signed.content", params=params)
    if signed.role not in seat.roles:
        params = {"role": signed.role, "allowed": ", ".join(seat.roles)}
        yield Finding(code="records-signed-in-other-role", file=file, column="signed.role", params=params)
    if _person(signed.by) == _person(plan.drafted_by):
        yield Finding(code="records-signed-by-drafter", file=file, column="signed.by")


def _person(name: str) -> str:
    return " ".join(name.split()).casefold()
