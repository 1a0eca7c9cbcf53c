"""The made-up county in full, as ``publish`` writes it: what is hidden stays hidden, and everything says "example"."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.core.seed import SEED
from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.read import read_community
from sharedsafety_web.publishing.site import build_site

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "example-county"
NUMBERS = ("value", "denominator_value", "low", "high")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assessment, Path]:
    out = tmp_path_factory.mktemp("whole")
    community = read_community(EXAMPLE).community
    assert community is not None
    assessment = assess(community, as_of=date(2026, 7, 1), keep_in=out / "kept", seed=SEED, draws=50)
    build_site(assessment, out / "site", release=RELEASE)
    return assessment, out / "site"


def _hidden(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for result in assessment.results:
        groups = result.disparity.rows if result.disparity else ()
        for row in (*result.points, *groups):
            if row.display == "not_shown":
                yield result.indicator_id, getattr(row, "group", row.period)


def test_the_example_hides_something(whole: tuple[Assessment, Path]) -> None:
    assert list(_hidden(whole[0]))


def test_a_hidden_row_has_no_number_in_any_table(whole: tuple[Assessment, Path]) -> None:
    for name in ("series", "groups"):
        text = (whole[1] / "data" / f"{name}.csv").read_text(encoding="utf-8")
        rows = [row for row in csv.DictReader(StringIO(text)) if row["display"] == "not_shown"]
        assert rows, name
        assert not [row for row in rows if any(row[column] for column in NUMBERS)], name


def test_a_hidden_row_has_a_word_and_no_number_on_its_page(whole: tuple[Assessment, Path]) -> None:
    assessment, site = whole
    for indicator, _ in _hidden(assessment):
        page = (site / "en" / "indicators" / f"{indicator}.html").read_text(encoding="utf-8")
        cells = re.findall(r'<td colspan="[23]"[^>]*>([^<]*)</td>', page)
        assert cells, indicator
        assert not [cell for cell in cells if re.search(r"\d", cell)], indicator


def test_every_page_and_file_of_the_made_up_county_says_so(whole: tuple[Assessment, Path]) -> None:
    files = [path for path in whole[1].rglob("*") if path.suffix in {".html", ".csv", ".svg", ".json"}]
    own = [path for path in files if "assets" not in path.parts]
    silent = [path for path in own if not re.search("example|ejemplo", path.read_text(encoding="utf-8"), re.IGNORECASE)]
    assert silent == []


def test_no_page_shows_a_bare_code_where_a_name_belongs(whole: tuple[Assessment, Path]) -> None:
    for path in sorted((whole[1] / "en" / "priorities").glob("*.html")):
        labels = re.findall(r"<dt>([^<]*)</dt>", path.read_text(encoding="utf-8"))
        assert labels
        assert not [label for label in labels if "_" in label], path
