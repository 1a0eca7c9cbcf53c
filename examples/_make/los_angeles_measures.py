"""The City of Los Angeles's own performance measures, beside their programs: actual results only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from examples._make.shared_files import NOT_GIVEN, rows_of, words

from sharedsafety.investments.program_keys import program_key

OLD_BOOK = "performance_measures_2013-2019_long.csv.gz"
NEW_BOOK = "performance_measures_2021-22.csv"
NEW_YEARS = ("2017-18", "2018-19", "2019-20")
GAP_YEAR = "2016-17"
Row = dict[str, str]


def _fiscal_year(years: str) -> str:
    """Return the year in which a fiscal year ends: ``2016-17`` -> ``2017``."""
    return str(int(years[:4]) + 1)


def _old_results(folder: Path) -> dict[str, dict[str, Row]]:
    """Return measure code -> fiscal year -> row with an actual result; repeated rows must agree."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows_of(folder / OLD_BOOK):
        years, _, phase = row["Budget"].partition(" ")
        if phase != "Actuals":
            continue
        results = found.setdefault(row["Performance.Measure.Code"], {})
        before = results.setdefault(years, row)["Performance.Measure.Amount"]
        amount = row["Performance.Measure.Amount"]
        if before in NOT_GIVEN:
            results[years] = row
        elif amount not in (before, *NOT_GIVEN):
            raise ValueError(f"{row['Performance.Measure.Code']} {years}: {before} and {amount}")
    return found


def _amounts(old: Mapping[str, Row], new: Row) -> Iterator[tuple[str, str, str]]:
    """Return (years, amount, note) of one measure, oldest first; no amount means not collected."""
    begun = False
    for years in sorted(old):
        amount = old[years]["Performance.Measure.Amount"]
        begun = begun or amount not in (*NOT_GIVEN, "0")
        if amount in NOT_GIVEN:
            yield years, "", "Empty in the 2018-19 book"
        elif not begun:
            yield years, "", "Printed as 0 in the 2018-19 book before the first result; read as not collected"
        elif old[years]["Unit"] == "in minutes.seconds":
            yield (
                years,
                "",
                f"Printed as {amount} in minutes.seconds; the later book has another unit",
            )
        else:
            yield years, amount, ""
    if old:
        yield GAP_YEAR, "", "Actual results of this year are in neither book"
    for years in NEW_YEARS:
        amount = new[f"{years} Actuals"]
        yield years, amount, "" if amount else "Empty in the 2021-22 book"


def _observation(indicator_id: str, unit: str, years: str, amount: str, note: str) -> Row:
    row = {"indicator_id": indicator_id, "period": _fiscal_year(years)}
    if not amount:
        return row | {"code": "N", "note": f"FY {years}. {note}"}
    value = str(Decimal(amount) / 100) if unit == "proportion" else amount
    return row | {"value": value, "note": f"FY {years}"}


def _breaks(
    book: Mapping[str, Any], entry: Mapping[str, Any], old: Mapping[str, Row], new: Row
) -> list[dict[str, str]]:
    name, source = new["Performance Measure Name"], book["source"]["title"]
    if "break" in entry:
        return [{**entry["break"], "source": source, "status": "confirmed"}]
    names = sorted({row["Performance.Measure.Name"] for row in old.values()} - {name})
    if not names or entry["code"] in book["same_measure"]:
        return []
    note = f'{book["renamed"]["en"]}: "{names[0]}" became "{name}".'
    return [{"period": _fiscal_year(NEW_YEARS[0]), "note": note, "source": source, "status": "confirmed"}]


def _cautions(book: Mapping[str, Any], entry: Mapping[str, Any], amounts: Iterable[str], lang: str) -> list[str]:
    """Return what a reader should know; a number printed again and again is said to be so."""
    cautions = [caution[lang] for caution in book["cautions"]]
    if "caution" in entry:
        cautions.append(entry["caution"][lang])
    for amount, count in Counter(amount for amount in amounts if amount).items():
        if count > 2 or (count == 2 and Decimal(amount) >= 100):
            cautions.append(book["repeated"][lang].format(amount=amount, count=count))
    return cautions


def _words(by_unit: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, str]:
    found: Mapping[str, str] = by_unit.get(entry["unit"], by_unit["plain"])
    return found


def _indicator(book: Mapping[str, Any], entry: Mapping[str, Any], new: Row) -> dict[str, Any]:
    return {
        "id": f"measure-{entry['code'].lower()}",
        "name": new["Performance Measure Name"],
        "plain_question": entry["question"],
        **{key: entry[key] for key in ("principle", "unit", "better")},
        "type": "performance",
        "quadrant": entry["quadrant"],
        "tier": "secondary",
        "people": entry["people"],
        "numerator": _words(book["numerator"], entry)["en"],
        "denominator": _words(book["denominator"], entry)["en"],
        "place": book["place"]["en"],
        "owner": book["owner"]["en"],
        "program_key": program_key(new["Department Name"], new["Prog Code"], new["Program Name"]),
        "source": book["source"],
    }


def _translations(book: Mapping[str, Any], entry: Mapping[str, Any], cautions: list[str]) -> Iterator[Row]:
    texts = {
        "name": entry["es"]["name"],
        "plain_question": entry["es"]["question"],
        "numerator": _words(book["numerator"], entry)["es"],
        "denominator": _words(book["denominator"], entry)["es"],
        "place": book["place"]["es"],
        "owner": book["owner"]["es"],
        "cautions": " ".join(cautions),
    }
    for field, text in texts.items():
        object_id = f"indicator/measure-{entry['code'].lower()}"
        yield {"language": "es", "object_id": object_id, "field": field, "text": text}


def measures(root: Path) -> tuple[list[dict[str, Any]], list[Row], list[Row]]:
    """Return indicators, observations and translations of the chosen measures, in order of code."""
    folder = root / "budgets" / "los_angeles_ca"
    book = words("los_angeles_measures.yaml")
    old_results = _old_results(folder)
    newest = {row["PM Code"]: row for row in rows_of(folder / NEW_BOOK)}
    indicators: list[dict[str, Any]] = []
    rows: list[Row] = []
    texts: list[Row] = []
    for entry in book["measures"]:
        old, new = old_results.get(entry["code"], {}), newest[entry["code"]]
        results = list(_amounts(old, new))
        amounts = [amount for _, amount, _ in results]
        indicator = _indicator(book, entry, new)
        if breaks := _breaks(book, entry, old, new):
            indicator["breaks"] = breaks
        indicator["cautions"] = _cautions(book, entry, amounts, "en")
        indicators.append(indicator)
        rows.extend(_observation(indicator["id"], entry["unit"], *result) for result in results)
        texts.extend(_translations(book, entry, _cautions(book, entry, amounts, "es")))
    return indicators, rows, texts
