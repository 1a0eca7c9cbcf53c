"""The open data of a release: valid in its standards, safe in a spreadsheet, unchanged when read back."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import Package, validate
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.core.spreadsheet_cells import csv_rows
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.described import column_book
from sharedsafety.folder.open_data.files import open_data_files
from sharedsafety.folder.open_data.fiscal import fiscal_columns
from sharedsafety.folder.open_data.stamp import ReleaseStamp
from sharedsafety_web.publishing.site.shown import shown_only

STAMP = ReleaseStamp(number=RELEASE.number, date=RELEASE.date)


@pytest.fixture(scope="module", params=["tiny", "example-county"])
def release(
    request: pytest.FixtureRequest, example_county: Assessment, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Assessment, Path]:
    """An assessment and the folder of its open data."""
    assessment = shown_only(example_assessment() if request.param == "tiny" else example_county)
    return assessment, written(assessment, tmp_path_factory.mktemp(request.param) / "data")


def written(assessment: Assessment, data: Path) -> Path:
    for name, content in open_data_files(assessment, STAMP):
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return data


def tables(data: Path) -> Iterator[tuple[Path, list[dict[str, str]]]]:
    for path in sorted(data.rglob("*.csv")):
        yield path, list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def content(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", ["datapackage.json", "fiscal/datapackage.json"])
def test_every_table_is_valid_against_its_schema(release: tuple[Assessment, Path], package: str) -> None:
    path = release[1] / package
    assert list(Package.metadata_validate(content(path))) == []
    report = validate(str(path), limit_errors=20)
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])[:10]


def test_the_package_names_every_csv_file_and_each_column_in_order(release: tuple[Assessment, Path]) -> None:
    data = release[1]
    named = {one["path"]: one["schema"]["fields"] for one in content(data / "datapackage.json")["resources"]}
    assert set(named) == {path.relative_to(data).as_posix() for path in data.rglob("*.csv")}
    for path, fields in named.items():
        header = next(csv_rows((data / path).read_text(encoding="utf-8")))
        assert [field["name"] for field in fields] == header, path
        assert all(field["titles"]["en"] and field["titles"]["es"] for field in fields), path


def test_a_wrong_cell_is_found(release: tuple[Assessment, Path], tmp_path: Path) -> None:
    data = written(release[0], tmp_path / "data")
    totals = data / "totals.csv"
    totals.write_text(totals.read_text(encoding="utf-8").replace("2026,adopted", "soon,adopted", 1), encoding="utf-8")
    assert not validate(str(data / "datapackage.json")).valid


def test_the_package_says_version_licences_sources_and_that_the_data_is_made_up(
    release: tuple[Assessment, Path],
) -> None:
    package = content(release[1] / "datapackage.json")
    assert package["version"] == "3.0.0"
    assert package["created"].startswith(RELEASE.date)
    assert package["provenance"] == "example"
    assert "example data" in package["title"]
    assert package["licenses"]
    assert {one.document.title for one in release[0].documents} <= {one["title"] for one in package["sources"]}
    assert package["contributors"][0] == {"title": release[0].profile.name, "role": "publisher"}


def test_no_schema_is_invented_for_a_column_of_our_own(release: tuple[Assessment, Path]) -> None:
    other = column_book().other.title["en"]
    for one in content(release[1] / "datapackage.json")["resources"]:
        if one["name"] != "neighbours":
            assert not [field["name"] for field in one["schema"]["fields"] if field["title"] == other], one["name"]


def test_each_csv_file_has_its_csvw_metadata(release: tuple[Assessment, Path]) -> None:
    for path, _ in tables(release[1]):
        about = content(path.with_name(f"{path.name}-metadata.json"))
        assert about["url"] == path.name
        header = next(csv_rows(path.read_text(encoding="utf-8")))
        assert [column["titles"] for column in about["tableSchema"]["columns"]] == header
        names = {column["name"] for column in about["tableSchema"]["columns"]}
        assert set(about["tableSchema"].get("primaryKey", ())) <= names


def test_the_codebook_explains_every_column_of_every_table_in_both_languages(release: tuple[Assessment, Path]) -> None:
    data = release[1]
    found = dict(tables(data))
    told = {(row["file"], row["column"]): row for row in found[data / "codebook.csv"]}
    wanted = {
        (path.relative_to(data).as_posix(), column)
        for path, _ in tables(data)
        for column in next(csv_rows(path.read_text(encoding="utf-8")))
    }
    assert set(told) == wanted
    assert all(row["meaning_en"] and row["meaning_es"] for row in told.values())


def test_every_row_of_every_table_says_example(release: tuple[Assessment, Path]) -> None:
    for path, rows in tables(release[1]):
        assert rows, path
        assert {row.get("provenance") or row.get("COMMENT_TS") for row in rows} == {"example"}, path


def test_open_sdg_keeps_a_row_that_is_not_shown_with_its_code_and_no_number(release: tuple[Assessment, Path]) -> None:
    assessment, data = release
    hidden = 0
    for result in assessment.results:
        groups = result.disparity.rows if result.disparity else ()
        rows = dict(tables(data))[data / f"open-sdg/indicator_{result.indicator_id}.csv"]
        for each, row in zip((*result.points, *groups), rows, strict=True):
            assert row["Year"] == each.period[:4]
            assert bool(row["Value"]) == (each.display != "not_shown" and each.figure is not None)
            if each.display == "not_shown":
                hidden += 1
                assert row["Observation status"] == each.code
    assert hidden


def test_open_sdg_metadata_names_the_indicator_and_its_source(release: tuple[Assessment, Path]) -> None:
    for result in release[0].results:
        meta = yaml.safe_load((release[1] / f"open-sdg/meta/{result.indicator_id}.yml").read_text(encoding="utf-8"))
        assert meta["indicator_number"] == result.indicator_id
        assert meta["source_url_text_1"]


def test_the_fiscal_package_has_the_column_types_of_the_reviewed_list(release: tuple[Assessment, Path]) -> None:
    package = content(release[1] / "fiscal/datapackage.json")
    found = {one["name"]: one.get("columnType") for one in package["resources"][0]["schema"]["fields"]}
    assert found == dict(fiscal_columns().columns)
    assert package["fiscalPeriod"]["start"] < package["fiscalPeriod"]["end"]


def test_the_fiscal_rows_sum_to_the_ledger_lines_to_the_cent(release: tuple[Assessment, Path]) -> None:
    assessment, data = release
    lines: dict[tuple[str, ...], int] = defaultdict(int)
    for program in assessment.programs:
        for line in program.lines:
            lines[program.program_key, str(line.fiscal_year), line.phase] += round(line.amount_usd * 100)
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for row in dict(tables(data))[data / "fiscal/spending.csv"]:
        sums[row["program_key"], row["fiscal_year"], row["phase"]] += round(float(row["amount"]) * 100)
    assert sums == lines


def test_the_licence_file_names_every_source_and_the_citation_the_release(release: tuple[Assessment, Path]) -> None:
    assessment, data = release
    licences = (data / "LICENSE.txt").read_text(encoding="utf-8")
    for one in assessment.documents:
        assert licences.count(f"- {one.document.title}\n") == 2
        assert f"Licence: {one.document.licence}" in licences
        assert f"Licencia: {one.document.licence}" in licences
    cited = yaml.safe_load((data / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["cff-version"], cited["version"], cited["date-released"]) == ("1.2.0", "3.0.0", RELEASE.date)
    assert cited["authors"] == [{"name": assessment.profile.name}]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@sum", "-2+3", "'=1", "two\rlines", 'a "b", c'])
def test_a_text_that_is_a_formula_is_safe_in_every_table_and_comes_back_unchanged(name: str, tmp_path: Path) -> None:
    assessment = example_assessment()
    programs = tuple(replace(one, name=name, department=name) for one in assessment.programs)
    data = written(replace(assessment, programs=programs), tmp_path / "data")
    for path in (data / "programs.csv", data / "fiscal/spending.csv"):
        text = path.read_bytes().decode("utf-8")
        header, *rows = csv_rows(text)
        assert {row[header.index("program")] for row in rows} == {name}
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "@", "+")) or cell.startswith("-2+")]
    assert validate(str(data / "datapackage.json")).valid
