"""Figures as cells: a figure that can't be told says why."""

from __future__ import annotations

from sharedsafety.core.figure import Figure
from sharedsafety.report.untold import why_sentence
from sharedsafety_web.core.templatetags.figures import cents, figure, spread
from sharedsafety_web.publishing.reports.blocks import Cell, cell
from sharedsafety_web.publishing.reports.draft import Draft


def told(draft: Draft, value: Figure) -> Cell:
    """Return a figure in its unit, or "can't tell" with the reason."""
    return cell(figure(value), note=why_sentence(value, draft.language))


def told_with_range(draft: Draft, value: Figure) -> Cell:
    """Return a figure with its range below it, or "can't tell" with the reason."""
    return cell(figure(value), note=spread(value)) if value.can_tell else told(draft, value)


def told_in_cents(draft: Draft, value: Figure) -> Cell:
    """Return a share as cents of each dollar with its range below it, or "can't tell" with the reason."""
    return cell(cents(value), note=spread(value)) if value.can_tell else told(draft, value)
