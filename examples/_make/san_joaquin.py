"""Write what the San Joaquin example takes from public files: coding by function, funds, neighbours, Spanish names.

Run from the top of the repository: ``SHAREDSAFETY_DATA=... python -m examples._make.san_joaquin``
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from examples._make.san_joaquin_tracts import told_in_spanish
from examples._make.shared_files import EXAMPLES, csv_text, data_root, rows_of, words, write_files

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.function_prior import county_function_shares
from sharedsafety.investments.program_keys import program_key
from sharedsafety.investments.splits import split_cents

SHEETS = "budgets/california_counties_sco/CountiesRawData_2017.xlsx"
POPULATION = "budgets/california_counties_sco/population_by_county_1970_to_2018.csv"
PLACES_OF_A_SHARE = 6
CODING_COLUMNS = (
    "program_key", "category", "share", "level", "low", "high", "basis", "markers", "coder", "status", "note",
    "taxonomy_version", "delivery_agent",
)  # fmt: skip
FUND_COLUMNS = (
    "fund_code", "name", "source_code", "level", "control", "recurrence", "end_fy", "mandate",
    "pass_through_key", "restriction",
)  # fmt: skip
NEIGHBOUR_COLUMNS = (
    "county", "population", "population_source", "police_protection_usd", "judicial_usd",
    "detention_and_correction_usd", "public_protection_usd", "source",
)  # fmt: skip
NEIGHBOUR_FIGURES = {
    "police_protection_usd": "Police Protection_Total Governmental Funds",
    "judicial_usd": "Total Judicial_Total Governmental Funds_Judicial",
    "detention_and_correction_usd": "Total Detention and Correction_Total Governmental Funds_Detention and Correction",
    "public_protection_usd": "Total Public Protection_Total Governmental Funds_Public Protection",
}
TRANSLATION_COLUMNS = ("language", "object_id", "field", "text")
Row = dict[str, Any]


def coded_programs(book: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Return (program key, Spanish name, heading of the sheets) of every line of the sheets."""
    for heading in book["activities"]:
        for name, spanish in heading["programs"].items():
            yield program_key(heading.get("department", heading["function"]), None, name), spanish, heading


def _decimal(millionths: int) -> str:
    text = f"{millionths / 10**PLACES_OF_A_SHARE:.{PLACES_OF_A_SHARE}f}".rstrip("0").rstrip(".")
    return text or "0"


def _share_rows(shares: tuple[CodedShare, ...]) -> Iterator[Row]:
    """Return one program's rows; thirds are rounded so that the shares still add to 1."""
    parts = split_cents(np.array([10**PLACES_OF_A_SHARE]), [share.share for share in shares])[0].tolist()
    for share, part in zip(shares, parts, strict=True):
        yield {
            "program_key": share.program_key,
            "category": share.category,
            "share": _decimal(part),
            "low": _decimal(int((share.low or Fraction(0)) * 10**PLACES_OF_A_SHARE)),
            "high": _decimal(int((share.high or Fraction(1)) * 10**PLACES_OF_A_SHARE)),
            "basis": share.basis,
            "coder": share.coder,
            "status": share.status,
            "note": share.note,
            "taxonomy_version": share.taxonomy_version,
            "delivery_agent": share.delivery_agent,
        }


def coding(book: Mapping[str, Any]) -> list[Row]:
    """Return the rows of ``coding.csv``: what the function crosswalk alone can say."""
    return [
        row
        for key, _, heading in coded_programs(book)
        if heading["activity"]
        for row in _share_rows(county_function_shares(key, heading["function"], heading["activity"]))
    ]


def funding(book: Mapping[str, Any]) -> list[Row]:
    """Return the rows of ``funding.csv``: kinds of funds, whose names don't tell who decides over the money."""
    unknown = {"source_code": "UNK", "level": "unknown", "control": "unknown", "recurrence": "unknown"}
    return [{"fund_code": code, "name": name, **unknown} for code, name in book["funds"].items()]


def neighbours(root: Path, book: Mapping[str, Any]) -> list[Row]:
    """Return the rows of ``neighbours.csv``: the other counties of the Introduction, by alphabet."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(root / SHEETS).get_sheet_by_name("CO_EXP_PUBLIC_PROTECTION")
    header, *rows = sheet.to_python()
    columns = {str(name).strip(): number for number, name in enumerate(header)}
    found = {str(row[0]).strip(): row for row in rows}
    people = {row["County"]: row["Population"] for row in rows_of(root / POPULATION) if row["Year"] == "2017"}
    return [
        {
            "county": f"{name} County",
            "population": people[name],
            "population_source": "California State Association of Counties, year 2017",
            **{field: int(float(str(found[name][columns[title]]))) for field, title in NEIGHBOUR_FIGURES.items()},
            "source": "California State Controller, Counties Raw Data 2016-17, governmental funds",
        }
        for name in sorted(book["places_in_introduction"])
    ]


def translations(book: Mapping[str, Any], tracts: Sequence[Row]) -> list[Row]:
    """Return the Spanish names of programs and tracts, below the texts that people wrote into ``translations.csv``."""
    written = (EXAMPLES / "san-joaquin/translations.csv").read_text(encoding="utf-8")
    made = {row["field"] for row in tracts}
    before = [row for row in csv.DictReader(io.StringIO(written)) if row["field"] not in made]
    kept = [row for row in before if not row["object_id"].startswith("program/")]
    names = (
        {"language": "es", "object_id": f"program/{key}", "field": "name", "text": name}
        for key, name, _ in coded_programs(book)
    )
    return [*kept, *names, *tracts]


def files(root: Path) -> dict[str, str]:
    """Return every file this script makes: place below ``examples/`` -> text."""
    book = words("san_joaquin.yaml")
    return {
        "san-joaquin/budget/coding.csv": csv_text(CODING_COLUMNS, coding(book)),
        "san-joaquin/budget/funding.csv": csv_text(FUND_COLUMNS, funding(book)),
        "san-joaquin/budget/neighbours.csv": csv_text(NEIGHBOUR_COLUMNS, neighbours(root, book)),
        "san-joaquin/translations.csv": csv_text(TRANSLATION_COLUMNS, translations(book, told_in_spanish(root))),
    }


if __name__ == "__main__":
    write_files(files(data_root()))
