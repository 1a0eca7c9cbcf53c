"""Other ways to look at the same money: overhead spread, gross and net, each dollar once, each with what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.publishing.test_another_number import pages

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import Assessment
from sharedsafety.report.sentences import sentence


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "key", ["category_with_overhead", "principle_gross", "gross_and_net", "transfers_once", "capital_once"]
)
def test_the_money_page_says_what_each_way_is(example_county: Assessment, language: str, key: str) -> None:
    page = pages(example_county, language)[f"{language}/money.html"].replace("&#x27;", "'")
    assert sentence(f"table_note.{key}", language) in page


def test_what_is_left_out_stands_with_its_amount_and_money_without_a_receiver_is_named(
    example_county: Assessment,
) -> None:
    assert "Reserves not spent" in pages(example_county)["en/money.html"]
    view = next(
        view for view in example_county.money.views if (view.fiscal_year, view.phase) == example_county.money.headline
    )
    passed = Figure(value=5_000_000.0, unit="usd", basis=view.basis)
    totals = replace(view.totals, excluded={"transfer_out": passed})
    other = replace(view, totals=totals, flags=(*view.flags, "receiver_not_loaded"))
    views = tuple(other if each is view else each for each in example_county.money.views)
    page = pages(replace(example_county, money=replace(example_county.money, views=views)))["en/money.html"]
    assert "Passed to another fund" in page
    assert "$5 million" in page.replace("\xa0", " ")
    assert "somebody whose budget is not loaded here" in page
