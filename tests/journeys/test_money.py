"""A new budget: mapped, reconciled, 20 programs coded by two people, a dispute settled, a move tried and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.test_workspace import address, chromium, sign_in
from tests.web.conftest import community, folder, other_community, own_places, person, spanish

__all__ = ["address", "chromium", "community", "folder", "other_community", "own_places", "person", "spanish"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONEY = "workspace/communities/small-example/money"
#: What the 20 programs of the new file buy; the first is read differently by the second person.
CODES = (
    *("WB-PHC", "WB-YOU", "WB-HOU", "WB-MEN", "WB-SUD", "WB-PLA", "VP-CVI", "SV-NAV", "SV-TRC", "SV-DSV"),
    *("CR-CRI", "CR-EMG", "BC-DIV", "BC-REE", "JS-JAL", "JS-PRO", "JS-PRS", "JS-DEF", "SY-COO", "OT-ADM"),
)
DISPUTED = "SV-TRC"
FUNDS = (
    "fund_code,name,source_code,level,control,recurrence,end_fy,mandate,pass_through_key,restriction\n"
    "100,General Fund,GF,local,discretionary,ongoing,,none,,\n"
)
#: The community asks for at least 30.5 million dollars to heal: half a million more than the budget has for it.
PRIORITIES = (
    "id,title,body,principle,statement_kind,direction,target_value,target_unit,target_of,adopted_on,source,stated_by\n"
    "heal,More help to heal,,CSC,S2,more,30500000,usd,P,2023-05-12,minutes,\n"
)
LINKS = "program_key,priority_id,weight,note,category\ndepartment-01.program-01,heal,1.0,Heals,\n"


@pytest.fixture
def new_file(tmp_path: Path, folder: Path) -> Path:
    """A budget in a shape nobody has seen: a line above the header, a total below, amounts as people print them."""
    (folder / "budget/funding.csv").write_text(FUNDS, encoding="utf-8")
    lines = ["Small Example: adopted budget", "Agency,Service,Fund No.,2025 Adopted Budget"]
    amounts = [1_000_000 * (30 - at) for at in range(len(CODES))]
    for at, amount in enumerate(amounts, start=1):
        lines.append(f'Department {at:02},Program {at:02},100,"${amount:,}.00"')
    lines.append(f'Grand total,,,"${sum(amounts):,}.00"')
    place = tmp_path / "budget 2025.csv"
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def code_all(page: Page, address: str, first: str) -> None:
    """Code every program of the new file by keyboard, from one to the next; small ones need no second person."""
    left = {f"Program {at:02}": code for at, code in enumerate((first, *CODES[1:]), start=1)}
    while left:
        name = page.locator("h1").inner_text()
        if name not in left:
            number = next(iter(left)).removeprefix("Program ")
            page.goto(f"{address}/{MONEY}/programs/department-{number}.program-{number}/")
            continue
        page.get_by_label("Category").first.fill(left.pop(name))
        page.get_by_label("The shares rest on").select_option("A")
        page.get_by_label("Reason, so that a critic").fill(f"The name says {name}")
        page.get_by_role("button", name="Save and go to the next").press("Enter")
        page.get_by_text("Saved: ").wait_for()


def test_a_new_file_is_mapped_reconciled_coded_by_two_settled_and_tried(
    chromium: Browser, address: str, person: Callable[..., Any], folder: Path, new_file: Path
) -> None:
    for role in ("budget_analyst", "member", "adjudicator"):
        person(role)
    pages = {}
    for role in ("budget_analyst", "member", "adjudicator"):
        pages[role] = chromium.new_context(java_script_enabled=False).new_page()
        sign_in(pages[role], address, role)
    analyst, member, judge = pages.values()

    map_and_reconcile(analyst, address, new_file)
    (folder / "priorities.csv").write_text(PRIORITIES, encoding="utf-8")
    (folder / "budget/links.csv").write_text(LINKS, encoding="utf-8")
    code_all(analyst, address, CODES[0])
    code_all(member, address, DISPUTED)
    settle(judge, address)
    assert "adjudicated" in (folder / "budget/coding.csv").read_text(encoding="utf-8")
    try_a_move(analyst, address)


def map_and_reconcile(page: Page, address: str, file: Path) -> None:
    page.goto(f"{address}/{MONEY}/")
    page.get_by_role("link", name="Budget files").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look how it is read").click()
    page.get_by_role("button", name="Go on: what is known of the file").click()
    page.get_by_label("Short name").fill("county")
    page.get_by_label("Title of the document").fill("Adopted budget 2025")
    page.get_by_label("Who published it").fill("Small Example")
    page.get_by_label("Where it can be found").fill("https://example.org/budget")
    page.get_by_label("Licence").fill("public record")
    page.get_by_label("Day it was taken from there").fill("2025-07-01")
    page.get_by_label("Total of spending printed").fill("$410,000,000.00")
    page.get_by_label("Year with which the pages open").select_option("2025-adopted")
    page.get_by_role("button", name="Look what would change").click()
    page.get_by_role("button", name="Add the file").click()
    page.get_by_role("link", name="county-2025-adopted").click()
    page.get_by_text("to the cent what the document prints").wait_for()


def settle(page: Page, address: str) -> None:
    page.goto(f"{address}/{MONEY}/disputes/")
    page.get_by_role("link", name="Program 01").click()
    page.get_by_label("Take this one").nth(1).check()
    page.get_by_label("Reason").fill("Its contract names trauma recovery")
    page.get_by_role("button", name="Settle it").click()
    page.get_by_text("Settled.").wait_for()
    page.get_by_text("No dispute.").wait_for()


def try_a_move(page: Page, address: str) -> None:
    page.goto(f"{address}/{MONEY}/what-if/")
    page.get_by_label("Name").first.fill("Heal first")
    page.get_by_role("button", name="Start a scenario").click()
    page.get_by_label("Out of").select_option("department-06.program-06")
    page.get_by_label("To", exact=True).select_option("department-01.program-01")
    page.get_by_label("Dollars").fill("1,000,000")
    page.get_by_role("button", name="Add the move").click()
    page.get_by_text("$30,000,000 → $31,000,000").wait_for()
    page.get_by_text("1 lamp turns").wait_for()
    page.goto(f"{address}/{MONEY}/what-if/")
    page.get_by_role("link", name="Heal first").wait_for()
