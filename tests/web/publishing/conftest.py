"""The site of the made-up county, built once for all tests of this folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.core.seed import SEED
from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.read import read_community
from sharedsafety_web.publishing.site import build_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sites") / "tiny"
    build_site(example_assessment(), out, release=RELEASE)
    return out


@pytest.fixture(scope="session")
def html_pages(site: Path) -> dict[str, str]:
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="session")
def example_county(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """The made-up county of ``examples/``, assessed once, with few draws."""
    community = read_community(Path(__file__).resolve().parents[3] / "examples" / "example-county").community
    assert community is not None
    return assess(community, as_of=date(2026, 7, 1), keep_in=tmp_path_factory.mktemp("kept"), seed=SEED, draws=50)
