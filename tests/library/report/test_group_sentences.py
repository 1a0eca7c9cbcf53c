"""Groups in words: every reading of a gap, every reason not to show, and whether groups add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from tests.progress_samples import counts, indicator

from sharedsafety.core.figure import Figure
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.gap_closure import gap_closure
from sharedsafety.progress.group_sums import Sums, group_sums
from sharedsafety.progress.results import GapClosure, GroupRow, Point
from sharedsafety.report.charts.groups import group_dots
from sharedsafety.report.group_sentences import gap_sentence, groups_title, sums_sentence, why_not_shown
from sharedsafety.report.names import names

LANGUAGES = ("en", "es")
#: Values of group and everybody at baseline, then now (down is better), with their reading.
GAPS = {
    "levelling_up": (80, 40, 66, 42),
    "reference_worsened": (80, 40, 78, 60),
    "not_closing": (80, 40, 80, 39),
}


def gap(reading: str) -> GapClosure:

    values = GAPS.get(reading, (80, 40, 66, 42))
    return replace(gap_closure(*values, "down"), group="East", first="2015", last="2025", reading=reading)


def row(display: str = "shown", code: str = "", people: float = 500.0) -> GroupRow:
    figure = Figure(value=40.0, unit="per_100k", basis="2024", denominator_value=people)
    shown = None if display == "not_shown" else figure
    return GroupRow(
        group_type="area", group="East", period="2024", figure=shown, display=display, code=code,  # type: ignore[arg-type]
        difference=None, ratio=None,
    )  # fmt: skip


def everybody(people: float = 1_000.0) -> list[Point]:
    figure = Figure(value=40.0, unit="per_100k", basis="2024", denominator_value=people)
    return [Point(period="2024", figure=figure, display="shown")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reading", [*GAPS, "no_clear_gap_at_baseline"])
def test_every_reading_of_a_gap_is_told_with_the_name_of_the_group(reading: str, language: str) -> None:
    assert gap_sentence(gap(reading), indicator(), "East", language).startswith("East: ")


def test_only_levelling_up_is_called_progress() -> None:
    assert "levelling up" in gap_sentence(gap("levelling_up"), indicator(), "East")
    assert "does not count as progress" in gap_sentence(gap("reference_worsened"), indicator(), "East")


def test_the_gaps_here_have_the_readings_that_the_library_gives_them() -> None:
    assert [gap_closure(*values, "down").reading for values in GAPS.values()] == [*GAPS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_not_to_show_a_group_has_its_sentence(language: str) -> None:
    codes = set(names("code")) - {"Z"}
    rows = [row("not_shown", code) for code in sorted(codes)]
    assert len(why_not_shown([*rows, row("caution")], language)) == len(codes) + 1
    assert why_not_shown([row()], language) == ()


def test_groups_add_up_overlap_or_nobody_knows() -> None:
    assert group_sums([row(), row()], everybody()) == "adds_up"
    assert group_sums([row(people=800), row(people=500)], everybody()) == "overlapping"
    assert group_sums([row(), row("not_shown", "S")], everybody()) == "unknown"
    assert group_sums([row()], []) == "unknown"


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_that_overlap_are_told_apart_from_groups_that_add_up(language: str) -> None:
    said = {sums: sums_sentence(sums, language) for sums in get_args(Sums)}
    assert said["unknown"] == ""
    assert len(set(said.values())) == 3


def test_a_group_of_which_none_was_counted_has_words_and_no_dot() -> None:
    rows = [
        *counts([200], start=2024),
        *counts([0], people=500, start=2024, group_type="area", group="Small"),
        *counts([150], people=60_000, start=2024, group_type="area", group="East"),
    ]
    one = indicator()
    found = assess_progress([one], rows, as_of=date(2026, 1, 1)).results[0].disparity
    assert found is not None
    drawn = {each["name"]: each for each in group_dots(found, one, "title").rows}
    assert drawn["Small"]["missing"] == "none counted; too few people for a rate"
    assert "value" not in drawn["Small"]
    assert groups_title(found, one).startswith("Of 2: ")
