"""plan.yaml: what no plan can be made of is told with its row, and nothing senseless is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.plan_file import FILE, PlanFile, plan_bytes, read_plan

SENSE = "board_date: '2027-07-20'\nbegun_on: '2026-09-14'\nhours_per_week: 10\n"


def found(folder: Path, text: str) -> list[tuple[str, int | None, str | None]]:
    (folder / FILE).write_text(text, encoding="utf-8")
    plan, findings = read_plan(folder)
    assert (plan is None) == bool(findings)
    return [(finding.code, finding.row, finding.column) for finding in findings]


def test_a_plan_that_can_be_made_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, SENSE) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SENSE.replace("10", "0"), ("plan-hours-outside", 3, "hours_per_week")),
        (SENSE.replace("10", "1" + "0" * 400), ("plan-hours-outside", 3, "hours_per_week")),
        (SENSE.replace("2027-07-20", "9999-12-31"), ("plan-date-out-of-range", 1, "board_date")),
        (SENSE.replace("2026-09-14", "0001-01-01"), ("plan-date-out-of-range", 1, "board_date")),
        (f"{SENSE}leave_out: [mandate]\n", ("plan-step-needed", 4, "leave_out")),
        (SENSE.replace("2027-07-20", "0000-00-00"), ("not-a-date", 1, "board_date")),
    ],
)
def test_what_no_plan_can_be_made_of_is_told_with_its_row(
    tmp_path: Path, text: str, told: tuple[str, int, str]
) -> None:
    assert found(tmp_path, text) == [told]


def test_a_link_to_a_plan_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(tmp_path / "gone.yaml")
    assert [finding.code for finding in read_plan(tmp_path)[1]] == ["file-missing"]


def test_a_senseless_plan_has_no_bytes() -> None:
    with pytest.raises(BadInput, match="hours"):
        plan_bytes(PlanFile(board_date="2027-07-20", begun_on="2026-09-14", hours_per_week=-5))
