"""The programs of a community with their money, coding, lines and measures, as pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.folder.assessment import LedgerLine, Program, ProgramAmount
from sharedsafety.folder.community import Community
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.results import PriorityMoney

Rows = list[dict[str, Any]]


def programs_of(
    community: Community, cube: LedgerCube, lines: Any, priorities: tuple[PriorityMoney, ...]
) -> tuple[Program, ...]:
    """Return every program of the ledger, sorted by department and name; amounts are spending, not revenue.

    Args:
        cube: the ledger's totals; lines: the ledger's lines (Arrow, ``program_lines``).
        priorities: the money beside each priority, which names the programs that serve it.
    """
    by_program: dict[str, Rows] = defaultdict(list)
    for line in lines.to_pylist():
        by_program[line["program_key"]].append(line)
    coding: dict[str, list[CodedShare]] = defaultdict(list)
    for share in community.coding:
        coding[share.program_key].append(share)
    served = _served(priorities)
    rows = sorted(cube.programs.to_pylist(), key=lambda row: (row["department"] or "", row["program"] or ""))
    return tuple(
        _program(row, by_program[row["program_key"]], coding[row["program_key"]], served, community) for row in rows
    )


def _served(priorities: tuple[PriorityMoney, ...]) -> Mapping[str, tuple[str, ...]]:
    served: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for money in priorities:
        for row in money.programs:
            served[row.code] += (money.priority_id,)
    return served


def _program(
    row: dict[str, Any],
    lines: Rows,
    coding: Sequence[CodedShare],
    served: Mapping[str, tuple[str, ...]],
    community: Community,
) -> Program:
    key = row["program_key"]
    return Program(
        program_key=key,
        code=row["program_code"] or "",
        name=row["program"] or row["department"] or key,
        department=row["department"] or "",
        text=next((text for text in community.program_texts if text.program_key == key), None),
        amounts=_amounts(lines),
        coding=tuple(coding),
        priorities=served.get(key, ()),
        measures=tuple(indicator.id for indicator in community.indicators if indicator.program_key == key),
        stated_labels=_labels(lines),
        lines=tuple(_line(line) for line in lines),
    )


def _amounts(lines: Rows) -> tuple[ProgramAmount, ...]:
    totals: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["flow"] != "revenue":
            totals[line["fiscal_year"], line["phase"]].append(line)
    return tuple(
        ProgramAmount(
            fiscal_year=year,
            phase=phase,
            amount_usd=sum(line["amount_cents"] for line in group) / 100,
            lines=len(group),
            rounded_lines=sum(bool(line["rounded"]) for line in group),
        )
        for (year, phase), group in sorted(totals.items())
    )


def _labels(lines: Rows) -> tuple[tuple[str, str], ...]:
    labels = {(f"{line['fiscal_year']} {line['phase']}", line["stated_label"]) for line in lines}
    return tuple(sorted((basis, label) for basis, label in labels if label))


def _line(line: dict[str, Any]) -> LedgerLine:
    return LedgerLine(
        line_id=line["line_id"],
        fiscal_year=line["fiscal_year"],
        phase=line["phase"],
        object=line["object"] or "",
        fund_code=line["fund_code"] or "",
        fund=line["fund"] or "",
        amount_usd=line["amount_cents"] / 100,
        flow=line["flow"],
        rounded=bool(line["rounded"]),
        doc_id=line["doc_id"],
        source_row=line["source_row"],
        source_column=line["source_column"],
    )
