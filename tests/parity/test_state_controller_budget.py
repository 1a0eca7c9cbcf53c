"""The State Controller's sheets of 57 counties: known answers and the identity of Public Protection."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sharedsafety.investments.controls_file import read_controls
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.mapping import KeepRows
from sharedsafety.investments.mapping_file import checked, read_mapping
from sharedsafety.investments.reconcile import reconciliations
from sharedsafety.investments.spreadsheets_in import sheets_as_csv

FOLDER = Path(__file__).parents[2] / "examples" / "san-joaquin" / "budget"
WORKBOOK = FOLDER / "ledger" / "CountiesRawData_2017.xlsx"

# SOURCE.md of the file: police, judicial, detention and correction, all of public protection.
KNOWN = {
    "Alameda": (131273889, 220109048, 294712000, 697431480),
    "Los Angeles": (2106697185, 1513182933, 1690728046, 5684355050),
    "Sacramento": (301785000, 151166000, 273828000, 817939000),
    "San Joaquin": (73129772, 88555911, 118885012, 309093695),
    "Santa Cruz": (36481866, 35580483, 53417314, 145113871),
}


@cache
def imported(county: str) -> LedgerImport:
    mapping = checked(read_mapping(FOLDER / "mapping.yaml"))
    rows = (KeepRows(column="Entity Name", equals=(county,)),)
    files = tuple(replace(file, rows=rows) for file in mapping.files)
    return import_ledger(replace(mapping, files=files), FOLDER, jurisdiction_id=county)


def dollars(county: str, **labels: str) -> int:
    rows = imported(county).lines.to_pylist()
    cents = sum(row["amount_cents"] for row in rows if all(row[name] == text for name, text in labels.items()))
    assert cents % 100 == 0
    return cents // 100


@pytest.mark.parametrize("county", KNOWN)
def test_the_counties_of_the_introduction_have_their_known_totals(county):
    protection = "Public Protection"
    assert KNOWN[county] == (
        dollars(county, department=protection, program="Police Protection"),
        dollars(county, department=protection, division="Judicial"),
        dollars(county, department=protection, division="Detention and Correction"),
        dollars(county, department=protection),
    )


def test_san_joaquin_reconciles_to_the_controllers_total_expenditures():
    done = imported("San Joaquin")
    assert done.usable
    found, findings = reconciliations(done.totals, read_controls(FOLDER / "documents.csv"))
    assert [each.difference_cents for each in found] == [0]
    assert findings == ()


def test_program_keys_are_readable():
    keys = set(imported("San Joaquin").lines["program_key"].to_pylist())
    assert {"public-protection.police-protection", "health-and-sanitation.mental-health"} <= keys


def test_public_protection_is_the_sum_of_its_parts_in_every_county(tmp_path):
    (sheet,) = sheets_as_csv(WORKBOOK, ["CO_EXP_PUBLIC_PROTECTION"], tmp_path, shown_as=WORKBOOK.name)
    with sheet.open(newline="") as stream:
        counties = list(csv.DictReader(stream))
    assert len(counties) == 57
    parts = ("Total Judicial", "Police Protection", "Total Detention and Correction", "Fire Protection",
             "Flood Control - Soil and Water Conservation", "Total Protective Inspection",
             "Total Protection - Other")  # fmt: skip
    for county in counties:
        governmental = {name.split("_")[0]: cell for name, cell in county.items() if "Total Governmental" in name}
        whole = float(governmental["Total Public Protection"])
        assert whole == sum(float(governmental[part]) for part in parts if governmental[part] != "NULL"), county
