"""``codebook.csv``: every column of every table in plain words, in English and Spanish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedsafety.folder.open_data.csv_files import LANGUAGES, table_title
from sharedsafety.folder.open_data.described import ColumnMeaning, CsvFile, described, meaning
from sharedsafety.report.names import names
from sharedsafety.report.tables import Row, csv_bytes

_COLUMNS = ("table", "file", "column", "type", "unit")
_WORDS = ("title", "meaning", "codes")


def codebook(files: Sequence[CsvFile], provenance: str) -> CsvFile:
    """Return the codebook of all files, itself among them: one row for each column."""
    rows = [row for file in files for row in _rows(file.name, file.path, file.columns)]
    header = [*_COLUMNS, *(f"{word}_{language}" for word in _WORDS for language in LANGUAGES), "provenance"]
    own = tuple((column, meaning("codebook", column)) for column in header)
    rows += _rows("codebook", "codebook.csv", own)
    content = csv_bytes([{**row, "provenance": provenance} for row in rows])
    return described("codebook.csv", "codebook", table_title("codebook"), content)


def _rows(table: str, file: str, columns: Sequence[tuple[str, ColumnMeaning]]) -> Iterator[Row]:
    for name, column in columns:
        words = {"title": column.title, "meaning": column.description}
        yield {
            "table": table,
            "file": file,
            "column": name,
            "type": column.type,
            "unit": column.unit,
            **{f"{word}_{language}": text[language] for word, text in words.items() for language in LANGUAGES},
            **{f"codes_{language}": _codes(column, language) for language in LANGUAGES},
        }


def _codes(column: ColumnMeaning, language: str) -> str:
    found = names(column.codes, language) if column.codes else {}
    return "; ".join(f"{code} {words}" for code, words in found.items())
