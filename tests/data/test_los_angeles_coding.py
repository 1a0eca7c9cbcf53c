"""The coding of the Los Angeles budget keeps the rules a critic would check first."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import yaml

from sharedsafety.investments.ledger import import_ledger
from sharedsafety.investments.mapping_file import checked, read_mapping

REPO = Path(__file__).parents[2]
FOLDER = REPO / "examples" / "los-angeles"
TAXONOMY = yaml.safe_load((REPO / "src/sharedsafety/data/framework/taxonomy.yaml").read_text(encoding="utf-8"))
CATEGORIES = {category["code"]: category for category in TAXONOMY["categories"]}
#: What the files do not tell: reserves, the unappropriated balance, voter bonds, a total of everything, an item
#: whose name says nothing.
UNCODED = {
    "bond-redemption-and-interest.3936.bond-redemption-and-interest",
    "debt-service",
    "debt-service.3936.bond-redemption-and-interest",
    "general-city-purposes.5602.governmental-services.neighborhood-service-enhancements",
    "non-departmental-general",
    "reserve-funds",
    "reserve-funds.5801.reserve-funds-2017-additional",
    "unappropriated-balance.5801.unappropriated-balance",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def coding() -> list[dict[str, str]]:
    return _rows("budget/coding.csv")


def _markers(row: dict[str, str]) -> dict[str, float]:
    pairs = (pair.split(":") for pair in row["markers"].split(";") if pair)
    return {principle: float(weight) for principle, weight in pairs}


def test_the_shares_of_every_program_sum_to_exactly_one(coding: list[dict[str, str]]) -> None:
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for row in coding:
        totals[row["program_key"]] += Fraction(row["share"])
    assert {key: total for key, total in totals.items() if total != 1} == {}


def test_every_row_uses_a_category_and_a_level_the_taxonomy_allows(coding: list[dict[str, str]]) -> None:
    wrong = [
        (row["program_key"], row["category"], row["level"])
        for row in coding
        if row["level"] and row["level"] not in CATEGORIES[row["category"]]["level"]["allowed"]
    ]
    assert wrong == []
    assert {row["category"] for row in coding} <= set(CATEGORIES)


def test_no_marker_rises_above_what_its_category_allows(coding: list[dict[str, str]]) -> None:
    for row in coding:
        principles = CATEGORIES[row["category"]]["principles"]
        for principle, weight in _markers(row).items():
            limit = max(principles["default"].get(principle, 0), principles["max"].get(principle, 0))
            assert weight <= limit, (row["program_key"], principle)


def test_a_judged_share_carries_a_range_around_it(coding: list[dict[str, str]]) -> None:
    for row in coding:
        if row["basis"] in "EFG":
            assert "" not in (row["low"], row["high"]), (row["program_key"], row["category"])
        if row["low"]:
            low, share, high = (Fraction(row[name]) for name in ("low", "share", "high"))
            assert 0 <= low <= share <= high <= 1, (row["program_key"], row["category"])


def test_every_row_has_one_coder_and_a_note_to_argue_with(coding: list[dict[str, str]]) -> None:
    assert {(row["coder"], row["status"]) for row in coding} == {("project team", "single")}
    assert [row["program_key"] for row in coding if len(row["note"].split()) < 3] == []
    agents = set(TAXONOMY["delivery_agents"]["items"])
    assert {row["delivery_agent"] for row in coding} <= agents


@cache
def _ledger_keys() -> frozenset[str]:
    mapping = checked(read_mapping(FOLDER / "budget" / "mapping.yaml"))
    lines = import_ledger(mapping, FOLDER / "budget", jurisdiction_id="los-angeles").lines
    return frozenset(lines["program_key"].unique().to_pylist())


def test_every_program_of_the_ledger_is_coded_or_left_uncoded_on_purpose(coding: list[dict[str, str]]) -> None:
    assert _ledger_keys() == {row["program_key"] for row in coding} | UNCODED


def test_every_published_name_in_the_mapping_stands_in_the_files() -> None:
    mapping = checked(read_mapping(FOLDER / "budget" / "mapping.yaml"))
    published: set[str] = set()
    for file in mapping.files:
        with (FOLDER / "budget" / file.file).open("rb") as raw:
            content = raw.read()
        text = (gzip.decompress(content) if file.file.endswith(".gz") else content).decode("utf-8-sig")
        column = str(file.columns["department"])
        published |= {row[column].strip() for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert set(mapping.department_names) <= published
    assert not [name for name in mapping.department_names.values() if name.endswith("*")]


def test_what_the_files_do_not_tell_stays_uncoded(coding: list[dict[str, str]]) -> None:
    assert UNCODED.isdisjoint(row["program_key"] for row in coding)


def test_a_program_stands_once_and_in_order(coding: list[dict[str, str]]) -> None:
    keys = [row["program_key"] for row in coding]
    assert keys == sorted(keys)
    pairs = [(row["program_key"], row["category"]) for row in coding]
    assert len(pairs) == len(set(pairs))


def test_every_fund_has_classes_the_taxonomy_knows() -> None:
    sources = {item["code"] for item in TAXONOMY["funding_sources"]["items"]}
    controls = set(TAXONOMY["funding_sources"]["control_classes"])
    for fund in _rows("budget/funding.csv"):
        assert fund["source_code"] in sources, fund["fund_code"]
        assert fund["control"] in controls, fund["fund_code"]


def test_links_and_translations_name_things_that_exist(coding: list[dict[str, str]]) -> None:
    parts = {(row["program_key"], row["category"]) for row in coding}
    priorities = {row["id"] for row in _rows("priorities.csv")}
    for link in _rows("budget/links.csv"):
        assert link["priority_id"] in priorities
        assert (link["program_key"], link["category"]) in parts
    programs = {key for key, _ in parts} | UNCODED
    known = {f"program/{key}" for key in programs} | {f"department/{key.split('.')[0]}" for key in programs}
    known |= {f"priority/{priority}" for priority in priorities} | {"community/name", "community/about", "words"}
    assert {text["object_id"] for text in _rows("translations.csv")} <= known


def test_every_priority_is_also_written_in_spanish() -> None:
    written = {(row["object_id"], row["field"]) for row in _rows("translations.csv") if row["language"] == "es"}
    for priority in _rows("priorities.csv"):
        for field in ("title", "body"):
            assert (f"priority/{priority['id']}", field) in written


def test_a_program_text_no_longer_begins_with_the_citys_label() -> None:
    assert [row["program_key"] for row in _rows("budget/programs.csv") if row["text"].startswith("Priority")] == []
