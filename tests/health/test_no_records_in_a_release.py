"""No file of a release can hold rows of single people: no column, key or heading of one has such a name."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.core.person_columns import person_columns, person_points, vote_columns
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.records_of_people import people_findings
from sharedsafety.folder.shape import folder_shape
from sharedsafety_web.publishing.site import build_site


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sites") / "tiny"
    build_site(example_assessment(), out, release=RELEASE)
    return out


def names_in(text: str, suffix: str) -> set[str]:
    """The names of a file's columns: the header of a CSV, the keys of a JSON, the headings of a page's tables."""
    if suffix == ".csv":
        return set(next(csv.reader(io.StringIO(text)), []))
    if suffix in {".json", ".geojson"}:
        return set(_keys(json.loads(text)))
    if suffix == ".html":
        heads = re.findall(r'<th[^>]*scope="col"[^>]*>(.*?)</th>', text, re.DOTALL)
        return {unescape(re.sub(r"<[^>]+>", "", head)).strip() for head in heads}
    return set()


def _keys(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        yield from content
    for part in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _keys(part)


def faults(names: set[str]) -> list[str]:
    return [*person_columns(sorted(names)), *person_points(sorted(names), listened=False)]


def test_no_released_file_has_a_column_key_or_heading_of_single_people(released: Path) -> None:
    named = {path: names_in(path.read_text(encoding="utf-8"), path.suffix) for path in released.rglob("*.*")
             if path.suffix in {".csv", ".json", ".geojson", ".html"}}  # fmt: skip
    for part in ("data/", "api/", "en/reports/"):
        assert sum(bool(names) for path, names in named.items() if part in path.as_posix()) >= 5
    assert {path: found for path, names in named.items() if (found := faults(names))} == {}


def test_what_check_refuses_in_a_folder_is_in_no_release(released: Path) -> None:
    files = [path for path in released.rglob("*") if path.is_file()]
    assert len(files) > 100
    found = [each for path in files for each in people_findings(path, f"listening/{path.relative_to(released)}")]
    assert found == []


def test_no_released_table_has_columns_of_votes(released: Path) -> None:
    tables = [[*csv.reader(io.StringIO(path.read_text(encoding="utf-8")))] for path in released.rglob("*.csv")]
    assert len(tables) > 10
    assert [found for rows in tables if rows and (found := vote_columns(rows[0], rows[1:]))] == []


def test_no_column_that_open_data_knows_is_one_of_single_people() -> None:
    columns = set(read_catalogue("folder/columns")["columns"])
    assert len(columns) > 50
    assert faults(columns) == []


def kinds_of(start: Any) -> set[Any]:
    """Every dataclass that an assessment, from which all of a release is made, can hold."""
    found, waiting = set(), [start]
    while waiting:
        kind = waiting.pop()
        if is_dataclass(kind) and kind not in found:
            found.add(kind)
            waiting += get_type_hints(kind).values()
        waiting += get_args(kind)
    return found


def test_no_value_of_an_assessment_is_one_of_single_people() -> None:
    kinds = kinds_of(Assessment)
    assert len(kinds) > 20
    assert {kind.__name__: found for kind in kinds if (found := faults({field.name for field in fields(kind)}))} == {}


def test_no_column_of_a_community_folder_is_one_of_single_people() -> None:
    columns = {column.name for table in folder_shape().tables for column in table.columns}
    assert faults(columns) == []


@pytest.mark.parametrize(("text", "suffix"), [
    ("voter-id,s1\n", ".csv"),
    ('{"rows": [{"value": 1, "participantId": 4}]}', ".json"),
    ('[{"features": [{"age": 30, "lat": 1, "lon": 2}]}]', ".geojson"),
    ('<th scope="col" class="a"><span>Survivor&nbsp;status</span></th>', ".html"),
])  # fmt: skip
def test_a_file_with_records_of_single_people_would_be_found(text: str, suffix: str) -> None:
    assert faults(names_in(text, suffix))
