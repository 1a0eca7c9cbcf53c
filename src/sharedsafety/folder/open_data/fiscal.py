"""The fiscal data package: coded program amounts, each column with its ColumnType."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sharedsafety.core.reviewed import load_data
from sharedsafety.folder.assessment import Assessment, LedgerLine, Program
from sharedsafety.folder.open_data.csv_files import table_title
from sharedsafety.folder.open_data.data_package import package_head, resource
from sharedsafety.folder.open_data.described import CsvFile, TableLinks, described
from sharedsafety.folder.open_data.stamp import ReleaseStamp
from sharedsafety.investments.coded import CodedShare
from sharedsafety.report.names import names
from sharedsafety.report.tables import Row, csv_bytes

FOLDER = "fiscal/"
_CENTS = 100
_UNCODED = "uncoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalColumns:
    """Columns with their ColumnTypes, the key, currency and country, from ``data/folder/fiscal.yaml``."""

    columns: Mapping[str, str | None]
    key: tuple[str, ...]
    currency: str
    country: str


def fiscal_columns() -> FiscalColumns:
    """Return the reviewed columns of the fiscal package."""
    return load_data("folder/fiscal", FiscalColumns)


def fiscal_table(assessment: Assessment) -> CsvFile | None:
    """Return ``fiscal/spending.csv``, or None where no ledger line is loaded.

    One row for each program, year, phase, fund, flow and category; its rows sum to the ledger lines, to the cent.
    """
    provenance = assessment.profile.provenance
    rows = [row for program in assessment.programs for row in _program_rows(program, provenance)]
    if not rows:
        return None
    links = TableLinks(key=fiscal_columns().key)
    return described(f"{FOLDER}spending.csv", "spending", table_title("spending"), csv_bytes(rows), links)


def fiscal_package(assessment: Assessment, stamp: ReleaseStamp, table: CsvFile) -> dict[str, Any]:
    """Return the descriptor ``fiscal/datapackage.json``: a Data Package whose fields have ColumnTypes.

    Source: data/folder/fiscal.yaml.
    """
    types = fiscal_columns().columns
    whole = resource(table, {table.name}, up=FOLDER)
    for field in whole["schema"]["fields"]:
        if types[field["name"]]:
            field["columnType"] = types[field["name"]]
    years = [amount.fiscal_year for program in assessment.programs for amount in program.amounts]
    head = package_head(assessment, stamp, "-fiscal")
    return {
        **head,
        "licenses": [{**one, "path": f"../{one['path']}"} for one in head["licenses"]],
        "countryCode": fiscal_columns().country,
        "granularity": "aggregated",
        "fiscalPeriod": _period(years, assessment.profile.fiscal_year_start),
        "resources": [whole],
    }


def _period(years: Sequence[int], start_month: int) -> dict[str, str]:
    """Return first and last day of all fiscal years; a fiscal year is named for the year in which it ends."""
    first = date(min(years) - (start_month > 1), start_month, 1)
    last = date(max(years) + (start_month == 1), start_month, 1) - timedelta(days=1)
    return {"start": first.isoformat(), "end": last.isoformat()}


def _program_rows(program: Program, provenance: str) -> Iterator[Row]:
    categories = names("category")
    families = names("family")
    for key, cents in _sums(program.lines).items():
        year, phase, fund_code, fund, flow = key
        for coded, part in _parts(cents, program.coding):
            category = coded.category if coded else _UNCODED
            family = category.partition("-")[0]
            yield {
                "fiscal_year": year,
                "phase": phase,
                "direction": "revenue" if flow == "revenue" else "expenditure",
                "department": program.department,
                "program_key": program.program_key,
                "program": program.name,
                "family": family,
                "family_name": families[family],
                "category": category,
                "category_name": categories[category],
                "fund_code": fund_code,
                "fund": fund,
                "flow": flow,
                "coding_status": coded.status if coded else _UNCODED,
                "currency": fiscal_columns().currency,
                "amount": part / _CENTS,
                "provenance": provenance,
            }


def _sums(lines: Sequence[LedgerLine]) -> Mapping[tuple[int, str, str, str, str], int]:
    sums: dict[tuple[int, str, str, str, str], int] = defaultdict(int)
    for line in lines:
        key = (line.fiscal_year, line.phase, line.fund_code, line.fund, line.flow)
        sums[key] += round(line.amount_usd * _CENTS)
    return dict(sorted(sums.items()))


def _parts(cents: int, coding: Sequence[CodedShare]) -> Iterator[tuple[CodedShare | None, int]]:
    """Split cents by the shares of a coding; what rounding leaves goes to the last one."""
    left = cents
    for coded in coding[:-1]:
        part = round(cents * coded.share)
        left -= part
        yield coded, part
    yield (coding[-1] if coding else None), left
