"""The generated reference pages say what the code says."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_generated_pages_are_current() -> None:
    pages = runpy.run_path(str(ROOT / "docs/generate.py"))["pages"]()
    stale = [name for name, text in pages.items() if (ROOT / "docs/reference" / name).read_text("utf-8") != text]
    assert stale == [], "run `make docs`"
