"""What $100 of the budget does: every dollar of it stands somewhere, what nobody coded too."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.web.publishing.test_another_number import LABEL, pages

from sharedsafety.folder.assessment import Assessment
from sharedsafety.investments.results import NO_BUDGET, YearView
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages.hundred import _with_rest, of_whole


def edition(assessment: Assessment) -> Edition:
    return Edition(assessment, LABEL, "en", ("en", "es"))


def headline(assessment: Assessment, **changed: object) -> Assessment:
    """The assessment with its headline's view changed."""
    views = tuple(
        replace(view, **changed) if (view.fiscal_year, view.phase) == assessment.money.headline else view
        for view in assessment.money.views
    )
    return replace(assessment, money=replace(assessment.money, views=views))


@pytest.mark.parametrize("table", ["family", "purpose"])
def test_every_dollar_of_the_hundred_stands_in_one_row(example_county: Assessment, table: str) -> None:
    shown = edition(example_county)
    whole = shown.view.totals.all_operating.value
    assert whole
    rows = of_whole(shown, _with_rest(shown, table), whole)
    assert sum(row.share.value or 0.0 for row in rows) == pytest.approx(1.0)
    assert {row.code for row in rows} >= {"outside", "uncoded"}
    assert {row.share.denominator for row in rows} == {"T"}
    assert all(row.share.low is None or row.share.low <= (row.share.value or 0.0) for row in rows)


def test_the_page_names_what_is_outside_and_what_nobody_coded_in_both_languages(example_county: Assessment) -> None:
    english, spanish = (pages(example_county, language)[f"{language}/hundred.html"] for language in ("en", "es"))
    assert re.search(r"Of every \$100 of all operating spending in [^<]*nobody has coded yet", english)
    assert "Outside safety" in english
    assert "Fuera de la seguridad" in spanish
    assert "What $100" not in spanish
    assert english.count('<table class="bars">') == 2
    assert 'href="programs/' in english
    assert 'href="../data/money_family.csv"' in english


def test_the_money_page_leads_to_it_and_a_place_without_a_budget_has_none(example_county: Assessment) -> None:
    assert 'href="hundred.html"' in pages(example_county)["en/money.html"]
    view: YearView = edition(example_county).view
    bare = pages(headline(example_county, flags=(*view.flags, NO_BUDGET)))
    assert "en/hundred.html" not in bare
    assert not any('hundred.html"' in page for page in bare.values())


def test_a_coarse_coding_shows_its_bounds_and_says_so(example_county: Assessment) -> None:
    coarse = pages(headline(example_county, coarse_coding="unreviewed"))["en/hundred.html"]
    assert "Read every bar as a rough place inside its range." in coarse
