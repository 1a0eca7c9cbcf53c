"""A budget file added to a folder: tried on a copy, written whole, its mapping beside what people wrote."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.small_folder import LEDGER, write_folder
from tests.small_folder import MAPPING as SMALL_MAPPING

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.books import books_of
from sharedsafety.folder.budget_change import BudgetChange, NewBudget, budget_change, known_as
from sharedsafety.folder.budget_facts import BudgetFacts, short_name
from sharedsafety.folder.budget_write import write_budget
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.document_led import document_led
from sharedsafety.folder.mapping_edit import mapping_with
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.proposed_mapping import proposed_mapping

LINES = "Department,Program,Fund,2025 Adopted\nSheriff,Patrol,100,1100\nHealth,Night clinic,100,600\n"
FACTS = BudgetFacts(
    name="county-adopted",
    title="Adopted budget",
    publisher="County of X",
    licence="public record",
    source="https://example.org/budget",
    retrieved_on="2025-07-01",
    controls={"2025-adopted": "$1,700"},
    control_source="page 3",
)


def added(root: Path, text: str = LINES, facts: BudgetFacts = FACTS) -> tuple[BudgetChange, Path]:
    path = root.parent / "given.csv"
    path.write_text(text, encoding="utf-8")
    found = proposed_mapping(path)
    assert found.mapping is not None
    parts = tuple(sorted({(total.fiscal_year, total.phase) for total in found.totals}))
    new = NewBudget(path=path, suffix="csv", mapping=found.mapping, parts=parts, facts=facts)
    return budget_change(root, new, root.parent / "kept"), path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "small", slug="small", name="Small")


def state(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_looking_changes_nothing_in_the_folder(root):
    before = state(root)
    added(root)
    assert state(root) == before


def test_what_would_be_loaded_is_reconciled_before_it_is_written(root):
    change, _ = added(root)
    assert change.usable
    assert [(each.document.doc_id, each.loaded.value, each.status) for each in change.documents] == [
        ("county-adopted-2025-adopted", 1700, "reconciled")
    ]


def test_programs_new_and_gone_against_the_coding_are_told(root):
    programs = added(root)[0].programs
    assert programs is not None
    assert (programs.known, programs.known_cents) == (1, 110_000)
    assert programs.new == (("health.night-clinic", 60_000),)
    assert programs.gone == ()


def test_a_written_file_is_part_of_the_books(root):
    change, path = added(root)
    write_budget(root, change, path)
    reading = checked_community(root, books=True)
    assert [found.code for found in reading.findings if found.severity == "error"] == []
    assert reading.community is not None
    books = books_of(reading.community, root.parent / "kept")
    assert {each.document.doc_id: each.status for each in books.documents} == {
        "a24": "reconciled",
        "county-adopted-2025-adopted": "reconciled",
    }
    assert (root / "budget/ledger/county-adopted.csv").read_text(encoding="utf-8") == LINES


def test_the_same_file_twice_is_nothing_new(root):
    change, path = added(root)
    write_budget(root, change, path)
    before = state(root)
    again, _ = added(root)
    assert (again.same, again.place, again.usable) == (("county-adopted-2025-adopted",), "", False)
    assert known_as(root, path) == ("county-adopted-2025-adopted",)
    assert state(root) == before


def test_a_folder_that_somebody_changed_meanwhile_is_left_alone(root):
    change, path = added(root)
    mapping = root / "budget/mapping.yaml"
    mapping.write_text(mapping.read_text(encoding="utf-8") + "# by somebody else\n", encoding="utf-8")
    before = state(root)
    with pytest.raises(BadInput) as refused:
        write_budget(root, change, path)
    assert refused.value.code == "budget-changed-meanwhile"
    assert state(root) == before


def test_a_write_that_fails_half_way_leaves_the_folder_as_it_was(root, monkeypatch):
    change, path = added(root)
    before = state(root)
    from sharedsafety.folder import budget_write

    whole = budget_write.write_whole

    def failing(place: Path, content: bytes) -> None:
        if place.name == "documents.csv" and content == change.contents["budget/documents.csv"]:
            raise OSError("no room")
        whole(place, content)

    monkeypatch.setattr(budget_write, "write_whole", failing)
    with pytest.raises(OSError, match="no room"):
        write_budget(root, change, path)
    assert state(root) == before


def test_the_same_money_in_two_documents_is_an_error_before_it_is_written(root):
    change, _ = added(root, LINES.replace("2025", "2024"))
    assert not change.usable
    assert "ledger-document-twice" in [found.code for found in change.findings]


def test_a_printed_total_that_is_no_amount_is_refused_with_its_place(root):
    with pytest.raises(BadInput) as refused:
        added(root, facts=replace(FACTS, controls={"2025-adopted": "about a million"}))
    found = refused.value.finding
    assert (found.code, found.file, found.column) == ("text-in-amount", "budget/documents.csv", "control_total_usd")


@pytest.mark.parametrize("name", ["../county", "a b", "", "x" * 90])
def test_a_short_name_that_can_be_no_address_is_refused(root, name):
    with pytest.raises(BadInput) as refused:
        added(root, facts=replace(FACTS, name=name))
    assert refused.value.code == "not-an-id"


def test_a_day_that_is_none_is_told_with_its_row(root):
    change, _ = added(root, facts=replace(FACTS, retrieved_on="last week"))
    assert not change.usable
    assert [(found.code, found.file, found.row) for found in change.findings if found.severity == "error"] == [
        ("not-a-date", "budget/documents.csv", 3)
    ]


def test_pages_may_open_with_the_new_year(root):
    change, path = added(root, facts=replace(FACTS, headline="2025-adopted"))
    write_budget(root, change, path)
    text = (root / "community.yaml").read_text(encoding="utf-8")
    assert "headline_year: 2025\nheadline_phase: adopted\n" in text
    assert "about: Made up for a test." in text


def test_a_first_budget_makes_the_files_it_needs(root):
    shutil.rmtree(root / "budget")
    change, path = added(root, facts=replace(FACTS, headline="2025-adopted"))
    assert change.usable, change.findings
    write_budget(root, change, path)
    assert checked_community(root, books=True).community is not None


def test_a_rule_of_the_new_file_that_would_change_earlier_totals_is_told(root):
    text = "Department,Program,Fund,2025 Adopted\nFire,Rescue,7,60\nFire,Trees,7,40\nFire,,7,100\nHealth,Clinic,7,9\n"
    ledger = root / "budget/ledger/lines.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "Fire,,7,11\n", encoding="utf-8")
    documents = root / "budget/documents.csv"
    digest = hashlib.sha256(ledger.read_bytes()).hexdigest()
    cells = documents.read_text(encoding="utf-8").splitlines()[1].split(",")
    cells[7] = digest
    header = documents.read_text(encoding="utf-8").splitlines()[0]
    documents.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    change, _ = added(root, text)
    told = [found.params for found in change.findings if found.code == "budget-earlier-changed"]
    assert told == [{"doc_id": "a24", "before": "1,511.00", "after": "1,500.00"}]


REMARKS = """\
# How we read our budgets
files:  # newest last
  - file: ledger/lines.csv
    columns: {department: Department}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: a24}]

# what we leave out
missing: [NA]  # says the city
"""


def joined(text: str, missing: tuple[str, ...] = ("NA",)) -> str:
    old, new = checked(mapping_of(text)), checked(mapping_of(SMALL_MAPPING))
    return mapping_with(text, old, replace(old, files=(*old.files, *new.files), missing=missing))


def test_remarks_and_order_of_a_mapping_stay(root):
    made = joined(REMARKS)
    for remark in ("# How we read our budgets", "# newest last", "# what we leave out", "# says the city"):
        assert remark in made
    assert len(checked(mapping_of(made)).files) == 2
    assert made.index("# what we leave out") > made.rindex("file:")


def test_a_rule_that_grows_is_written_anew_and_the_other_lines_stay():
    made = joined(REMARKS, missing=("NA", "N/A"))
    assert "# How we read our budgets" in made
    assert checked(mapping_of(made)).missing == ("NA", "N/A")


def test_a_mapping_in_braces_is_written_anew():
    text = "{files: [{file: a.csv, amounts: [{column: Z, fiscal_year: 2024, phase: adopted, document: d}]}]}"
    assert len(checked(mapping_of(joined(text, missing=()))).files) == 2


@pytest.mark.parametrize(
    ("file", "name"), [("Budget (final).csv.gz", "budget-final"), ("2024-adopted.csv", "budget"), ("???.csv", "budget")]
)
def test_a_short_name_is_made_from_what_the_file_is_called(file, name):
    assert short_name(file) == name


def test_a_row_left_out_of_a_file_that_publishes_spending_as_negative_has_the_sign_of_lines(root):
    ledger, mapping = root / "budget/ledger/lines.csv", root / "budget/mapping.yaml"
    ledger.write_text("Department,Program,Fund,Amount\nSheriff,Patrol,1,-1000\nTotal,,,-1000\n", encoding="utf-8")
    text = mapping.read_text(encoding="utf-8").replace("lines.csv", "lines.csv\n    sign: -1")
    mapping.write_text(text, encoding="utf-8")
    documents = root / "budget/documents.csv"
    digest = hashlib.sha256(ledger.read_bytes()).hexdigest()
    old = hashlib.sha256(LEDGER.encode()).hexdigest()
    documents.write_text(documents.read_text(encoding="utf-8").replace(old, digest), encoding="utf-8")
    community = checked_community(root).community
    assert community is not None
    found = document_led(community, "a24", root.parent / "kept")
    assert found is not None
    assert [(part.cents, part.row) for part, _ in found.led.left_out] == [(100_000, 3)]
    assert found.led.difference_cents == -50_000
    assert document_led(community, "nothing", root.parent / "kept") is None
