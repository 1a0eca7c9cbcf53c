"""The scorecard matrix: side by side, conditions apart from measures, groups judged only beyond chance."""

from __future__ import annotations

from datetime import date

from tests.progress_samples import counts, indicator

from sharedsafety.core.figure import Figure
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.matrix import beside_everybody, group_counts, scorecard_matrix
from sharedsafety.progress.results import GroupRow

AS_OF = date(2026, 11, 23)


def group(low: float | None, high: float | None, display: str = "shown") -> GroupRow:
    shown = Figure(value=40.0, unit="per_100k", basis="2024")
    gap = Figure(value=1.0, unit="per_100k", basis="2024", low=low, high=high) if low is not None else None
    return GroupRow(
        group_type="area", group="East", period="2024", figure=shown, display=display, code="",  # type: ignore[arg-type]
        difference=gap, ratio=None,
    )  # fmt: skip


def test_measures_of_programs_stand_after_all_conditions_and_keep_their_program() -> None:
    rows = [
        indicator(id="measure", principle="PHF", type="performance", program_key="health.clinic"),
        indicator(id="late", principle="MSW"),
        indicator(id="early", principle="PHF"),
    ]
    found = scorecard_matrix(rows, assess_progress(rows, [], as_of=AS_OF).results)
    assert [row.indicator_id for row in found] == ["early", "late", "measure"]
    assert (found[-1].type, found[-1].program_key) == ("performance", "health.clinic")


def test_a_row_holds_latest_verdict_target_groups_and_age_and_nothing_that_adds_them_up() -> None:
    one = indicator()
    data = [
        *counts([200, 190, 180, 170, 160, 150, 140, 130]),
        *counts([90], people=30_000, start=2017, group_type="area", group="East"),
        *counts([40], people=70_000, start=2017, group_type="area", group="West"),
    ]
    (row,) = scorecard_matrix([one], assess_progress([one], data, as_of=AS_OF).results)
    assert row.latest is not None
    assert row.latest.period == "2017"
    assert (row.verdict, row.target, row.stale) == ("improving", None, True)
    assert row.groups is not None
    assert (row.groups.groups, row.groups.worse, row.groups.better) == (2, 1, 1)
    assert not [name for name in row.__dataclass_fields__ if "score" in name or "total" in name or "rank" in name]


def test_a_group_is_judged_only_where_the_interval_of_its_difference_leaves_out_zero() -> None:
    assert beside_everybody(group(-3, 4), "down") == "within_chance"
    assert beside_everybody(group(1, 4), "down") == "worse"
    assert beside_everybody(group(1, 4), "up") == "better"
    assert beside_everybody(group(-4, -1), "up") == "worse"


def test_a_group_is_not_judged_without_direction_interval_or_figure() -> None:
    assert beside_everybody(group(1, 4), None) == "apart"
    assert beside_everybody(group(None, None), "up") == "untested"
    assert beside_everybody(group(1, 4, "not_shown"), "up") == "not_shown"


def test_without_groups_there_are_no_counts_of_groups() -> None:
    assert group_counts(None, "up") is None
