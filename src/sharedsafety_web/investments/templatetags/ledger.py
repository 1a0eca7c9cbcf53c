"""Filters of the money chapter: amounts to the cent, which a difference is looked for with."""

from __future__ import annotations

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def exact(cents: int | None) -> str:
    """Return cents as dollars with nothing rounded; None as a dash.

    >>> exact(-123450), exact(None)
    ('−$1,234.50', '–')
    """
    if cents is None:
        return "–"
    return f"{'−' if cents < 0 else ''}${Decimal(abs(cents)).scaleb(-2):,.2f}"
