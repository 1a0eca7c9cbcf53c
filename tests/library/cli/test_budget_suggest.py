"""``sharedsafety budget suggest`` from outside: on Example County, and with input that can't be used."""

import json
import runpy
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of
from sharedsafety.core.reviewed import data_text
from sharedsafety.folder.one_table import table_values_of
from sharedsafety.investments.coded import CodedShare

ROOT = Path(__file__).parents[3]
BUDGET = ROOT / "examples" / "example-county" / "budget"
CODING = BUDGET / "coding.csv"


def imported(folder: Path, mapping: Path, *files: Path) -> Path:
    out = folder / "ledger.parquet"
    status_of(["budget", "import", *map(str, files), "--mapping", str(mapping), "--out", str(out)])
    return out


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    return imported(folder, BUDGET / "mapping.yaml", *(BUDGET / "ledger").iterdir())


def rows_kept(out: Path, *, every: int) -> Path:
    """Write a coding that leaves out each program whose number is a multiple of ``every``."""
    head, *rows = CODING.read_text(encoding="utf-8").splitlines()
    keys = sorted({row.split(",")[0] for row in rows})
    left_out = set(keys[::every])
    out.write_text("\n".join([head, *(row for row in rows if row.split(",")[0] not in left_out)]) + "\n", "utf-8")
    return out


def suggest(capsys, ledger: Path, *options: object) -> tuple[int, dict]:
    capsys.readouterr()
    status = status_of(["budget", "suggest", str(ledger), *map(str, options), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_an_earlier_coding_gives_its_own_categories_back(ledger, tmp_path, capsys):
    some = rows_kept(tmp_path / "some.csv", every=5)
    status, answer = suggest(capsys, ledger, "--coded", some, "--coded", CODING)
    assert status == 0
    by_program = {each["program_key"]: each for each in answer["suggestions"] if each["how"] == "same_program"}
    main: dict[str, tuple] = {}
    for row in table_values_of(CODING, "budget/coding.csv", CodedShare):
        main[row.program_key] = min(main.get(row.program_key, (0, "")), (-row.share, row.category))
    assert len(by_program) > 10
    assert {key: each["category"] for key, each in by_program.items()} == {key: main[key][1] for key in by_program}
    assert answer["coverage"] == len(answer["suggestions"]) / answer["uncoded"]


def test_the_sheet_is_refused_as_a_coding_until_a_person_signs_it(ledger, tmp_path, capsys):
    some, sheet = rows_kept(tmp_path / "some.csv", every=5), tmp_path / "sheet.csv"
    before = some.read_bytes()
    assert suggest(capsys, ledger, "--coded", some, "--out", sheet)[0] == 0
    assert some.read_bytes() == before
    assert ",unreviewed," in sheet.read_text("utf-8")
    status, answer = suggest(capsys, ledger, "--coded", sheet)
    assert status == 1
    assert {(problem["code"], problem["column"]) for problem in answer["problems"]} == {("cell-missing", "coder")}


def test_a_sheet_that_is_there_is_not_written_over(ledger, tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("an evening's work", "utf-8")
    status, answer = suggest(capsys, ledger, "--coded", CODING, "--out", sheet)
    assert (status, answer["problems"][0]["code"]) == (1, "suggest-out-exists")
    assert sheet.read_text("utf-8") == "an evening's work"


def test_a_ledger_without_names_is_refused(tmp_path, capsys):
    (tmp_path / "budget.csv").write_text("Fund,Amount\nA,5\nB,7\n", "utf-8")
    (tmp_path / "mapping.yaml").write_text(
        "files:\n  - file: budget.csv\n    columns: {fund: Fund}\n"
        "    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: d}]\n",
        "utf-8",
    )
    ledger = imported(tmp_path, tmp_path / "mapping.yaml", tmp_path / "budget.csv")
    status, answer = suggest(capsys, ledger, "--coded", CODING)
    assert status == 1
    assert "suggest-no-names" in {problem["code"] for problem in answer["problems"]}


def test_an_empty_coding_rests_on_the_examples_and_says_so(ledger, tmp_path, capsys):
    empty = tmp_path / "empty.csv"
    empty.write_text(CODING.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    status, answer = suggest(capsys, ledger, "--coded", empty)
    assert (status, [problem["code"] for problem in answer["problems"]]) == (0, ["suggest-nothing-coded"])
    assert answer["suggestions"]


def test_a_coded_program_that_is_not_in_the_ledger_is_named(ledger, tmp_path, capsys):
    other = tmp_path / "other.csv"
    text = CODING.read_text("utf-8")
    other.write_text(text + "moon.1.moon-base,OT-OUT,1,,,,A,,Ana,single,,0.1.0,unknown\n", "utf-8")
    status, answer = suggest(capsys, ledger, "--coded", other)
    assert status == 0
    assert [problem["code"] for problem in answer["problems"]] == ["coding-program-not-in-ledger"]


def test_the_same_call_gives_the_same_bytes(ledger, tmp_path, capsys):
    some = rows_kept(tmp_path / "some.csv", every=3)
    texts = []
    for name in ("first.csv", "second.csv"):
        answer = suggest(capsys, ledger, "--coded", some, "--out", tmp_path / name)[1]
        texts.append((json.dumps(answer), (tmp_path / name).read_bytes()))
    assert texts[0] == texts[1]


def test_people_read_what_it_rests_on(ledger, tmp_path, capsys):
    some = rows_kept(tmp_path / "some.csv", every=3)
    capsys.readouterr()
    assert status_of(["budget", "suggest", str(ledger), "--coded", str(some)]) == 0
    text = capsys.readouterr().out
    assert "Nothing is coded until a person decides." in text
    assert "coded so before" in text


def test_no_coding_at_all_is_a_wrong_call_and_a_missing_one_can_not_be_read(ledger, tmp_path, capsys):
    assert status_of(["budget", "suggest", str(ledger)]) == 2
    assert suggest(capsys, ledger, "--coded", tmp_path / "nowhere.csv")[0] == 3


def test_the_shipped_names_are_those_of_the_examples() -> None:
    made = runpy.run_path(str(ROOT / "examples" / "_make" / "coded_names.py"))["coded_names_text"]()
    assert made == data_text("investments/coded_names.yaml"), "run python -m examples._make.coded_names"
