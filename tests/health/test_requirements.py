"""Everything that is installed is pinned by version and hash, and no file says from where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PINNED = re.compile(r"^[A-Za-z0-9][\w.-]*(\[[\w,-]+\])?==[\w.!+]+( ; [^#]+?)?( --hash=sha256:[0-9a-f]{64})+$")


def faults(text: str) -> list[str]:
    """Requirements that are not pinned by version and hash, or that hold an address or an option."""
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [line[:80] for line in lines if not PINNED.match(line) or "://" in line]


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults(text) == []
    assert "==" in text


def test_every_list_of_requirements_has_its_pinned_file() -> None:
    wanted = {path.stem for path in REQUIREMENTS.glob("*.in")}
    assert wanted == {path.stem for path in REQUIREMENTS.glob("*.txt")}


@pytest.mark.parametrize(
    "sample",
    [
        "numpy>=2\n",
        "numpy==2.4.0\n",
        f"numpy @ https://example.org/numpy.whl --hash=sha256:{'0' * 64}\n",
        "--find-" + f"links wheels\nnumpy==2.4.0 --hash=sha256:{'0' * 64}\n",
        "-e .\n",
        "numpy==2.4.0 --hash=md5:0123\n",
    ],
)
def test_an_unpinned_requirement_is_found(sample: str) -> None:
    assert faults(sample)
