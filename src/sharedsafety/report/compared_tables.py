"""Two budgets side by side, years beside each other, and restricted beside local money, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coder_sensitivity import CoderEffect
from sharedsafety.investments.results import PriorityMoney
from sharedsafety.investments.side_by_side import BudgetPair, OverTime, SupplantingCheck
from sharedsafety.report.tables import Row, figure_row


def pair_table(pair: BudgetPair) -> Iterator[Row]:
    """Yield totals, families, categories and departments of two budgets, one a row."""
    for row in (pair.total, *pair.rows):
        yield {
            **_budgets(pair),
            "table": row.table,
            "code": row.code,
            "before_usd": row.before.value,
            "after_usd": row.after.value,
            "change_usd": row.change.value,
            "change_low_usd": row.change.low,
            "change_high_usd": row.change.high,
        }


def pair_programs_table(pair: BudgetPair) -> Iterator[Row]:
    """Yield the programs that gained and lost, and a row for the rest of each kind: all changes sum to the whole."""
    for each in pair.programs:
        rows = [(move.program_key, 1, move.before_usd, move.after_usd, move.change_usd) for move in each.programs]
        rest = [("", each.rest, None, None, each.rest_usd)] if each.rest else []
        for key, programs, before, after, change in (*rows, *rest):
            yield {
                **_budgets(pair),
                "kind": each.kind,
                "program_key": key,
                "programs": programs,
                "before_usd": before,
                "after_usd": after,
                "change_usd": change,
            }


def over_time_table(found: OverTime) -> Iterator[Row]:
    """Yield dollars per resident of P and each family, one a row; a year without a figure has a row with its reason."""
    for year in found.years:
        like = Figure(value=None, unit="usd_per_person", basis=f"FY{year.fiscal_year} {found.phase}", why=year.why)
        for code, figure in year.rows or (("P", like),):
            yield {
                "fiscal_year": year.fiscal_year,
                "phase": found.phase,
                "code": code,
                "residents": year.people,
                "price_factor": year.factor,
                **figure_row(figure),
            }


def supplanting_table(check: SupplantingCheck) -> Iterator[Row]:
    """Yield each sign of a program, one a row; a program without one has a row with what the check says."""
    amounts = (
        "restricted_before_usd",
        "restricted_usd",
        "local_usd",
        "local_later_usd",
        "total_usd",
        "total_later_usd",
    )
    row: Row = {"program_key": check.program_key, "state": check.state, "why": check.why}
    empty: Row = {**row, "year": None, "later_year": None, **dict.fromkeys(amounts)}
    for sign in check.signs:
        figures = (*sign.restricted, *sign.local, *sign.total)
        values = dict(zip(amounts, (figure.value for figure in figures), strict=True))
        yield {**empty, "year": sign.year, "later_year": sign.later_year, **values}
    if not check.signs:
        yield empty


def rule_table(money: PriorityMoney) -> Iterator[Row]:
    """Yield every line of a priority's money under each rule that was adopted for it."""
    for found in money.rules:
        for line in found.lines:
            yield {
                "priority": money.priority_id,
                "rule": found.rule.id,
                "not_through": found.rule.not_through,
                "adopted_on": found.rule.adopted_on,
                "source": found.rule.source,
                "program_key": line.program_key,
                "category": line.category,
                "holder": line.holder,
                "answer": line.answer,
                "amount_usd": line.amount.value,
            }


def coder_table(effect: CoderEffect) -> Iterator[Row]:
    """Yield each family's share with and without one coder's codings."""
    for each in effect.families:
        yield {
            "coder": effect.coder,
            "programs": len(effect.programs),
            "code": each.code,
            "share": each.share.value,
            "share_without": each.without.value,
        }


def _budgets(pair: BudgetPair) -> Row:
    return {
        "start_year": pair.start_year,
        "start_phase": pair.start_phase,
        "end_year": pair.end_year,
        "end_phase": pair.end_phase,
        "deflated": pair.deflated,
    }
