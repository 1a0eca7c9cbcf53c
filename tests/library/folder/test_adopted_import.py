"""An entry taken over from the catalogue and a file of its source: numbers with their vintage, made up here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.library.progress.test_named_sources import FILES

from sharedsafety.folder.check import checked_community
from sharedsafety.folder.import_public import ImportWish, PublicImport, public_import, write_import
from sharedsafety.progress.catalogue import catalogue, indicator_of

DAY = date(2026, 11, 26)
PROFILE = """\
id: place
name: Place
kind: county
provenance: example
fiscal_year_start: 7
languages: [en]
place_codes: {doj_agency: Made Up, fips_county: "06037", fips_place: "0644000", hud_coc: CA-600, cds_county: "57"}
about: made up
headline_year: 2024
headline_phase: adopted
"""


def imported(tmp_path: Path, entry: str, shape: str) -> tuple[Path, PublicImport]:
    root = tmp_path / "place"
    (root / "indicators").mkdir(parents=True)
    (root / "community.yaml").write_text(PROFILE, encoding="utf-8")
    taken = indicator_of(catalogue().entry(entry), language="en", own_id="own")
    (root / "indicators/indicators.yaml").write_text(yaml.safe_dump({"indicators": [taken]}), encoding="utf-8")
    name, text, _ = FILES[shape]
    (tmp_path / name).write_text(text, encoding="utf-8")
    wish = ImportWish(path=tmp_path / name, shape=shape, indicator="own", retrieved_on=DAY, as_of=DAY)
    return root, public_import(root, wish)


@pytest.mark.parametrize(
    ("entry", "shape", "period", "share"),
    [
        ("SY-04", "homicides-cleared-agency", "2018", (3, 4)),
        ("WB-04", "rent-burden-county", "2022", (550, 900)),
        ("WB-04", "rent-burden-place", "2022", (55, 90)),
        ("WB-07", "chronic-absence-county", "2025", (600, 3000)),
    ],
)
def test_an_adopted_entry_takes_the_file_of_its_source_with_its_vintage(
    tmp_path: Path, entry: str, shape: str, period: str, share: tuple[int, int]
) -> None:
    root, found = imported(tmp_path, entry, shape)
    assert [each.code for each in found.change.findings if each.code.startswith("import-")] == []
    write_import(root, found)
    community = checked_community(root).community
    assert community is not None
    first = community.observations[0]
    assert (first.period, first.numerator, first.denominator) == (period, *share)
    (vintage,) = community.vintages
    assert (vintage.shape, vintage.file, vintage.first_period) == (shape, FILES[shape][0], period)


def test_a_count_of_one_night_is_not_taken_for_the_rate_of_the_catalogue(tmp_path: Path) -> None:
    _, found = imported(tmp_path, "WB-05", "people-without-home-2022")
    assert [each.code for each in found.change.findings] == ["import-unit-differs"]
