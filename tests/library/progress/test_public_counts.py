"""Counts a community collected itself are published to the nearest 5; those of a public record as they were printed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.core.rounding import ExactCounts
from sharedsafety.folder.check import checked_community
from sharedsafety.progress.measured import measured
from sharedsafety.progress.series import Indicator, Observation

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "example-county"
OWN = Indicator(id="calm", name="Calm", plain_question="", principle=None, unit="proportion", numerator="said yes",
                denominator="answers", source={}, counted_by="community")  # fmt: skip
STEWARD = ExactCounts(decision="minutes 4", by="privacy steward", on="2026-05-02", reason="The town agreed.")


def seen(indicator: Indicator, numerator: float, denominator: float) -> object:
    given = Observation(indicator_id="calm", period="2025", numerator=numerator, denominator=denominator)
    return measured(indicator, given).released.figure


def test_no_figure_tells_the_exact_count() -> None:
    assert {str(seen(OWN, count, 203)) for count in (80, 81, 82)} == {str(seen(OWN, 80, 205))}


def test_printed_counts_stay_as_they_were_printed() -> None:
    printed = replace(OWN, counted_by="public_record")
    assert len({str(seen(printed, count, 203)) for count in (80, 81, 82)}) == 3


def test_a_recorded_decision_shows_them_exactly() -> None:
    assert seen(replace(OWN, exact_counts=STEWARD), 81, 203).value == 81 / 203


@pytest.mark.parametrize("count", range(1, 11))
def test_a_small_count_is_hidden_before_anything_is_rounded(count: int) -> None:
    assert seen(OWN, count, 203) is None


@pytest.mark.parametrize("count", range(193, 203))
def test_so_are_the_few_who_said_no(count: int) -> None:
    assert seen(OWN, count, 203) is None


def test_a_number_without_a_denominator_is_rounded_too() -> None:
    counted = replace(OWN, unit="count")
    point = measured(counted, Observation(indicator_id="calm", period="2025", value=203))
    assert point.released.figure is not None
    assert point.released.figure.value == 205


def test_a_decision_nobody_could_look_up_is_refused() -> None:
    with pytest.raises(BadInput):
        ExactCounts(decision="", by="", on="", reason="")


def test_in_a_folder_such_a_decision_is_a_finding_with_its_place(tmp_path: Path) -> None:
    root = shutil.copytree(EXAMPLE, tmp_path / "example")
    file = root / "indicators" / "indicators.yaml"
    blank = "  counted_by: community\n  exact_counts: {decision: '', by: x, on: '2026-01-01', reason: y}\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  counted_by: community\n", blank), encoding="utf-8")
    errors = [one for one in checked_community(root).findings if one.severity == "error"]
    assert [(one.code, one.file, one.column, one.row is not None) for one in errors] == [
        ("exact-without-decision", "indicators/indicators.yaml", "safe-after-dark.exact_counts", True)
    ]
