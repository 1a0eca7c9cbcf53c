"""What five known votes tell in public exports of Polis: the figures of docs/reference/disclosure-rules.md."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from sharedsafety.core.known_answers import known_answers

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif("SHAREDSAFETY_DATA" not in os.environ, reason="needs the folder named by SHAREDSAFETY_DATA"),
]
PAGE = Path(__file__).resolve().parents[2] / "docs/reference/disclosure-rules.md"


@pytest.mark.parametrize(
    ("conversation", "people", "statements", "at_worst", "percent"),
    [
        ("15-per-hour-seattle", 165, 54, 142, 55),
        ("brexit-consensus", 193, 50, 177, 24),
        ("london.youth.policing", 24, 36, 23, 46),
        ("scoop-hivemind.affordable-housing", 307, 165, 295, 33),
    ],
)
def test_the_figures_on_the_page_are_those_of_the_exports(
    conversation: str, people: int, statements: int, at_worst: int, percent: int
) -> None:
    file = Path(os.environ["SHAREDSAFETY_DATA"]) / "polis" / conversation / "participants-votes.csv"
    header, *rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
    votes = [[cell for name, cell in zip(header, row, strict=True) if name.isdigit()] for row in rows]
    figure = known_answers([row for row in votes if sum(map(bool, row)) >= 5])
    found = (figure.records, len(votes[0]), figure.at_worst, round(100 * figure.by_chance))
    assert found == (people, statements, at_worst, percent)
    assert f"| {people} | {statements} | at least {at_worst} | {percent} % |" in PAGE.read_text(encoding="utf-8")
