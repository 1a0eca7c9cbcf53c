"""``sharedsafety budget import`` from outside: what it prints, its exit status, and what it leaves on disk."""

import io
import json
from decimal import Decimal
from pathlib import Path

from sharedsafety.cli.main import status_of

FOLDER = Path(__file__).parents[3] / "examples" / "los-angeles" / "budget"
SECTION_4 = FOLDER / "ledger" / "expenditures_sec4_2021-22_adopted.csv"


def call(tmp_path: Path, *files: Path, mapping: Path = FOLDER / "mapping.yaml") -> int:
    names = [str(file) for file in files]
    return status_of(
        ["budget", "import", *names, "--mapping", str(mapping), "--out", str(tmp_path / "l.parquet"), "--json"]
    )


def test_it_writes_the_ledger_and_says_what_it_read(tmp_path, capsys):
    assert call(tmp_path, SECTION_4) == 0
    said = json.loads(capsys.readouterr().out)
    assert {"lines", "by_year", "reconciled", "difference", "rejected"} <= said.keys()
    assert said["reconciled"] is True
    adopted = [row for row in said["by_year"] if (row["fiscal_year"], row["phase"]) == (2022, "adopted")]
    assert sum(Decimal(row["amount_usd"]) for row in adopted) == Decimal("515868292.00")
    assert [row["row"] for row in said["rejected"]] == [217]
    assert (tmp_path / "l.parquet").is_file()


def test_a_file_that_can_not_be_read_gives_status_3_and_changes_nothing(tmp_path, capsys):
    (tmp_path / "mapping.yaml").write_text(
        (FOLDER / "mapping.yaml").read_text().replace("ledger/expenditures_sec4", "empty")
    )
    empty = tmp_path / "empty_2021-22_adopted.csv"
    empty.touch()
    assert call(tmp_path, empty, mapping=tmp_path / "mapping.yaml") == 3
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "ledger-empty-file"
    assert not (tmp_path / "l.parquet").exists()


def test_a_file_without_mapping_gives_status_1(tmp_path, capsys):
    assert call(tmp_path, tmp_path / "other.csv") == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "ledger-file-not-mapped"


ONE_FILE = """
files:
  - file: ledger/city.csv
    columns: {department: Department}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: city-2024}]
"""


def piped(tmp_path, monkeypatch, mapping: str) -> int:
    (tmp_path / "mapping.yaml").write_text(mapping)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Department,Amount\nFire,10\nParks,5\n")))
    return call(tmp_path, Path("-"), mapping=tmp_path / "mapping.yaml")


def test_a_dash_reads_standard_input(tmp_path, monkeypatch, capsys):
    assert piped(tmp_path, monkeypatch, ONE_FILE) == 0
    said = json.loads(capsys.readouterr().out)
    assert [row["amount_usd"] for row in said["by_year"]] == ["15.00"]
    assert (tmp_path / "l.parquet").is_file()


def test_standard_input_can_not_be_two_files(tmp_path, monkeypatch, capsys):
    both = ONE_FILE + ONE_FILE.split("files:\n")[1].replace("city.csv", "county.csv")
    assert piped(tmp_path, monkeypatch, both) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "ledger-input-which-file"
    assert not (tmp_path / "l.parquet").exists()
