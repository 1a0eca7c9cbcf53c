"""Two budgets side by side on public pages: more and less said alike, every dollar accounted for, nothing praised."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.web.publishing.test_another_number import pages

from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.site.pairs import pair_address


def _figures(page: str, caption: str) -> list[str]:
    table = next(part for part in page.split("<table") if f">{caption}</caption>" in part).split("</table>")[0]
    return re.findall(r'<td class="number">([^<]*)</td>', table)


def test_every_pair_has_a_page_and_the_list_leads_to_each(example_county: Assessment) -> None:
    found = pages(example_county)
    addresses = {pair_address(pair) for pair in example_county.money.pairs}
    assert len(addresses) == len(example_county.money.pairs) == 13
    assert set(re.findall(r'href="(compare/[^"]*)"', found["en/compare.html"])) == addresses
    assert {f"en/{address}" for address in addresses} <= set(found)


def test_the_lists_of_programs_are_summed_up_in_a_table_whose_last_row_is_the_difference(
    example_county: Assessment,
) -> None:
    found = pages(example_county)
    for pair in example_county.money.pairs:
        cells = _figures(found[f"en/{pair_address(pair)}"], "What happened")
        dollars = [int(re.sub(r"[^0-9-]", "", cell.replace("−", "-"))) for cell in cells if "$" in cell]
        assert abs(sum(dollars[:-1]) - dollars[-1]) <= len(dollars), "each row is rounded to whole dollars"


def test_what_was_spent_is_told_in_other_words_than_what_a_board_changed(example_county: Assessment) -> None:
    found = pages(example_county)
    spent = found["en/compare/2025-adopted--2025-actual.html"]
    assert "Less spent than budgeted" in spent
    assert "Of the safety money adopted, " in spent
    years = found["en/compare/2025-adopted--2026-adopted.html"]
    assert "Got less" in years
    assert "Of the safety money adopted" not in years
    assert "in prices of 2025-26" in years


def test_money_program_and_other_number_pages_lead_to_the_comparison(example_county: Assessment) -> None:
    found = pages(example_county)
    assert 'href="compare/2025-adopted--2026-adopted.html"' in found["en/money.html"]
    assert 'href="compare.html"' in found["en/another-number.html"]
    programs = [page for path, page in found.items() if path.startswith("en/programs/")]
    assert any('href="../compare/2025-adopted--2026-adopted.html"' in page for page in programs)


def test_a_single_budget_has_no_page_and_no_link(example_county: Assessment) -> None:
    bare = pages(replace(example_county, money=replace(example_county.money, pairs=())))
    assert not any("compare" in path for path in bare)
    assert not any("compare.html" in page for page in bare.values())


def test_a_pair_by_department_only_says_what_cant_be_compared(example_county: Assessment) -> None:
    pair = replace(example_county.money.pairs[0], why="department_totals_only", programs=())
    alone = replace(example_county, money=replace(example_county.money, pairs=(pair,)))
    page = pages(alone)[f"en/{pair_address(pair)}"]
    assert "by department only" in page
    assert 'id="programs"' not in page
    assert 'id="departments"' in page
