"""Write ``population.csv`` and ``deflator.csv`` of the two real examples; what no file gives is left out.

Run from the top of the repository: ``SHAREDSAFETY_DATA=... python -m examples._make.population_and_prices``
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

from examples._make.shared_files import csv_text, data_root, rows_of, write_files

COLUMNS = ("fiscal_year", "value", "source")
CITY_CRIME = "justice/marshall_city_crime_1975_2015/ucr_crime_1975_2015.csv.gz"
COUNTIES = "budgets/california_counties_sco/population_by_county_1970_to_2018.csv"
PRICES = "economy/cpi_us/cpiai.csv"
FIRST_YEAR, LAST_YEAR = 2008, 2022
Row = dict[str, str]


def county_population(root: Path, county: str) -> list[Row]:
    """Return a county's population by fiscal year: the file's figure of the year in which the fiscal year ends."""
    source = "California State Association of Counties, {0}; the file names no day; FY{0} has its middle on 1 January"
    return [
        {"fiscal_year": row["Year"], "value": row["Population"], "source": source.format(row["Year"])}
        for row in rows_of(root / COUNTIES)
        if row["County"] == county and int(row["Year"]) >= FIRST_YEAR
    ]


def city_population(root: Path, city: str) -> list[Row]:
    """Return a city's population by fiscal year, as far as the FBI's estimates in the crime file go (2015)."""
    source = (
        "FBI estimate for calendar year {0}, published by The Marshall Project; no city figure for the middle of FY{0}"
    )
    return [
        {"fiscal_year": row["year"], "value": row["total_pop"], "source": source.format(row["year"])}
        for row in rows_of(root / CITY_CRIME)
        if row["department_name"] == city and int(row["year"]) >= FIRST_YEAR
    ]


def prices(rows: Iterable[Row]) -> list[Row]:
    """Return the mean index of July to June for each fiscal year that has all twelve months."""
    index = {row["Date"][:7]: Decimal(row["Index"]) for row in rows}
    made = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        months = [f"{year - 1}-{month:02}" for month in range(7, 13)] + [f"{year}-{month:02}" for month in range(1, 7)]
        if all(month in index for month in months):
            mean = sum((index[month] for month in months), Decimal(0)) / 12
            value = mean.quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN)
            made.append({"fiscal_year": str(year), "value": str(value), "source": _price_source(year)})
    return made


def _price_source(year: int) -> str:
    return f"BLS CUUR0000SA0, 1982-84 = 100, mean of Jul {year - 1} to Jun {year}, rounded to 4 decimals"


def files(root: Path) -> dict[str, str]:
    """Return every file this script makes: place below ``examples/`` -> text."""
    deflator = csv_text(COLUMNS, prices(rows_of(root / PRICES)))
    return {
        "los-angeles/population.csv": csv_text(COLUMNS, city_population(root, "Los Angeles")),
        "san-joaquin/population.csv": csv_text(COLUMNS, county_population(root, "San Joaquin")),
        "los-angeles/deflator.csv": deflator,
        "san-joaquin/deflator.csv": deflator,
    }


if __name__ == "__main__":
    write_files(files(data_root()))
