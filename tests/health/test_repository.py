"""What the repository may hold: no addresses of machines or registries, no lock files, nothing large."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST_FILE, LARGEST_REPOSITORY = 2_000_000, 40_000_000
LOCK_FILES = {
    "uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock",
    "package-lock.json", "yarn.lock", "pnpm-lock.yaml",
}  # fmt: skip

# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN_TEXT = {
    "the host of a package registry": re.compile(
        rb"pypi\.o"
        rb"rg|files\.pythonhos"
        rb"ted\.org|registry\.np"
        rb"mjs\.org|registry\.yar"
        rb"npkg\.com"
        rb"|--(extra-)?index-"
        rb"url[ =]|--find-"
        rb"links"
    ),
    "a path of one machine": re.compile(rb"(?<![\w./:-])/(?:ro" rb"ot|ho" rb"me/\w+|Use" rb"rs/\w+|wo" rb"rk)/[\w.]"),
    "the address of a source map": re.compile(rb"sourceMapping" rb"URL"),
}


def tracked() -> list[Path]:
    """Every file that git holds."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip("not a git checkout: nothing is tracked here")
    return [ROOT / name for name in run.stdout.split("\0") if name and (ROOT / name).is_file()]


def forbidden_text(content: bytes) -> list[str]:
    """What a file must not say; a file that is not text says nothing."""
    if b"\0" in content[:8192]:
        return []
    return [what for what, pattern in FORBIDDEN_TEXT.items() if pattern.search(content)]


def test_no_file_names_a_registry_a_machine_or_a_source_map() -> None:
    found = {str(path.relative_to(ROOT)): forbidden_text(path.read_bytes()) for path in tracked()}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "sample",
    [
        b"numpy @ https://files.pythonhos" + b"ted.org/packages/numpy.whl",
        b"--index-" + b"url https://example.org/simple",
        b"see https://pypi.o" + b"rg/project/numpy",
        b'"resolved": "https://registry.np' + b'mjs.org/x.tgz"',
        b"open('/wo" + b"rk/data/file.csv')",
        b"cache = /ho" + b"me/somebody/.cache",
        b"//# sourceMapping" + b"URL=app.css.map",
    ],
)
def test_each_forbidden_text_is_found(sample: bytes) -> None:
    assert forbidden_text(sample)


@pytest.mark.parametrize(
    "sample", [b"https://example.gov/work/plan", b"/srv/sharedsafety", b"homework/done", b"docs/how-to/run-for-real.md"]
)
def test_ordinary_addresses_are_not_reported(sample: bytes) -> None:
    assert forbidden_text(sample) == []


def test_no_lock_file_is_tracked() -> None:
    assert [path.name for path in tracked() if path.name in LOCK_FILES] == []


def test_no_file_is_large_and_all_of_them_together_are_not() -> None:
    sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked()}
    assert {path: size for path, size in sizes.items() if size > LARGEST_FILE} == {}
    assert sum(sizes.values()) < LARGEST_REPOSITORY
