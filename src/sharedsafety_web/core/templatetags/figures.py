"""Filters that write figures and names with the report's words, in the language of the page."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from sharedsafety.core.figure import Figure
from sharedsafety.report import dates, names, numbers, untold
from sharedsafety.report.sentences import sentence

register = template.Library()

#: An https address in a text, without the mark that ends a sentence.
_ADDRESS = re.compile(r"(https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9._~/?=&%#+-]*[A-Za-z0-9/=])?)")

_WRITERS = {
    "usd": numbers.money,
    "usd_per_person": numbers.money,
    "share": numbers.share,
    "proportion": numbers.share,
    "ratio": numbers.number,
}


def language() -> str:
    """Return the language the page is written in."""
    return (get_language() or "en").split("-")[0]


@register.filter
def figure(value: Figure | None) -> str:
    """Return a figure in its unit, or "can't tell"."""
    if value is None or value.value is None:
        return gettext("can’t tell")
    return _WRITERS.get(value.unit, numbers.number)(value.value, language())


@register.simple_tag
def told(value: Figure, writer: str = "") -> SafeString:
    """Return a figure in its unit; one that can't be told opens to its reason and to what would settle it.

    ``writer`` is ``cents`` for cents of each dollar; where it is empty the unit decides.
    """
    if value.can_tell:
        return conditional_escape(cents(value) if writer == "cents" else figure(value))
    why, settled = untold.why_sentence(value, language()), untold.settled_sentence(value, language())
    needed = gettext("What would settle it: %(needed)s") % {"needed": settled} if settled else ""
    return format_html(
        '<details class="why"><summary>{}</summary><span>{} {}</span></details>', gettext("can’t tell"), why, needed
    )


@register.filter
def spread(value: Figure | None) -> str:
    """Return the range of a figure, or nothing where it is a complete count or both ends are written alike."""
    if value is None or value.low is None or value.high is None:
        return ""
    write = _WRITERS.get(value.unit, numbers.number)
    if write(value.low, language()) == write(value.high, language()):
        return ""
    if value.unit in {"usd", "usd_per_person"}:
        return numbers.money_range(value.low, value.high, language())
    if value.unit in {"share", "proportion"}:
        return numbers.share_range(value.low, value.high, language())
    low, high = (numbers.number(end, language()) for end in (value.low, value.high))
    return numbers.between(low, high, language())


@register.filter
def money(usd: float) -> str:
    """Return dollars rounded for reading."""
    return numbers.money(usd, language())


@register.filter
def dollars(usd: float) -> str:
    """Return whole dollars for a table."""
    return numbers.exact_money(usd, language())


@register.filter
def count(value: float) -> str:
    """Return a count with its thousands marked."""
    return numbers.count(value, language())


@register.filter
def gigabytes(value: float) -> str:
    """Return bytes as gigabytes, with a decimal point in every language: so people of the US and Mexico write.

    >>> gigabytes(75_376_675_000)
    '70.2 GB'
    """
    return f"{value / 2**30:,.1f} GB"


@register.filter
def number(value: float) -> str:
    """Return a number with three significant digits."""
    return numbers.number(value, language())


@register.filter
def share(value: Any) -> str:
    """Return a share between 0 and 1 as a percent; exact fractions are welcome."""
    return numbers.share(float(value), language())


@register.filter
def percent(value: Figure) -> str:
    """Return a ratio as a percent."""
    return numbers.percent(value.value, language()) if value.value is not None else figure(value)


@register.filter
def of_100(value: Figure) -> str:
    """Return a share as dollars of every $100."""
    return numbers.of_100(value.value, language()) if value.value is not None else figure(value)


@register.filter
def spread_of_100(value: Figure) -> str:
    """Return the range of a share as dollars of every $100, or nothing where both ends are written alike."""
    if value.low is None or value.high is None:
        return ""
    low, high = (numbers.of_100(end, language()) for end in (value.low, value.high))
    return "" if low == high else numbers.between(low, high, language())


@register.filter
def cents(value: Figure) -> str:
    """Return a share as cents of each dollar."""
    return numbers.cents(value.value, language()) if value.value is not None else figure(value)


@register.filter
def day(text: str) -> str:
    """Return a period or a date in words."""
    return dates.period(text, language())


@register.filter
def marked(text: Any) -> SafeString:
    """Return words, inside an element that names their language where it is not the page's own."""
    tongue = getattr(text, "language", "")
    return format_html('<span lang="{}">{}</span>', tongue, text) if tongue else conditional_escape(text)


@register.filter
def linked(text: str) -> SafeString:
    """Return words in which every https address is a link; nothing else of them becomes markup.

    >>> linked("see https://example.org/a?b=1; <i>")
    'see <a href="https://example.org/a?b=1" rel="noopener noreferrer">https://example.org/a?b=1</a>; &lt;i&gt;'
    """
    link = '<a href="{}" rel="noopener noreferrer">{}</a>'
    parts = (
        format_html(link, part, part) if _ADDRESS.fullmatch(part) else conditional_escape(part)
        for part in _ADDRESS.split(text)
    )
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def named(code: str, kind: str) -> str:
    """Return the plain name of a code of a kind."""
    return names.name(kind, code, language())


@register.filter
def page_name(address: str) -> str:
    """Return the name of a page of the site: its address without the ending.

    >>> page_name("know.html#documents")
    'know#documents'
    """
    return address.replace(".html", "")


@register.simple_tag
def said(key: str, **values: Any) -> str:
    """Return one sentence of the report grammar."""
    return sentence(key, language(), **values)
