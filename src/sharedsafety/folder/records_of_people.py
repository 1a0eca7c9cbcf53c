"""Files of a community folder that hold one row for each person: refused wherever they lie."""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.core.person_columns import person_columns, person_points, record_rules, vote_columns
from sharedsafety.folder.sheet_headers import sheet_headers

#: So much of a file is looked at: its header and its first rows.
_START = 65_536
_TEXT = (".csv", ".tsv", ".txt")
_WORKBOOK = (".xlsx", ".xlsm")


def people_findings(path: Path, name: str) -> Iterator[Finding]:
    """Yield a finding for each column, or each file, that tells of single people.

    Args:
        path: the file.
        name: its place in the folder.

    Source: data/core/record_level.yaml.
    """
    plain = name.lower().removesuffix(".gz")
    try:
        if plain.endswith(tuple(record_rules().files)):
            yield Finding(code="person-file", file=name)
        elif plain.endswith(_WORKBOOK):
            for row, header in sheet_headers(path):
                yield from _column_findings(header, name, row)
        elif plain.endswith(_TEXT):
            yield from _text_findings(path, name)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, csv.Error):  # damaged, or no such file at all
        yield Finding(code="not-text", file=name)


def _text_findings(path: Path, name: str) -> Iterator[Finding]:
    rows = _first_rows(path)
    header = [column.strip() for column in rows[0]] if rows else []
    yield from _column_findings(header, name, 1)
    if votes := vote_columns(header, rows[1:]):
        params = {"others": len(votes) - 1}
        yield Finding(code="person-votes", file=name, row=1, column=votes[0], params=params)


def _column_findings(header: Sequence[str], name: str, row: int) -> Iterator[Finding]:
    folder = name.split("/", maxsplit=1)[0]
    for column in person_columns(header, folder=folder):
        yield Finding(code="person-record", file=name, row=row, column=column)
    listened = folder in record_rules().points.folders
    for column in person_points(header, listened=listened):
        yield Finding(code="person-points", file=name, row=row, column=column)


def _first_rows(path: Path) -> list[list[str]]:
    """Return the first rows that are whole, the header before them."""
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path, "rb") if packed else path.open("rb") as raw:
        start = raw.read(_START)
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    lines = re.split(r"\r\n|\r|\n", start.decode(encoding, errors="replace").replace("\x00", ""))
    whole = lines[:-1] if len(start) == _START and len(lines) > 1 else lines
    return [row for row in csv.reader(whole, delimiter=max(",;\t", key=whole[0].count)) if row]
