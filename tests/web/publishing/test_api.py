"""The API of a release: every file fits its description, and the server answers as the description says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode
from tests.web.publishing.example_assessment import RELEASE, example_assessment
from tests.web.publishing.test_open_data import STAMP

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.api import api_files
from sharedsafety.folder.open_data.openapi import openapi
from sharedsafety_web.core.public_files import PublicFiles
from sharedsafety_web.publishing.site.add_release import add_release
from sharedsafety_web.publishing.site.shown import shown_only

EXAMPLES = ("tiny", "example-county")
CHECKS = list(HealthCheck)


@pytest.fixture(params=EXAMPLES)
def assessment(request: pytest.FixtureRequest, example_county: Assessment) -> Assessment:
    return shown_only(example_assessment() if request.param == "tiny" else example_county)


def described(description: dict[str, Any], path: str) -> dict[str, Any]:
    """The schema of one file of the API, with all the schemas it refers to."""
    for pattern, told in description["paths"].items():
        if re.fullmatch(pattern.replace(".", r"\.").replace("{id}", "[^/]+"), f"/{path}"):
            schema = told["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            return {**schema, "components": description["components"]}
    raise AssertionError(f"{path} is not described")


def test_every_file_fits_the_schema_that_describes_it(assessment: Assessment) -> None:
    description = openapi(assessment, STAMP)
    for path, content in api_files(assessment, STAMP):
        faults = list(Draft202012Validator(described(description, path)).iter_errors(json.loads(content)))
        assert not faults, (path, faults[0].message, list(faults[0].absolute_path))


def test_a_file_that_does_not_fit_is_found() -> None:
    description = openapi(example_assessment(), STAMP)
    files = dict(api_files(example_assessment(), STAMP))
    broken = {**json.loads(files["release.json"]), "number": "three", "unknown": 1}
    schema = described(description, "release.json")
    assert len(list(Draft202012Validator(schema).iter_errors(broken))) == 2


def test_every_address_in_the_api_leads_to_a_file(assessment: Assessment) -> None:
    files = {**dict(api_files(assessment, STAMP)), "openapi.json": b""}
    index = json.loads(files["index.json"])
    assert set(index["parts"].values()) <= set(files)
    for name in ("priorities", "indicators", "programs", "money"):
        listed = [entry["href"] for entry in json.loads(files[f"{name}.json"])["data"]]
        assert set(listed) == {path for path in files if path.startswith(f"{name}/")}, name


def test_a_row_that_may_not_be_shown_has_its_code_and_no_number_in_the_api(assessment: Assessment) -> None:
    hidden = 0
    for path, content in api_files(assessment, STAMP):
        if path.startswith("indicators/") and (result := json.loads(content)["data"]["result"]):
            groups = (result["disparity"] or {"rows": []})["rows"]
            rows = [row for row in (*result["points"], *groups) if row["display"] == "not_shown"]
            assert not [row for row in rows if row["figure"] or row.get("difference") or row.get("ratio")], path
            assert all(row["code"] for row in rows), path
            hidden += len(rows)
    assert hidden


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two releases; the second is the newest."""
    site = tmp_path_factory.mktemp("site") / "tiny"
    first = replace(example_assessment(), profile=replace(example_assessment().profile, languages=("en",)))
    add_release(site, first, number=3, date="2026-11-20")
    add_release(site, replace(first, priorities=first.priorities[:1]), number=4, date=RELEASE.date)
    return site


def test_the_pointer_above_the_releases_leads_to_the_newest_and_to_all_others(site: Path) -> None:
    latest = json.loads((site / "api" / "latest.json").read_text(encoding="utf-8"))
    assert latest["latest"]["release"] == 4
    assert [one["release"] for one in latest["releases"]] == [4, 3]
    assert latest["provenance"] == "example"
    for one in latest["releases"]:
        for part in ("api", "openapi", "data"):
            assert (site / "api" / one[part]).resolve().is_file(), part
        index = json.loads((site / "api" / one["api"]).resolve().read_text(encoding="utf-8"))
        assert index["release"]["number"] == one["release"]


def _behind(*_: Any) -> Iterator[bytes]:
    raise AssertionError("an address of the API was handed to the workspace")


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_server_answers_as_the_description_says(site: Path, mode: GenerationMode) -> None:
    files = PublicFiles(site.parent, behind=_behind)

    def folder(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """The folder of the API: the addresses of its description are relative to it, without a slash before them."""
        place = f"/tiny/r4/api/{environ['PATH_INFO'].removeprefix('/')}"
        # The client inside the process says that it reads gzip, and does not unpack it.
        return files({**environ, "PATH_INFO": place, "HTTP_ACCEPT_ENCODING": ""}, start)

    schema = schemathesis.openapi.from_wsgi("/openapi.json", folder)
    asked: set[str] = set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=CHECKS)
        @given(case=operation.as_strategy(mode))
        def ask(case: schemathesis.Case) -> None:
            response = case.call_and_validate()
            asked.add(f"{case.operation.path} {response.status_code}")

        if mode is GenerationMode.POSITIVE or "{id}" in operation.path:
            ask()
    description = json.loads((site / "r4" / "api" / "openapi.json").read_text(encoding="utf-8"))
    positive, answer = mode is GenerationMode.POSITIVE, "200" if mode is GenerationMode.POSITIVE else "404"
    assert {f"{path} {answer}" for path in description["paths"] if positive or "{id}" in path} <= asked
