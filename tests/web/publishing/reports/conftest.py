"""The reports of the made-up county, read from its site."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def pdfs(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.glob("*/reports/*.pdf"))}
