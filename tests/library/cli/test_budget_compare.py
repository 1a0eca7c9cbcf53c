"""``sharedsafety budget compare`` from outside: on Los Angeles, and with input that can't be used."""

import json
import shutil
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of

BUDGET = Path(__file__).parents[3] / "examples" / "los-angeles" / "budget"
CODING = BUDGET / "coding.csv"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("ledger") / "la.parquet"
    section = BUDGET / "ledger" / "expenditures_sec2_2021-22_adopted.csv.gz"
    assert (
        status_of(["budget", "import", str(section), "--mapping", str(BUDGET / "mapping.yaml"), "--out", str(out)]) == 0
    )
    return out


def compare(ledger: Path, *options: str, first: Path = CODING, second: Path = CODING) -> int:
    return status_of(["budget", "compare", str(first), str(second), "--ledger", str(ledger), *options, "--json"])


def said(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_strict_against_generous_is_all_coding(ledger, capsys):
    capsys.readouterr()
    assert compare(ledger, "--markers", "strict/generous") == 0
    answer = said(capsys)
    assert {part["cause"] for part in answer["parts"]} == {"coding"}
    assert {row["table"] for row in answer["rows"]} == {"principle"}
    for row in answer["rows"]:
        own = [p["points"] for p in answer["parts"] if (p["table"], p["code"]) == (row["table"], row["code"])]
        assert sum(own) == pytest.approx(row["second"] - row["first"], abs=1e-12)


def test_all_funds_against_the_general_fund_is_all_scope(ledger, capsys):
    capsys.readouterr()
    assert compare(ledger, "--funds", "all/100", "--denominator", "T") == 0
    answer = said(capsys)
    assert {part["cause"] for part in answer["parts"]} == {"scope"}


def test_a_year_that_is_not_there_is_refused_with_those_that_are(ledger, capsys):
    capsys.readouterr()
    assert compare(ledger, "--year", "1999:adopted") == 1
    problem = said(capsys)["problems"][0]
    assert problem["code"] == "compare-year-unknown"
    assert "2022:adopted" in problem["fix"]


def test_a_file_that_is_no_ledger_can_not_be_read(capsys):
    assert compare(CODING) == 3
    assert said(capsys)["problems"][0]["code"] == "ledger-file-unreadable"


def test_a_coding_with_a_fault_names_row_and_column(ledger, tmp_path, capsys):
    spoiled = shutil.copyfile(CODING, tmp_path / "other.csv")
    first = spoiled.read_text(encoding="utf-8").split("\n")[1]
    key, category, _share, rest = first.split(",", maxsplit=3)
    wrong = ",".join((key, category, "much", rest))
    spoiled.write_text(spoiled.read_text(encoding="utf-8").replace(first, wrong), encoding="utf-8")
    capsys.readouterr()
    assert compare(ledger, second=spoiled) == 1
    problem = said(capsys)["problems"][0]
    assert (problem["code"], problem["row"], problem["column"]) == ("not-a-number", 2, "share")


@pytest.mark.parametrize("option", [("--denominator", "Q"), ("--markers", "strict/odd"), ("--money", "grossnet")])
def test_an_option_that_says_nothing_known_is_a_wrong_call(ledger, option, capsys):
    assert compare(ledger, *option) == 2
    assert "is not one of" in capsys.readouterr().err
