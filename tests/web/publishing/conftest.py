"""The site of the made-up county, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety_web.publishing.site import build_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sites") / "tiny"
    build_site(example_assessment(), out, release=RELEASE)
    return out


@pytest.fixture(scope="session")
def html_pages(site: Path) -> dict[str, str]:
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
