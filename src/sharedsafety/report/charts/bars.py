"""Bars of a money table, sorted, with range whiskers, labelled at the bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sharedsafety.investments.results import MoneyRow
from sharedsafety.report import numbers
from sharedsafety.report.charts.markup import Element, frame, rect, stroke, text_width, words, wrapped
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour, size
from sharedsafety.report.names import row_name

_NAMES_WIDE = 268
_LINE = 18


def money_bars(
    table: str, rows: Sequence[MoneyRow], title: str, language: str = "en", width: Width = "wide"
) -> ChartSpec:
    """Return the bars of one money table, largest first; a row that can't be told says so."""
    ordered = sorted(rows, key=lambda row: -(row.amount.value or 0.0))
    bars = tuple(_bar(row_name(table, row, language), row, language) for row in ordered)
    said = "; ".join(f"{bar['name']}: {bar['label']} {bar['note']}".strip() for bar in bars)
    return ChartSpec(kind="bars", title=title, description=said, language=language, width=width, rows=bars)


def year_bars(
    tables: Sequence[tuple[str, Sequence[MoneyRow]]],
    table: str,
    title: str,
    language: str = "en",
    width: Width = "wide",
) -> ChartSpec:
    """Return one bar a year under each name, in the names' order of the last year.

    Args:
        tables: (written year, rows of that year), oldest first.
        table: what the rows are of, such as ``stated_label``.
    """
    order = sorted(tables[-1][1], key=lambda row: -(row.amount.value or 0.0)) if tables else []
    bars: list[Mapping[str, Any]] = []
    for named in order:
        heading: str | None = row_name(table, named, language)
        for year, rows in tables:
            bars += [{**_bar(year, row, language), "heading": heading} for row in rows if row.code == named.code]
            heading = None if any(row.code == named.code for row in rows) else heading
    said = "; ".join(f"{bar['heading'] or ''} {bar['name']}: {bar['label']} {bar['note']}".strip() for bar in bars)
    return ChartSpec(kind="bars", title=title, description=said, language=language, width=width, rows=tuple(bars))


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of bars."""
    left = 0.0 if spec.narrow else float(_NAMES_WIDE)
    room = max((text_width(row["label"] + row["note"], bold=True) + 30 for row in spec.rows), default=0)
    ends = [row["high"] or row["value"] for row in spec.rows if row["value"] is not None]
    scale = (spec.pixels - left - room) / max([*ends, 1e-9])
    marks: list[Element] = []
    top = 4.0
    for row in spec.rows:
        if row.get("heading"):
            top += 12 if top > 10 else 0
            marks.append(words(0, top + 18, (row["heading"], "bold")))
            top += 26
        lines = wrapped(row["name"], spec.pixels if spec.narrow else left - 12)
        bar_top = top + len(lines) * _LINE + 5 if spec.narrow else top + 8
        first = top + 14 if spec.narrow else bar_top + 15 - (len(lines) - 1) * _LINE / 2
        marks += [words(0, first + index * _LINE, (text, "plain")) for index, text in enumerate(lines)]
        marks += _row(row, bar_top, left, scale)
        top = bar_top + size("bar", "height") + (10 if spec.narrow else 8)
    marks.append(stroke(left + 0.5, 0, left + 0.5, top, stroke=colour("ink-2"), stroke_width=1))
    return frame(spec, prefix, top, marks if not spec.narrow else marks[:-1])


def _bar(name: str, row: MoneyRow, language: str) -> Mapping[str, Any]:
    amount, share = row.amount, row.share
    if amount.value is None:
        words_ = numbers.words(language)["cant_tell"]
        return {"name": name, "value": None, "low": None, "high": None, "label": words_, "note": ""}
    return {
        "name": name,
        "value": amount.value,
        "low": amount.low,
        "high": amount.high,
        "label": numbers.short_money(amount.value, language),
        "note": "" if share.value is None else numbers.share(share.value, language),
    }


def _row(row: Mapping[str, Any], top: float, left: float, scale: float) -> Iterator[Element]:
    height = size("bar", "height")
    if row["value"] is None:
        yield words(left + 10, top + 15, (row["label"], "quiet"))
        return
    end = left + row["value"] * scale
    yield rect(left, top, max(end - left, 1), height, fill=colour("accent"))
    yield from _whisker(row, left, scale, top + height / 2)
    last = max(end, left + (row["high"] or 0) * scale)
    yield words(last + 8, top + 15, (row["label"], "bold"), *([(row["note"], "quiet")] if row["note"] else []))


def _whisker(row: Mapping[str, Any], left: float, scale: float, middle: float) -> Iterator[Element]:
    """Yield the range: white on the bar, ink beyond it."""
    if row["low"] is None or row["high"] is None or (row["high"] - row["low"]) * scale < 1.5:
        return
    low, value, high = (left + row[key] * scale for key in ("low", "value", "high"))
    inside = {"stroke": colour("white")}
    if low < value:
        yield stroke(low, middle, min(value, high), middle, **inside)
        yield stroke(low, middle - 5, low, middle + 5, **inside)
    yield stroke(max(value, low), middle, high, middle)
    yield stroke(high, middle - 5, high, middle + 5)
