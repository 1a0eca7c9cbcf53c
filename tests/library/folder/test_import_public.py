"""A public file into a folder: shown first, written whole, and nothing else touched."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of
from sharedsafety.core.errors import BadInput
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.import_public import ImportWish, public_import, write_import

HEADER = (
    "year,state,county,rate_crime_violent,rate_crime_property,rate_crime_violent_quality,rate_crime_property_quality\n"
)
ROWS = "2021,06,077,761.8556246645735,1855.9,2,2\n2022,06,077,NA,2530.7,NA,2\n2023,06,077,1145.26,3289.2,3,3\n"
INDICATORS = """\
indicators:
- id: violent-crime-rate
  name: Violent crime
  plain_question: Is there less?
  principle: PHF
  unit: rate
  per: 100000
  numerator: crimes
  denominator: residents
  better: down
  source: {id: urban-crime-2021-2023, title: Rates}
- {id: other, name: O, plain_question: Q, principle: null, unit: ratio, numerator: n, denominator: d, source: {}}
"""
# A semicolon, a quoted cell with a line end, a note, Windows line ends: all of it has to stay.
OBSERVATIONS = (
    'indicator_id;period;value;note\r\nother;2020;1.50;"two\r\nlines"\r\n'
    "violent-crime-rate;2021;700;typed\r\n\r\nother;2021;2;\r\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "place"
    (root / "indicators").mkdir(parents=True)
    profile = "id: place\nname: Place\nkind: county\nprovenance: example\nfiscal_year_start: 7\nlanguages: [en]\n"
    profile += 'place_codes: {fips_county: "06077"}\nabout: made up\nheadline_year: 2024\nheadline_phase: adopted\n'
    (root / "community.yaml").write_text(profile, encoding="utf-8")
    (root / "indicators/indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    (root / "indicators/observations.csv").write_bytes(OBSERVATIONS.encode())
    return root


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rates.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def wish(path: Path, **changes: object) -> ImportWish:
    day = date(2026, 11, 26)
    given = {"path": path, "shape": "violent-crime-county", "indicator": "violent-crime-rate", "retrieved_on": day}
    return ImportWish(**{**given, "as_of": day, **changes})  # type: ignore[arg-type]


def test_what_will_change_is_told_and_nothing_is_written_yet(folder: Path, file: Path) -> None:
    found = public_import(folder, wish(file))
    assert [row["period"] for row in found.change.added] == ["2022", "2023"]
    ((before, after),) = found.change.changed
    assert (before["value"], after["value"]) == ("700", "761.8556246645735")
    assert (folder / "indicators/observations.csv").read_bytes() == OBSERVATIONS.encode()


def test_what_is_written_leaves_every_other_row_as_it_was(folder: Path, file: Path) -> None:
    write_import(folder, public_import(folder, wish(file)))
    text = (folder / "indicators/observations.csv").read_bytes().decode()
    assert 'other;2020;1.50;"two\r\nlines";' in text
    assert "violent-crime-rate;2021;761.8556246645735;;2;\r\n" in text
    assert text.endswith("other;2021;2;;;\r\n")
    reading = checked_community(folder)
    assert reading.community is not None
    assert [(o.period, o.value, o.code) for o in reading.community.observations if o.indicator_id != "other"] == [
        ("2021", 761.8556246645735, ""), ("2022", None, "N"), ("2023", 1145.26, "")]  # fmt: skip


def test_the_vintage_is_kept_with_its_hash(folder: Path, file: Path) -> None:
    write_import(folder, public_import(folder, wish(file)))
    reading = checked_community(folder)
    assert reading.community is not None
    (vintage,) = reading.community.vintages
    assert (vintage.file, vintage.first_period, vintage.last_period, vintage.rows) == ("rates.csv", "2021", "2023", 3)
    assert len(vintage.sha256) == 64


def test_the_same_file_twice_changes_nothing_packed_or_not(folder: Path, file: Path, tmp_path: Path) -> None:
    write_import(folder, public_import(folder, wish(file)))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    packed = tmp_path / "again.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    again = public_import(folder, wish(packed))
    assert again.is_empty
    assert again.change.same == 3
    write_import(folder, again)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2023,06,077,many,1,1,1\n", "not-a-number"),
        ("2203,06,077,1,1,1,1\n", "observation-period-later"),
        ("2023,06,077,1,1,7,1\n", "observation-quality-unknown"),
        ("2021,06,077,1,1,1,1\n", "observation-repeated"),
        ("2023,06,077,-4,1,1,1\n", "observation-negative-count"),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out_and_is_named_as_in_the_file(
    folder: Path, file: Path, line: str, code: str
) -> None:
    file.write_text(HEADER + "2021,06,077,761.8,1855.9,2,2\n" + line, encoding="utf-8")
    found = public_import(folder, wish(file))
    errors = [each for each in found.change.findings if each.severity == "error"]
    assert [(each.code, each.file, each.row) for each in errors] == [(code, "rates.csv", 3)]
    assert errors[0].column in {"year", "rate_crime_violent", "rate_crime_violent_quality", None}
    write_import(folder, found)
    assert (folder / "indicators/observations.csv").read_bytes() == OBSERVATIONS.encode()
    assert not (folder / "indicators/vintages.csv").exists()


def test_another_unit_or_scale_is_refused(folder: Path, file: Path) -> None:
    found = public_import(folder, wish(file, indicator="other"))
    assert [each.code for each in found.change.findings] == ["import-unit-differs"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"shape": "no-such"}, "shape-unknown"), ({"indicator": "no-such"}, "import-indicator-unknown"),
     ({"shape": "violent-crime-place"}, "import-place-unknown")],
)  # fmt: skip
def test_what_does_not_exist_is_said(folder: Path, file: Path, changes: dict[str, str], code: str) -> None:
    with pytest.raises(BadInput) as refusal:
        public_import(folder, wish(file, **changes))
    assert refusal.value.code == code


def test_two_people_at_once_lose_nothing(folder: Path, file: Path) -> None:
    found = public_import(folder, wish(file))
    place = folder / "indicators/observations.csv"
    place.write_bytes(place.read_bytes() + b"other;2022;3;\r\n")
    with pytest.raises(BadInput) as refusal:
        write_import(folder, found)
    assert refusal.value.code == "observations-changed"
    assert place.read_bytes().endswith(b"other;2022;3;\r\n")


def test_two_measures_in_one_series_are_asked_about(folder: Path, file: Path) -> None:
    listed = folder / "indicators/indicators.yaml"
    listed.write_text(INDICATORS.replace("urban-crime-2021-2023", "own"), encoding="utf-8")
    write_import(folder, public_import(folder, wish(file)))
    write_import(folder, public_import(folder, wish(file, shape="property-crime-county")))
    codes = [each.code for each in checked_community(folder).findings]
    assert "series-definitions-mixed" in codes
    assert public_import(folder, wish(file)).change.content is not None


def test_the_verb_shows_and_then_writes(folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["progress", "import", str(folder), str(file), "--shape", "violent-crime-county", "--indicator",
            "violent-crime-rate"]  # fmt: skip
    assert status_of([*call, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "changed  2021: value 700 -> 2021: value 761.8556246645735, quality 2" in said
    assert "2 new, 1 changed, 0 as before. Nothing was written" in said
    assert (folder / "indicators/observations.csv").read_bytes() == OBSERVATIONS.encode()
    assert status_of(call) == 0
    assert "Written." in capsys.readouterr().out
    assert status_of(call) == 0
    assert "Nothing to change" in capsys.readouterr().out


def test_a_file_that_is_no_table_ends_with_status_3(folder: Path, tmp_path: Path) -> None:
    call = ["progress", "import", str(folder), str(tmp_path / "none.csv"), "--shape", "violent-crime-county"]
    assert status_of([*call, "--indicator", "violent-crime-rate"]) == 3
