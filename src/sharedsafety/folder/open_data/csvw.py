"""CSV on the Web: one metadata file beside each CSV file."""

from __future__ import annotations

from typing import Any

from sharedsafety.folder.open_data.described import ColumnMeaning, CsvFile, Words

_DATATYPES: dict[str, Any] = {"boolean": {"base": "boolean", "format": "True|False"}}


def csvw_metadata(file: CsvFile) -> dict[str, Any]:
    """Return the metadata of a CSV file; it stands beside it as ``NAME.csv-metadata.json``.

    Source: W3C, Metadata Vocabulary for Tabular Data (2015), 5.3.

    >>> from sharedsafety.folder.open_data.described import described
    >>> csvw_metadata(described("t/a.csv", "a", {"en": "A"}, b"value\\n"))["url"]
    'a.csv'
    """
    schema: dict[str, Any] = {"columns": [_column(*column) for column in file.columns]}
    if file.links.key:
        schema["primaryKey"] = [_variable(name) for name in file.links.key]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"language": "en"}],
        "url": file.path.rpartition("/")[2],
        "dc:title": _words(file.title),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": schema,
    }


def _column(name: str, column: ColumnMeaning) -> dict[str, Any]:
    return {
        "name": _variable(name),
        "titles": name,
        "datatype": _DATATYPES.get(column.type, column.type),
        "null": "",
        "dc:title": _words(column.title),
        "dc:description": _words(column.description),
    }


def _words(words: Words) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items()]


def _variable(name: str) -> str:
    """Return a column's name as CSVW wants it: letters, digits and ``_``, everything else percent-encoded."""
    plain = (one if one.isascii() and (one.isalnum() or one == "_") else _percent(one) for one in name)
    return "".join(plain)


def _percent(one: str) -> str:
    return "".join(f"%{byte:02X}" for byte in one.encode("utf-8"))
