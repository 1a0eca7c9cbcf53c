"""Rows of a public file about one place as rows of ``observations.csv``, digit for digit as the source has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sharedsafety.core.findings import Finding
from sharedsafety.progress.catalogue import Language
from sharedsafety.progress.file_shapes import FIGURES, FileShape, PublicFile, file_shapes, summands
from sharedsafety.progress.public_cells import NOT_GIVEN, number_text, school_year_end
from sharedsafety.progress.public_layout import layout_findings, name_findings, year_in_name

_MONTHS = 12
_MOST_DIGITS = 30  # before or after the point; 1e999999999 would be written out as a gigabyte of zeros
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTable:
    """A public file, opened: its name as the user knows it, its header, and its rows with their row numbers."""

    shown_as: str
    header: Sequence[str]
    lines: Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """One row for ``observations.csv`` as texts by column, without the indicator; ``row`` is its row in the file."""

    row: int
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRows:
    """The rows a file has about a place, oldest first, or why there are none."""

    rows: tuple[PublicRow, ...]
    findings: tuple[Finding, ...]


def public_rows(shape: FileShape, table: PublicTable, place: str, *, language: str = "en") -> PublicRows:
    """Return the rows of a table about one place; with a finding that is an error there are no rows.

    Args:
        shape: the measure to take.
        table: the file.
        place: its code (or name) in the file's own system; zeros at the front may be missing in the file.
        language: ``en`` or ``es``, for the notes of rows without a number.

    Source: data/progress/file_shapes.yaml.
    """
    file = file_shapes().file_of(shape)
    findings = [*layout_findings(file, shape, table.header, table.shown_as), *name_findings(file, table.shown_as)]
    if findings:
        return PublicRows(rows=(), findings=tuple(findings))
    reader = _Reader(file, shape, table.shown_as, language, findings)
    found = list(reader.rows(table, place))
    if file.period.to == "monthly":
        found = list(reader.summed(found))
    if not found and not findings:
        params = {"place": place, "columns": ", ".join(file.place.columns) or file.name}
        findings.append(Finding(code="public-file-place-missing", file=table.shown_as, params=params))
    ordered = sorted(found, key=lambda each: each.texts["period"])
    return PublicRows(rows=() if findings else tuple(ordered), findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one file for one measure; faults are added to ``findings``."""

    file: PublicFile
    shape: FileShape
    shown_as: str
    language: str
    findings: list[Finding]

    def rows(self, table: PublicTable, place: str) -> Iterator[PublicRow]:
        """Yield every row about the place and the measure."""
        width = len(table.header)
        for number, cells in table.lines:
            if len(cells) != width:
                params = {"cells": len(cells), "columns": width}
                self.findings.append(Finding(code="row-length", file=self.shown_as, row=number, params=params))
                continue
            row = {name: cell.strip() for name, cell in zip(table.header, cells, strict=True)}
            if self._is_about(row, place) and self._is_wanted(row):
                yield PublicRow(row=number, texts=self._observation(row, number))

    def summed(self, rows: Iterable[PublicRow]) -> Iterator[PublicRow]:
        """Yield one row for each month: the counts of its days added up."""
        months: dict[str, tuple[int, Decimal]] = {}
        for each in rows:
            first, total = months.get(each.texts["period"][:7], (each.row, Decimal(0)))
            count = self._exact(each.texts.get("numerator", ""), each.row)
            months[each.texts["period"][:7]] = (first, total + count)
        for period, (first, total) in months.items():
            yield PublicRow(row=first, texts={"period": period, "numerator": f"{total:f}", **self._note()})

    def _is_about(self, row: Texts, place: str) -> bool:
        if self.file.place.fixed is not None:
            return place == self.file.place.fixed
        parts = [row[column].zfill(length) for column, length in self.file.place.columns.items()]
        return "".join(parts) == self.file.place.prefix + place

    def _is_wanted(self, row: Texts) -> bool:
        if any(row[column] != text for column, text in self.shape.where.items()):
            return False
        return self.shape.rows == "all" or (self.shape.rows == "groups") == bool(self._group(row))

    def _group(self, row: Texts) -> Texts:
        columns = self.file.groups
        if columns is None or row[columns.group] in columns.everybody:
            return {}
        return {"group_type": row[columns.type], "group": row[columns.group]}

    def _observation(self, row: Texts, number: int) -> Texts:
        period = self._period(row)
        months = self._months(row)
        figures = {name: self._figure(row, name, number) for name in self._named()}
        if without := self._without(figures, number):
            return {"period": period, **self._group(row), **without}
        given = {name: text for name, text in {**months, **figures}.items() if text}
        return {"period": period, **self._group(row), **self._note(), **given}

    def _period(self, row: Texts) -> str:
        if self.shape.period:
            return self.shape.period
        if self.file.period.column is None:
            return year_in_name(self.file, self.shown_as)
        text = row[self.file.period.column]
        if self.file.period.to == "month_of":
            return text[:7]
        return school_year_end(text) if self.file.period.to == "school_year_end" else text

    def _without(self, figures: Texts, number: int) -> Texts:
        """Return the code and the note of a row that gives no number to show; empty where it gives one."""
        if not figures.get("value", figures.get("numerator", "")):
            note = self.file.missing_note or file_shapes().missing_notes[self.file.missing_code]
            return {"code": self.file.missing_code, "note": note.said(self._words())}
        if not (whole := figures.get("denominator", "")):
            return {}
        if not self._exact(whole, number):
            return {"code": "N", "note": file_shapes().nothing_counted.said(self._words())}
        if self.shape.over_whole and self._exact(figures["numerator"], number) > self._exact(whole, number):
            return {"code": "U", "note": self.shape.over_whole.said(self._words()).format_map(figures)}
        return {}

    def _named(self) -> list[str]:
        return [name for name in FIGURES if name in self.shape.columns]

    def _figure(self, row: Texts, name: str, number: int) -> str:
        """Return the digits of a figure: those of its column, or the sum of its columns where each has a number."""
        parts = [number_text(row[column]) for column in summands(self.shape.columns[name])]
        if not all(parts):
            return ""
        if len(parts) > 1:
            return f"{sum((self._exact(part, number) for part in parts), Decimal(0)):f}"
        if name not in {"value", "low", "high"} or not (self.shape.percent or self.shape.of_one):
            return parts[0]
        written = self._exact(parts[0], number)
        return f"{written / 100 if self.shape.percent else written * self.shape.per:f}"

    def _exact(self, text: str, row: int) -> Decimal:
        with suppress(InvalidOperation):
            number = Decimal(text)
            if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS:
                return number
        params = {"value": text[:80]}
        self.findings.append(Finding(code="not-a-number", file=self.shown_as, row=row, params=params))
        return Decimal(0)

    def _months(self, row: Texts) -> Texts:
        """Return quality and note of a year by the number of months its agency reported."""
        text = row[self.shape.columns["months"]] if "months" in self.shape.columns else str(_MONTHS)
        if text == str(_MONTHS):
            return {}
        notes = file_shapes().months_notes
        if text in NOT_GIVEN:
            return {"note": notes["unknown"].said(self._words())}
        return {"quality": "3", "note": notes["part"].said(self._words()).format(months=text)}

    def _note(self) -> Texts:
        return {"note": self.shape.note.said(self._words())} if self.shape.note else {}

    def _words(self) -> Language:
        return "es" if self.language == "es" else "en"
