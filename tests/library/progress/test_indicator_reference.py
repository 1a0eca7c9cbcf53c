"""The example of docs/reference/indicators.md is read, free of faults, and gives the verdict the page names."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from sharedsafety.core.reviewed import as_shape
from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.series import Indicator, Observation

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "indicators.md").read_text(encoding="utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.S)[1]


def test_the_example_of_the_page_runs():
    listed = parse_yaml(block("yaml"))["indicators"]
    indicators = [as_shape(each, Indicator, file="indicators.yaml") for each in listed]
    rows = [
        as_shape(
            {name: cell for name, cell in row.items() if cell} | {"row": line}, Observation, file="observations.csv"
        )
        for line, row in enumerate(csv.DictReader(io.StringIO(block("csv"))), start=2)
    ]
    assert not [found for found in check_indicators(indicators, rows) if found.severity == "error"]
    result = assess_progress(indicators, rows, as_of=date(2026, 1, 1)).results[0]
    assert f"`{result.verdict.state}` by `{result.verdict.method}`" in PAGE
    assert {row.group: row.code for row in result.disparity.rows}["C"] == "S"


def test_the_page_names_every_key():
    keys = {*Indicator.__dataclass_fields__, *Observation.__dataclass_fields__} - {"row"}
    assert not {key for key in keys if f"`{key}`" not in PAGE}
