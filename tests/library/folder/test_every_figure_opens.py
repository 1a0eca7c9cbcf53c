"""Every number of an assessment carries denominator, year basis, interval (or "complete count") and what opens it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assess import assess
from sharedsafety.folder.check import checked_community
from sharedsafety.investments.results import MoneyRow

EXAMPLES = Path(__file__).parents[3] / "examples"
#: Plain dollars and counts have no denominator; any other number of money is so much of something.
WITHOUT_DENOMINATOR = ("usd", "people", "count")


@pytest.fixture(scope="module", params=("los-angeles", "san-joaquin", "example-county"))
def done(request, tmp_path_factory):
    community = checked_community(EXAMPLES / request.param).community
    return assess(community, as_of=date(2026, 11, 23), keep_in=tmp_path_factory.mktemp("kept"), seed=5, draws=50)


def figures(value: Any, ids: tuple[str, ...] = ()) -> Iterator[tuple[Figure, tuple[str, ...]]]:
    """Yield every figure of a result with the ids that open it: its own, or the programs of its row."""
    if isinstance(value, Figure):
        yield value, value.ids or ids
    elif is_dataclass(value):
        inside = value.programs if isinstance(value, MoneyRow) else ids
        for field in fields(value):
            yield from figures(getattr(value, field.name), inside)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from figures(part, ids)
    elif isinstance(value, tuple):
        for part in value:
            yield from figures(part, ids)


def test_every_number_opens_and_says_its_year_and_its_interval(done):
    found = [*figures(done.money), *figures(done.results), *figures(done.documents), *figures(done.priorities)]
    assert len(found) > 500
    shut = {(figure.unit, figure.basis) for figure, ids in found if not (ids and figure.basis and figure.interval)}
    assert shut == set()


def test_a_number_that_is_not_told_says_why_and_one_that_is_told_stands_inside_its_ends(done):
    for figure, _ in figures((done.money, done.documents)):
        assert (figure.value is None) == (figure.why is not None), figure
        if figure.value is not None and figure.bound_low is not None and figure.bound_high is not None:
            slack = 1e-6 * max(1.0, abs(figure.value))
            assert figure.bound_low - slack <= figure.value <= figure.bound_high + slack, figure


def test_every_share_ratio_and_amount_per_person_names_its_denominator(done):
    bare = {
        (figure.unit, figure.basis)
        for figure, _ in figures((done.money, done.documents))
        if figure.unit not in WITHOUT_DENOMINATOR and not figure.denominator
    }
    assert bare == set()
