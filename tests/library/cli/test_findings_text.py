"""What people read on the terminal: every fault, and of a warning that repeats itself only the first few."""

from __future__ import annotations

import json

import pytest

from sharedsafety.cli.output import Outcome, findings_text, write_outcome
from sharedsafety.core.findings import Finding


def warning(row: int) -> Finding:
    return Finding(code="principle-without-survivor-named", file="priorities.csv", row=row, params={"principle": "CSC"})


def fault(row: int) -> Finding:
    return Finding(code="text-in-amount", file="l.csv", row=row, params={"value": "x"})


def test_more_than_three_warnings_of_a_kind_are_counted() -> None:
    lines = findings_text(tuple(warning(row) for row in range(2, 7))).splitlines()
    assert [line.split(",")[1][:6] for line in lines[:3]] == [" row 2", " row 3", " row 4"]
    assert lines[3].strip().startswith("2 more of this kind")
    assert len(lines) == 4


def test_every_fault_is_listed_and_first() -> None:
    lines = findings_text((warning(2), *(fault(row) for row in range(2, 9)))).splitlines()
    assert [line[:5] for line in lines] == ["error"] * 7 + ["warni"]


def test_json_lists_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    write_outcome(Outcome(findings=tuple(warning(row) for row in range(2, 12))), as_json=True)
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 10
