"""Where the new dollars went: the latest year, the longest span, and every other pair of years."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sharedsafety.investments.results import Change, ChangeRow
from sharedsafety.report import money_sentences as said
from sharedsafety.report.charts.dots import new_dollar_dots
from sharedsafety.report.names import coded_name, name, names
from sharedsafety_web.publishing.site.drawn import both_widths
from sharedsafety_web.publishing.site.edition import Edition

_SAID_BY_TITLE = {"marginal_shares_not_admissible"}


def new_dollars(edition: Edition) -> Mapping[str, Any]:
    """Return the changes that end in the year the pages open with, widest span first, and all others."""
    main = main_changes(edition)
    others = [change for change in edition.assessment.money.changes if change not in main]
    return {
        "changes": [change_block(edition, change) for change in main],
        "other_changes": [change_block(edition, change) for change in others],
        "shifted_out": said.shifted_out(
            edition.assessment.money.outturns, edition.assessment.profile.fiscal_year_start, edition.language
        ),
    }


def main_changes(edition: Edition) -> list[Change]:
    """Return the changes that end in the year the pages open with: the widest span, then the latest year."""
    known, view = edition.assessment.money.changes, edition.view
    ending = [c for c in known if (c.end_year, c.phase) == (view.fiscal_year, view.phase) and (c.rows or c.additions)]
    spans = sorted(ending, key=lambda change: change.start_year)
    return list(dict.fromkeys(spans[:1] + spans[-1:]))


def change_block(edition: Edition, change: Change) -> Mapping[str, Any]:
    """Return where the new dollars went between two years, as the page shows it."""
    start, language = edition.fiscal_year_start, edition.language
    title = said.new_dollars_title(change, start, language)
    rows = change.rows or (*change.additions, *change.cuts)
    families = said.families(rows)
    per_dollar = any(row.marginal_share.can_tell for row in families)
    return {
        "title": title,
        "growth": " ".join(filter(None, (said.growth(change, start, language), said.mix(change, language)))),
        "start": edition.fiscal_year(change.start_year),
        "end": edition.fiscal_year(change.end_year),
        "phase": name("phase", change.phase, language),
        "families": [_row(row, language) for row in families],
        "categories": [_row(row, language) for row in rows if row not in families],
        "per_dollar": per_dollar,
        "charts": both_widths(edition, partial(new_dollar_dots, change, title, language)) if per_dollar else {},
        "flags": [names("flag", language)[flag] for flag in change.flags if flag not in _SAID_BY_TITLE],
        "deflator": edition.line(change.deflator or edition.assessment.profile.deflator_name or ""),
        "deflated": change.deflated,
    }


def _row(row: ChangeRow, language: str) -> tuple[str, ChangeRow]:
    return coded_name(row.code, language), row
