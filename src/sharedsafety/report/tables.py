"""Tables as rows and as CSV: exact numbers, each with its denominator, basis, interval and ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.core.spreadsheet_cells import csv_text
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.results import Agreement, Change, MoneyRow, Outturn, PriorityMoney, YearView
from sharedsafety.progress.matrix import MatrixRow
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report.lamp_sentences import lamp_sentence
from sharedsafety.report.names import coded_name, row_name
from sharedsafety.report.priority_sentences import discordant_pairs

Row = Mapping[str, Any]

#: What is counted of the groups of an indicator.
_GROUP_COUNTS = ("worse", "better", "apart", "within_chance", "untested", "not_shown")

#: Columns that every figure of a table has, after the column that names it.
FIGURE_COLUMNS = ("unit", "basis", "denominator", "denominator_value", "low", "high", "interval", "why", "ids")


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV: UTF-8, line feed, header from the first row; text can't become a formula.

    A cell of text that begins as a formula does gets an apostrophe (``csv_rows`` takes it off again);
    numbers stay numbers; None is an empty cell.

    >>> csv_bytes([{"name": "=1+1", "usd": -2.5, "low": None}])
    b"name,usd,low\\n'=1+1,-2.5,\\n"
    """
    if not rows:
        return b""
    columns = list(rows[0])
    return csv_text([columns, *([row[column] for column in columns] for row in rows)]).encode("utf-8")


def figure_row(figure: Figure) -> dict[str, Any]:
    """Return the value of a figure and everything needed to judge it, as columns."""
    return {
        "value": figure.value,
        "unit": figure.unit,
        "basis": figure.basis,
        "denominator": figure.denominator,
        "denominator_value": figure.denominator_value,
        "low": figure.low,
        "high": figure.high,
        "interval": figure.interval,
        "why": figure.why,
        "ids": " ".join(figure.ids),
    }


def money_table(table: str, view: YearView, language: str = "en") -> tuple[Row, ...]:
    """Return one money table of a year: amount in dollars, share, both with ranges."""
    return tuple(
        {
            "fiscal_year": view.fiscal_year,
            "phase": view.phase,
            "code": row.code,
            "name": row_name(table, row, language),
            **_money_columns(row),
        }
        for row in view.tables[table]
    )


def years_table(table: str, views: Iterable[YearView], language: str = "en") -> tuple[Row, ...]:
    """Return one money table over all years and phases that have it."""
    return tuple(row for view in views if table in view.tables for row in money_table(table, view, language))


def totals_table(view: YearView) -> tuple[Row, ...]:
    """Return the nested totals T, P, P*, L, N of a year, and what is left out, one a row."""
    totals = view.totals
    named = {
        "document_total": totals.document_total,
        "T": totals.all_operating,
        "P": totals.perimeter,
        "P*": totals.perimeter_free,
        "L": totals.local_choice,
        "N": totals.net_local,
        "outside": totals.outside,
        "uncoded": totals.uncoded,
        **{f"excluded: {reason}": figure for reason, figure in totals.excluded.items()},
    }
    year = {"fiscal_year": view.fiscal_year, "phase": view.phase}
    return tuple({**year, "total": code, **figure_row(figure)} for code, figure in named.items())


def change_table(change: Change, language: str = "en") -> tuple[Row, ...]:
    """Return the change of each family or category in real dollars, one figure a row."""
    parts = ("before", "after", "change", "marginal_share", "growth_effect", "mix_effect", "real_per_person_change")
    years: Row = {
        "start_year": change.start_year,
        "end_year": change.end_year,
        "phase": change.phase,
        "deflated": change.deflated,
    }
    return tuple(
        {
            **years,
            "code": row.code,
            "name": coded_name(row.code, language),
            "measure": part,
            **figure_row(getattr(row, part)),
        }
        for row in change.rows
        for part in parts
    )


def outturn_table(outturns: Iterable[Outturn]) -> tuple[Row, ...]:
    """Return adopted against actual for each year, and what left the priorities; ``comparison`` may be an estimate."""
    return tuple(
        {
            "fiscal_year": each.fiscal_year,
            "comparison": each.comparison,
            "measure": measure,
            "band": band,
            **figure_row(figure),
        }
        for each in outturns
        for measure, band, figure in (
            ("ratio", each.ratio_band, each.ratio),
            ("variance", each.variance_band, each.variance),
            ("shifted_out", None, each.shifted_out),
        )
    )


def shifted_table(outturns: Iterable[Outturn], language: str = "en") -> tuple[Row, ...]:
    """Return the dollars shifted out of the priorities during each year, by the category they left."""
    return tuple(
        {
            "fiscal_year": each.fiscal_year,
            "comparison": each.comparison,
            "code": row.code,
            "name": row_name("category", row, language),
            **_money_columns(row),
        }
        for each in outturns
        for row in each.shifted_by_category
    )


def agreement_table(
    agreements: Iterable[Agreement], titles: Mapping[str, str], language: str = "en"
) -> tuple[Row, ...]:
    """Return money beside stated shares and ranks, one figure a row, and each pair out of order in words.

    ``titles`` maps priority ids to titles.
    """
    empty: dict[str, Any] = dict.fromkeys(("value", *FIGURE_COLUMNS))
    rows: list[Row] = []
    for each in agreements:
        found = {"overlap": each.overlap, "dollars_to_move": each.dollars_to_move, "tau": each.tau, **each.diagnostics}
        rows += [
            {"kind": each.kind, "measure": measure, **figure_row(figure), "sentence": None}
            for measure, figure in found.items()
            if figure is not None
        ]
        rows += [
            {"kind": each.kind, "measure": "discordant_pair", **empty, "ids": " ".join(pair), "sentence": words}
            for pair, words in zip(each.discordant, discordant_pairs(each, titles, language), strict=True)
        ]
    return tuple(rows)


def priority_table(priority: StatedPriority, money: PriorityMoney) -> tuple[Row, ...]:
    """Return the figures of one priority, one a row."""
    parts = ("amount", "share", "per_person", "ongoing", "added_since_adoption", "already_there")
    rows = [{"priority": priority.id, "measure": part, **figure_row(getattr(money, part))} for part in parts]
    gap = money.share_gap
    return tuple([*rows, {"priority": priority.id, "measure": "share_gap", **figure_row(gap)}] if gap else rows)


def programs_table(priority: StatedPriority, money: PriorityMoney) -> tuple[Row, ...]:
    """Return the programs that serve a priority with their dollars, and which the law-enforcement family holds."""
    return tuple(
        {
            "priority": priority.id,
            "program": row.code,
            "name": row.name,
            **_money_columns(row),
            "through_law_enforcement": row.code in money.through_law_enforcement,
        }
        for row in money.programs
    )


def lamps_table(priority: StatedPriority, money: PriorityMoney, language: str = "en") -> tuple[Row, ...]:
    """Return the five lamps of a priority with their words, thresholds and what would settle them."""
    return tuple(
        {
            "priority": priority.id,
            "lamp": lamp.name,
            "state": lamp.state,
            "reason": lamp.reason,
            "sentence": lamp_sentence(lamp, priority, language),
            "needed": lamp.needed,
            "thresholds": "; ".join(f"{key} {value}" for key, value in lamp.thresholds.items()),
        }
        for lamp in money.lamps
    )


def matrix_table_row(row: MatrixRow, indicator: Indicator) -> Row:
    """Return one row of the scorecard matrix: each column stands for itself, none adds the others up."""
    latest = row.latest
    groups = row.groups
    return {
        "indicator": row.indicator_id,
        "name": indicator.name,
        "principle": row.principle,
        "indicator_type": row.type,
        "program_key": row.program_key,
        "period": latest.period if latest else None,
        "display": latest.display if latest else "not_shown",
        "code": latest.code if latest else "",
        **(shown_figure(latest.figure, latest.display) if latest else shown_figure(None, "not_shown")),
        "state": row.verdict,
        "reason": row.reason,
        "target_state": row.target,
        **{f"groups_{name}": getattr(groups, name) if groups else None for name in _GROUP_COUNTS},
        "age_months": row.age_months,
        "stale": row.stale,
        "overdue": row.overdue,
    }


def series_table(result: IndicatorResult) -> tuple[Row, ...]:
    """Return the points of an indicator. A point that is not shown has its label and code and no number at all."""
    return tuple(
        {
            "indicator": result.indicator_id,
            "period": point.period,
            "display": point.display,
            "code": point.code,
            "segment": point.segment,
            "label": point.label,
            **shown_figure(point.figure, point.display),
        }
        for point in result.points
    )


def groups_table(result: IndicatorResult) -> tuple[Row, ...]:
    """Return the groups of an indicator with difference and ratio. A group not shown has no number at all."""
    rows = result.disparity.rows if result.disparity else ()
    return tuple(
        {
            "indicator": result.indicator_id,
            "group_type": row.group_type,
            "group": row.group,
            "period": row.period,
            "display": row.display,
            "code": row.code,
            "measure": measure,
            **shown_figure(figure, row.display),
        }
        for row in rows
        for measure, figure in (("value", row.figure), ("difference", row.difference), ("ratio", row.ratio))
    )


def _money_columns(row: MoneyRow) -> dict[str, Any]:
    amount, share = row.amount, row.share
    return {
        "amount_usd": amount.value,
        "amount_low_usd": amount.low,
        "amount_high_usd": amount.high,
        "share": share.value,
        "share_low": share.low,
        "share_high": share.high,
        "denominator": share.denominator,
        "denominator_usd": share.denominator_value,
        "basis": amount.basis,
        "interval": amount.interval,
        "why": amount.why or share.why,
        "programs": " ".join(row.programs),
    }


def shown_figure(figure: Figure | None, display: str) -> dict[str, Any]:
    """Return the columns of a figure, all of them empty where it is not shown."""
    empty = dict.fromkeys(("value", *FIGURE_COLUMNS))
    return empty if figure is None or display == "not_shown" else figure_row(figure)
