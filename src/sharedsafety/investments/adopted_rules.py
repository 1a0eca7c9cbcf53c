"""A rule a community adopted about who may hold a priority's money, as a pass list of its lines (method.md 4.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded import AdoptedRule
from sharedsafety.investments.coded_amounts import dollar_figures
from sharedsafety.investments.money_tables import holder_groups
from sharedsafety.investments.priority_years import PriorityYears
from sharedsafety.investments.side_by_side import RuleLine, RuleResult

#: What a line can be told, in the order in which the answers are counted.
ANSWERS = ("passes", "does_not_pass", "cant_tell")
_UNKNOWN = ("", "unknown")


def rule_results(rules: Sequence[AdoptedRule], years: PriorityYears) -> tuple[RuleResult, ...]:
    """Return the pass list of each rule that was adopted for a priority; without a rule nothing is judged.

    Where nobody said who holds the money, nobody can tell. Dollars that nobody coded are no line.

    >>> ANSWERS[-1]
    'cant_tell'
    """
    return tuple(_result(rule, years) for rule in rules if rule.priority_id == years.priority.id)


def _result(rule: AdoptedRule, years: PriorityYears) -> RuleResult:
    lines = _lines(rule, years)
    sums = []
    for answer in ANSWERS:
        own = [line for line in lines if line.answer == answer]
        basis = years.headline.basis
        total = Figure(value=sum(line.amount.value or 0.0 for line in own), unit="usd", basis=basis)
        sums.append((answer, len(own), replace(total, ids=tuple(dict.fromkeys(line.program_key for line in own)))))
    return RuleResult(rule=rule, lines=lines, sums=tuple(sums))


def _lines(rule: AdoptedRule, years: PriorityYears) -> tuple[RuleLine, ...]:
    make = years.headline
    part, parts = make.year.pieces.part, make.year.coding.parts
    counted = years.served.any[part]
    used = np.unique(part[counted])
    group = np.where(counted, np.searchsorted(used, part), -1)
    amounts = replace(years.served.amounts(make.year, counted, group, len(used)), uncoded=np.zeros(len(used)))
    figures = dollar_figures(amounts, make.codings, make.basis)
    found = [
        RuleLine(
            program_key=parts[at].program_key,
            category=parts[at].category,
            holder=parts[at].holder or "unknown",
            answer=_answer(parts[at].holder, rule.not_through),
            amount=replace(figure, ids=(parts[at].program_key,)),
        )
        for at, figure in zip(used.tolist(), figures, strict=True)
    ]
    return tuple(sorted(found, key=lambda line: (-(line.amount.value or 0.0), line.program_key, line.category)))


def _answer(holder: str, group: str) -> str:
    if holder in _UNKNOWN:
        return "cant_tell"
    return "does_not_pass" if holder in holder_groups()[group] else "passes"
