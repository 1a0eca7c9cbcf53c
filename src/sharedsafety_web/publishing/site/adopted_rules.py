"""The pass list of a rule that a community adopted, as the page of its priority shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.investments.side_by_side import RuleLine, RuleResult
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition


def adopted_rules(edition: Edition, result: PriorityResult) -> Iterator[Mapping[str, Any]]:
    """Yield each rule of a priority with its lines; nothing where the community adopted none."""
    for found in result.money.rules:
        yield {
            "id": found.rule.id,
            "words": edition.line(found.rule.words),
            "adopted_on": found.rule.adopted_on,
            "source": edition.line(found.rule.source),
            "group": name("holder_group", found.rule.not_through, edition.language),
            "sums": _sums(edition, found),
            "lines": [_line(edition, line) for line in found.lines],
        }


def _sums(edition: Edition, found: RuleResult) -> list[tuple[str, int, Any]]:
    return [(name("rule_answer", answer, edition.language), lines, usd) for answer, lines, usd in found.sums]


def _line(edition: Edition, line: RuleLine) -> Mapping[str, Any]:
    program = edition.programs[line.program_key]
    return {
        "name": edition.program_name(program),
        "address": edition.program_address(line.program_key),
        "category": name("category", line.category, edition.language),
        "holder": name("holder", line.holder, edition.language),
        "amount": line.amount,
        "answer": name("rule_answer", line.answer, edition.language),
    }
