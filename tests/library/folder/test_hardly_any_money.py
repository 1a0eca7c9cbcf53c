"""A budget nobody coded, of nothing, below zero, of one program, of income alone: answers, never a fault."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.assess import assess
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.results_out import result_files
from sharedsafety.report import money_sentences

MAPPING = """\
files:
  - file: ledger/lines.csv
    columns: {department: Department, program: Program, fund: Fund}
    account_type: {column: Type, values: {E: expenditure, R: revenue}}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: a24}]
"""
HEADER = "Department,Program,Fund,Amount,Type\n"


def spoil(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def ledger_of(folder: Path, *rows: str, coding: str = "") -> Path:
    """Give a folder another ledger and another coding."""
    lines = folder / "budget/ledger/lines.csv"
    before = hashlib.sha256(lines.read_bytes()).hexdigest()
    lines.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    spoil(folder / "budget/documents.csv", before, hashlib.sha256(lines.read_bytes()).hexdigest())
    (folder / "budget/mapping.yaml").write_text(MAPPING, encoding="utf-8")
    header = (folder / "budget/coding.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "budget/coding.csv").write_text(f"{header}\n{coding}", encoding="utf-8")
    return folder


def assessed(folder: Path, keep_in: Path):
    community = checked_community(folder, books=True).community
    assert community is not None
    return assess(community, as_of=date(2026, 11, 23), keep_in=keep_in, seed=1, draws=20)


@pytest.mark.parametrize(
    ("rows", "total", "uncoded"),
    [
        (["Sheriff,Patrol,100,0,E"], 0.0, 0.0),
        (["Sheriff,Patrol,100,-50,E"], -50.0, -50.0),
        (["Sheriff,Patrol,100,1500,E"], 1500.0, 1500.0),
        (["Sheriff,Fees,100,1500,R"], 0.0, 0.0),
    ],
)
def test_a_budget_nobody_coded_is_uncoded_in_every_total_and_no_share_is_told(folder, tmp_path, rows, total, uncoded):
    done = assessed(ledger_of(folder, *rows), tmp_path)
    view = done.money.views[0]
    assert (view.totals.all_operating.value, view.totals.uncoded.value) == (total, uncoded)
    assert view.totals.perimeter.value == 0.0
    tables = ("family", "category", "level", "holder", "control", "recurrence", "principle", "principle_gross")
    assert all(row.code == "uncoded" for table in tables for row in view.tables[table])
    if "R" not in rows[0]:
        assert all([row.amount.value for row in view.tables[table]] == [uncoded] for table in tables)
    titles = (money_sentences.largest_family_title, money_sentences.principle_title, money_sentences.freedom_title)
    assert all(title(view).startswith("We can't tell yet") for title in titles)
    assert dict(result_files(done))["assessment.json"]


def test_one_program_is_all_of_the_safety_money(folder, tmp_path):
    coding = "sheriff.patrol,JS-POL,1,,,,A,,someone,single,Patrol,0.1.0\n"
    view = assessed(ledger_of(folder, "Sheriff,Patrol,100,1500,E", coding=coding), tmp_path).money.views[0]
    assert [(row.code, row.share.value) for row in view.tables["category"]] == [("JS-POL", 1.0)]
    assert view.totals.perimeter.value == 1500.0


def test_uncoded_money_never_heads_a_page_as_the_largest_part(folder, tmp_path):
    coding = "sheriff.patrol,JS-POL,1,,,,A,,someone,single,Patrol,0.1.0\n"
    rows = ("Sheriff,Patrol,100,1500,E", "Health,Clinic,100,9000,E")
    view = assessed(ledger_of(folder, *rows, coding=coding), tmp_path).money.views[0]
    assert money_sentences.largest_family_title(view).startswith("Police, courts, jail and probation: 100")


def test_pages_that_would_open_with_a_year_without_lines_are_refused(folder, tmp_path):
    ledger_of(folder, "Sheriff,Patrol,100,1500,E")
    documents = (folder / "budget/documents.csv").read_text(encoding="utf-8")
    row = documents.splitlines()[1].replace("a24,2024", "a25,2025")
    (folder / "budget/documents.csv").write_text(f"{documents}{row}\n", encoding="utf-8")
    spoil(folder / "community.yaml", "headline_year: 2024", "headline_year: 2025")
    found = [each for each in checked_community(folder, books=True).findings if each.code == "headline-empty"]
    assert [(each.file, each.row, each.column) for each in found] == [("community.yaml", 9, "headline_year")]
    community = checked_community(folder).community
    with pytest.raises(BadInput) as refused:
        assess(community, as_of=date(2026, 11, 23), keep_in=tmp_path, seed=1)
    assert refused.value.code == "headline-empty"


def test_more_money_than_there_is_is_refused_by_the_check_and_by_the_assessment(folder, tmp_path):
    ledger_of(folder, "Sheriff,Patrol,100,90000000000000000,E", "Health,Clinic,100,90000000000000000,E")
    assert "ledger-sum-too-large" in {each.code for each in checked_community(folder, books=True).findings}
    with pytest.raises(BadInput) as refused:
        assess(checked_community(folder).community, as_of=date(2026, 11, 23), keep_in=tmp_path, seed=1)
    assert refused.value.code == "ledger-sum-too-large"


def test_a_link_to_a_program_without_lines_is_said(folder):
    ledger_of(folder, "Sheriff,Patrol,100,1500,E")
    links = "program_key,priority_id,weight\nsheriff.patrol,heal,1\nsheriff.patrl,heal,1\n"
    (folder / "budget/links.csv").write_text(links, encoding="utf-8")
    found = [each for each in checked_community(folder, books=True).findings if each.code == "program-not-in-ledger"]
    assert [(each.file, each.row, each.severity) for each in found] == [("budget/links.csv", 3, "warning")]
