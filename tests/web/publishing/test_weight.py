"""Every page of the three examples is light enough for a slow phone line (performance.md)."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.core.seed import SEED
from sharedsafety.folder.assess import assess
from sharedsafety.folder.read import read_community
from sharedsafety_web.publishing.site.builder import site_files
from sharedsafety_web.publishing.site.rendering import ready

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
#: Bytes of a page with its styles and its script, packed, before fonts.
BUDGET = 150_000
SHARED = ("assets/site.css", "assets/filter.js")


@pytest.mark.long
@pytest.mark.parametrize("folder", ["example-county", "los-angeles", "san-joaquin"])
def test_no_page_of_an_example_is_heavier_than_the_budget(folder: str, tmp_path: Path) -> None:
    ready()
    community = read_community(EXAMPLES / folder).community
    assert community is not None
    assessment = assess(community, as_of=date(2026, 7, 1), keep_in=tmp_path, seed=SEED, draws=50)
    weights = {
        path: len(gzip.compress(content))
        for path, content in site_files(assessment, RELEASE, assessment.profile.languages)
        if path.endswith(".html") or path in SHARED
    }
    shared = sum(weights.pop(path) for path in SHARED)
    assert len(weights) > 400
    assert {path: weight for path, weight in weights.items() if shared + weight > BUDGET} == {}
