"""The publisher's own labels beside the money: year by year, with what looks wrong in them; compared, never adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sharedsafety.investments.results import MoneyRow
from sharedsafety.report.charts.bars import year_bars
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.drawn import both_widths
from sharedsafety_web.publishing.site.edition import Edition, Text


def labels(edition: Edition) -> Mapping[str, Any] | None:
    """Return the labels with their dollars year by year and the jumps among them; None where nobody labels."""
    known = edition.assessment.money.stated_labels
    if known is None or not known.by_year:
        return None
    years = [(edition.fiscal_year_of(basis), _named(edition, rows)) for basis, rows in known.by_year]
    jumps = [_jump(edition, finding) for finding in known.findings]
    title = _title(edition, known.findings)
    return {
        "title": title,
        "years": [year for year, _ in years],
        "rows": _by_label(edition, known.by_year),
        "jumps": jumps,
        "charts": both_widths(edition, partial(year_bars, years, "stated_label", title, edition.language)),
    }


def label_amount(edition: Edition, label: str) -> tuple[str, MoneyRow] | None:
    """Return the latest year in which a label is used and its dollars, or None."""
    known = edition.assessment.money.stated_labels
    found = [(basis, row) for basis, rows in known.by_year for row in rows if row.code == label] if known else []
    return (edition.fiscal_year_of(found[-1][0]), found[-1][1]) if found else None


def _named(edition: Edition, rows: tuple[MoneyRow, ...]) -> tuple[MoneyRow, ...]:
    return tuple(replace(row, name=edition.row_name("stated_label", row).words) for row in rows)


def _by_label(edition: Edition, by_year: tuple[tuple[str, tuple[MoneyRow, ...]], ...]) -> list[tuple[Text, list[Any]]]:
    """Return each label with its row of every year, the order that of the last year's dollars."""
    last = sorted(by_year[-1][1], key=lambda row: -(row.amount.value or 0.0))
    found = []
    for named in last:
        cells = [next((row for row in rows if row.code == named.code), None) for _, rows in by_year]
        found.append((edition.row_name("stated_label", named), cells))
    return found


def _title(edition: Edition, findings: tuple[Mapping[str, Any], ...]) -> str:
    years = {finding["end_year"] for finding in findings}
    if not years:
        return sentence("label.title_steady", edition.language)
    return sentence("label.title", edition.language, year=edition.fiscal_year(max(years)))


def _jump(edition: Edition, finding: Mapping[str, Any]) -> Mapping[str, Any]:
    key = "label.jump_gained" if finding["gained"] else "label.jump_lost"
    values = {"before": finding["share_before"], "after": finding["share_after"]}
    years = {which: edition.fiscal_year(finding[f"{which}_year"]) for which in ("start", "end")}
    return {
        "label": edition.label_name(finding["label"]),
        "sentence": sentence(key, edition.language, **values, **years),
        "programs": [
            (edition.program_name(edition.programs[key]), edition.program_address(key), usd)
            for key, usd in finding["programs"]
            if key in edition.programs
        ],
    }
