"""Departments are asked, anybody may reply, silence is told, and what binds money stands beside it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.small_folder import write_folder

from sharedsafety.folder.books import books_findings
from sharedsafety.folder.check import checked_community, later_findings
from sharedsafety.folder.community import Community
from sharedsafety.investments.replies import DepartmentCheck, Mandate, Reply, binding, checks_on, due_on, replies_on

CHECKS = "department,asked_on,answered_on,source\n"
REPLIES = "id,program_key,from_kind,from_name,received_on,kind,text,outcome,outcome_on,outcome_note,source\n"
MANDATES = "id,kind,title,program_key,fund_code,note,source\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "small", slug="small", name="Small")


def codes(root: Path) -> list[tuple[str, int | None, str | None]]:
    return [(found.code, found.row, found.column) for found in checked_community(root, books=True).findings]


def community(root: Path) -> Community:
    found = checked_community(root).community
    assert found is not None
    return found


def test_ten_working_days_leave_out_weekends_and_closed_days() -> None:
    assert due_on(date(2026, 3, 2)) == date(2026, 3, 16)
    assert due_on(date(2026, 3, 2), {date(2026, 3, 9)}) == date(2026, 3, 17)


def test_silence_begins_the_day_after_the_last_day() -> None:
    asked = DepartmentCheck(department="Sheriff", asked_on="2026-03-02", source="letter")
    assert [checks_on([asked], day)[0].state for day in (date(2026, 3, 16), date(2026, 3, 17))] == ["waiting", "silent"]
    late = replace(asked, answered_on="2026-03-20")
    assert [checks_on([late], day)[0].state for day in (date(2026, 3, 19), date(2026, 3, 20))] == ["silent", "answered"]
    assert checks_on([asked], date(2026, 3, 1)) == ()


def test_a_department_that_was_asked_again_stands_as_it_was_asked_last() -> None:
    first = DepartmentCheck(department="Sheriff", asked_on="2025-03-03", answered_on="2025-03-10", source="letter")
    again = DepartmentCheck(department="Sheriff", asked_on="2026-03-02", source="letter")
    (found,) = checks_on([again, first], date(2026, 3, 5))
    assert (found.asked_on, found.state) == ("2026-03-02", "waiting")
    (found,) = checks_on([again, first], date(2026, 3, 1))
    assert (found.asked_on, found.state) == ("2025-03-03", "answered")


def test_a_reply_stands_as_it_stood_on_the_day() -> None:
    said = Reply(id="a", program_key="p", from_kind="resident", received_on="2026-03-02", kind="comment", text="No",
                 source="mail", outcome="kept", outcome_on="2026-04-01", outcome_note="why")  # fmt: skip
    assert replies_on([said], date(2026, 3, 1)) == ()
    (found,) = replies_on([said], date(2026, 3, 31))
    assert (found.outcome, found.outcome_on, found.outcome_note, found.text) == ("open", None, "", "No")
    assert replies_on([said], date(2026, 4, 1)) == (said,)


def test_a_mandate_binds_a_program_a_fund_or_both_together() -> None:
    known = {"kind": "court_order", "title": "Decree", "source": "file"}
    program = Mandate(id="a", program_key="jail", **known)
    fund = Mandate(id="b", fund_code="100", **known)
    both = Mandate(id="c", program_key="jail", fund_code="200", **known)
    assert binding([program, fund, both], "jail", {"100"}) == (program, fund)
    assert binding([program, fund, both], "jail", {"200"}) == (program, both)
    assert binding([program, fund, both], "parks", {"200"}) == ()


def test_the_tables_are_read_and_written_as_they_are(root: Path) -> None:
    (root / "budget/department_checks.csv").write_text(f"{CHECKS}Sheriff,2026-03-02,,letter\n")
    (root / "budget/replies.csv").write_text(
        f"{REPLIES}a,sheriff.patrol,department,Sheriff,2026-03-04,disagreement,We disagree,kept,2026-03-05,why,letter\n"
    )
    (root / "budget/mandates.csv").write_text(f"{MANDATES}m,court_order,Decree,sheriff.patrol,,,case file\n")
    assert [code for code, _, _ in codes(root)] == []
    found = community(root)
    assert found.department_checks[0].department == "Sheriff"
    assert found.replies[0].text == "We disagree"
    assert found.mandates[0].program_key == "sheriff.patrol"


@pytest.mark.parametrize(
    ("file", "row", "found"),
    [
        ("department_checks", "Sheriff,2026-03-02,2026-03-01,l", ("request-answered-before-asked", 2, "answered_on")),
        ("department_checks", "No such,2026-03-02,,l", ("department-not-in-ledger", 2, "department")),
        ("replies", "a,sheriff.patrol,group,,2026-03-04,comment,x,,,,s", ("reply-from-nobody", 2, "from_name")),
        ("replies", "a,sheriff.patrol,resident,,2026-03-04,comment,x,kept,,,s",
         ("reply-outcome-undated", 2, "outcome_on")),
        ("replies", "a,sheriff.patrol,resident,,2026-03-04,comment,x,kept,2026-03-01,,s",
         ("request-answered-before-asked", 2, "outcome_on")),
        ("replies", "a,no.such,resident,,2026-03-04,comment,x,,,,s", ("program-not-in-ledger", 2, "program_key")),
        ("replies", "a,sheriff.patrol,nobody,,2026-03-04,comment,x,,,,s", ("not-on-list", 2, "from_kind")),
        ("mandates", "m,court_order,Decree,,,,s", ("mandate-binds-nothing", 2, "program_key")),
        ("mandates", "m,court_order,Decree,,999,,s", ("fund-not-in-ledger", 2, "fund_code")),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_row(root: Path, file: str, row: str, found: tuple[str, int, str]) -> None:
    heads = {"department_checks": CHECKS, "replies": REPLIES, "mandates": MANDATES}
    (root / f"budget/{file}.csv").write_text(f"{heads[file]}{row}\n")
    assert codes(root) == [found]


def test_a_reply_that_seems_to_name_a_person_is_asked_about(root: Path) -> None:
    (root / "budget/replies.csv").write_text(
        f"{REPLIES}a,sheriff.patrol,resident,,2026-03-04,comment,Maria Lopez told me,,,,s\n"
    )
    assert ("personal-name", 2, "text") in codes(root)


def test_days_after_the_day_that_is_counted_from_are_told(root: Path) -> None:
    (root / "budget/department_checks.csv").write_text(f"{CHECKS}Sheriff,2026-03-02,2026-03-09,letter\n")
    found = later_findings(community(root), date(2026, 3, 5))
    assert [(each.code, each.column) for each in found] == [("request-later", "answered_on")]


def test_a_budget_that_cannot_be_read_hides_no_fault_of_the_replies(root: Path) -> None:
    (root / "budget/mandates.csv").write_text(f"{MANDATES}m,court_order,Decree,no.such,,,s\n")
    assert "program-not-in-ledger" in {found.code for found in books_findings(community(root))}
