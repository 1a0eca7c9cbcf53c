"""Nothing is lost from the published files to the tables: every dollar of the three examples, in every draw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sharedsafety.folder.assess import assess
from sharedsafety.folder.books import books_of
from sharedsafety.folder.check import checked_community
from sharedsafety.investments.coded_amounts import Codings
from sharedsafety.investments.coding import coded_parts
from sharedsafety.investments.scope import split_cube, year_money
from sharedsafety.investments.uncertainty import share_draws, uncertain_shares
from sharedsafety.investments.year_amounts import coding_arrays
from sharedsafety.investments.year_view import table_maker

EXAMPLES = Path(__file__).parents[3] / "examples"
FOLDERS = ("los-angeles", "san-joaquin", "example-county")
OF_PERIMETER = ("family", "category", "level", "purpose", "holder", "control", "recurrence", "principle")


@pytest.fixture(scope="module", params=FOLDERS)
def community(request):
    return checked_community(EXAMPLES / request.param).community


@pytest.fixture(scope="module")
def done(community, tmp_path_factory):
    return assess(community, as_of=date(2026, 11, 23), keep_in=tmp_path_factory.mktemp("kept"), seed=5, draws=50)


def test_the_document_total_is_all_operating_spending_and_what_is_left_out(done):
    for view in done.money.views:
        totals = view.totals
        left_out = sum(figure.value for figure in totals.excluded.values())
        assert totals.document_total.value == pytest.approx(totals.all_operating.value + left_out, abs=0.005)


def test_the_documents_of_a_year_hold_its_document_total(done):
    for view in done.money.views:
        loaded = sum(d.loaded.value for d in done.documents if d.document.doc_id in view.documents)
        assert view.totals.document_total.value == pytest.approx(loaded, abs=0.005), view.label


def test_perimeter_outside_and_uncoded_are_all_operating_spending(done):
    for view in done.money.views:
        totals = view.totals
        parts = totals.perimeter.value + totals.outside.value + totals.uncoded.value
        assert parts == pytest.approx(totals.all_operating.value, abs=0.005)
        assert view.quality.uncoded.value == totals.uncoded.value


@pytest.mark.parametrize("table", OF_PERIMETER)
def test_every_table_of_the_perimeter_sums_to_it(done, table):
    for view in done.money.views:
        dollars = sum(row.amount.value for row in view.tables[table] if row.code != "uncoded")
        assert dollars == pytest.approx(view.totals.perimeter.value, abs=0.05), view.label


def test_what_only_functions_tell_is_said_between_bounds_and_what_nobody_said_is_no_zero(community, done):
    view = next(view for view in done.money.views if (view.fiscal_year, view.phase) == done.money.headline)
    by_function = community.profile.id == "san-joaquin"
    assert view.coarse_coding == ("functions" if by_function else None)
    assert (view.totals.local_choice.why == "control_unknown") == by_function
    if by_function:
        assert done.money.coverage.ongoing_cant_tell == done.money.coverage.with_some_money


def test_in_every_draw_the_parts_sum_to_the_whole(community, tmp_path):
    cube, parts = books_of(community, tmp_path).cube, coded_parts(community.coding)
    uncertain = uncertain_shares(parts)
    codings = Codings(uncertain, share_draws(uncertain, 60, np.random.default_rng(5)))
    headline = (community.profile.headline_year, community.profile.headline_phase)
    money = year_money(split_cube(cube, parts), *headline, {})
    make = table_maker(money, coding_arrays(parts, uncertain), codings, {})
    year, inside = make.year, make.year.inside()
    whole = codings.draws(make.perimeter.amounts)[0]
    for name in ("family", "category", "level", "holder"):
        assert codings.draws(year.by_part(name, inside)).sum(axis=0) == pytest.approx(whole)
    outside = year.whole("outside", ~inside & (year.pieces.part >= 0)).amounts
    everything = whole + codings.draws(outside)[0] + year.uncoded()
    assert everything == pytest.approx(np.full(codings.count, make.total.value))
