"""The tables of what is laid side by side: budgets, years, restricted and local money, rules, coders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sharedsafety.folder.assessment import Assessment
from sharedsafety.report.compared_tables import (
    coder_table,
    over_time_table,
    pair_programs_table,
    pair_table,
    rule_table,
    supplanting_table,
)
from sharedsafety.report.tables import Row


def _compared(assessment: Assessment) -> Iterator[Row]:
    for pair in assessment.money.pairs:
        yield from pair_table(pair)


def _compared_programs(assessment: Assessment) -> Iterator[Row]:
    for pair in assessment.money.pairs:
        yield from pair_programs_table(pair)


def _over_time(assessment: Assessment) -> Iterator[Row]:
    if assessment.money.over_time is not None:
        yield from over_time_table(assessment.money.over_time)


def _supplanting(assessment: Assessment) -> Iterator[Row]:
    for check in assessment.money.supplanting:
        yield from supplanting_table(check)


def _rule_lines(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.priorities:
        yield from rule_table(result.money)


def _coder_sensitivity(assessment: Assessment) -> Iterator[Row]:
    for effect in assessment.sensitivity:
        yield from coder_table(effect)


SIDE_BY_SIDE_TABLES: Mapping[str, Callable[[Assessment], Iterator[Row]]] = {
    "compared": _compared,
    "compared_programs": _compared_programs,
    "over_time": _over_time,
    "supplanting": _supplanting,
    "rule_lines": _rule_lines,
    "coder_sensitivity": _coder_sensitivity,
}
