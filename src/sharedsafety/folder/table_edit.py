"""Rows added to or replaced in a CSV text; every other row stays as it was written, character for character."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from sharedsafety.core.spreadsheet_cells import safe_cell
from sharedsafety.folder.table_in import delimiter_of

Texts = Mapping[str, str]


@dataclass(slots=True)
class EditedTable:
    """A CSV text that is being changed.

    Args:
        text: the table as it is; empty for one that is made anew.
        columns: the columns of its shape, in order; one that the text lacks is added at its end when a row needs it.
    """

    text: str
    columns: tuple[str, ...]
    header: list[str] = field(init=False)
    records: list[tuple[str, list[str]]] = field(init=False)
    _delimiter: str = field(init=False)
    _end: str = field(init=False)

    def __post_init__(self) -> None:
        """Split the text into records, each with the characters it was written with."""
        self._end = "\r\n" if "\r\n" in self.text else "\n"
        self._delimiter = delimiter_of(self.text) if self.text else ","
        whole = self.text if not self.text or self.text.endswith(("\n", "\r")) else self.text + self._end
        self.records = _records(whole, self._delimiter)
        if not self.records:
            self.records = [(self._line(self.columns), list(self.columns))]
        self.header = [name.strip() for name in self.records[0][1]]

    def rows(self) -> list[tuple[int, Texts]]:
        """Return the place and the cells of each row by column; blank lines are left out."""
        return [
            (place, dict(zip(self.header, (cell.strip() for cell in cells), strict=False)))
            for place, (_, cells) in enumerate(self.records)
            if place > 0 and any(cell.strip() for cell in cells)
        ]

    def replace(self, place: int, texts: Texts) -> None:
        """Write a row anew at its place."""
        self._widen(texts)
        cells = [texts.get(name, "") for name in self.header]
        self.records[place] = (self._line(cells), cells)

    def add(self, rows: Iterable[Texts], *, by: str) -> None:
        """Add rows, each after the last one that has the same text in the column ``by``, else at the end."""
        groups: dict[str, list[Texts]] = {}
        for texts in rows:
            self._widen(texts)
            groups.setdefault(texts[by], []).append(texts)
        for text, added in groups.items():
            places = [place for place, row in self.rows() if row.get(by) == text]
            at = places[-1] + 1 if places else len(self.records)
            cells = [[texts.get(name, "") for name in self.header] for texts in added]
            self.records[at:at] = [(self._line(each), each) for each in cells]

    def put_in(self, places: Collection[int], rows: Iterable[Texts]) -> None:
        """Take the rows at some places out and write others where the first of them stood, else at the end."""
        added = [*rows]
        for texts in added:
            self._widen(texts)
        at = min(places, default=len(self.records))
        kept = [record for place, record in enumerate(self.records) if place not in places]
        cells = [[texts.get(name, "") for name in self.header] for texts in added]
        self.records = [*kept[:at], *((self._line(each), each) for each in cells), *kept[at:]]

    def content(self) -> bytes:
        """Return the table as UTF-8."""
        return "".join(raw for raw, _ in self.records).encode()

    def _widen(self, texts: Texts) -> None:
        lacking = [name for name in self.columns if texts.get(name) and name not in self.header]
        for name in lacking:
            raw, cells = self.records[0]
            self.records[0] = (raw.rstrip("\r\n") + self._delimiter + name + self._end, [*cells, name])
            self.records[1:] = [
                (raw.rstrip("\r\n") + self._delimiter + self._end, [*cells, ""]) for raw, cells in self.records[1:]
            ]
            self.header.append(name)

    def _line(self, cells: Sequence[str]) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self._delimiter, lineterminator=self._end)
        writer.writerow([cell if _is_number(cell) else safe_cell(cell) for cell in cells])
        return out.getvalue()


def _is_number(cell: str) -> bool:
    """Return whether a cell is a number, which no spreadsheet takes for a formula even where it is negative."""
    try:
        return isfinite(float(cell))
    except ValueError:
        return False


def _records(text: str, delimiter: str) -> list[tuple[str, list[str]]]:
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter)
    found, at = [], 0
    for cells in reader:
        found.append(("".join(lines[at : reader.line_num]), cells))
        at = reader.line_num
    return found
