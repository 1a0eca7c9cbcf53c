"""The five boundaries of docs/explanation/architecture.md hold, and each of them can fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Contract -> (file to add to, an import that breaks it).
BAD_SAMPLES = {
    "1 The library knows nothing of the web": ("sharedsafety/core/bad.py", "import django"),
    "2 A chapter uses earlier chapters only": ("sharedsafety/framework/bad.py", "import sharedsafety.progress.series"),
    "3 Inside a web chapter imports go down": (
        "sharedsafety_web/inventory/selectors.py",
        "import sharedsafety_web.inventory.services",
    ),
    "4 Survivors' models are protected": (
        "sharedsafety_web/publishing/bad.py",
        "import sharedsafety_web.survivors.models",
    ),
    "5 Other web chapters are reached through their selectors and services": (
        "sharedsafety_web/progress/bad.py",
        "import sharedsafety_web.planning.models",
    ),
}


def lint_output(tree: Path) -> str:
    """Run import-linter over a source tree with this project's contracts."""
    shutil.copy(ROOT / "pyproject.toml", tree.parent)
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    env = {**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{ROOT}"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tree.parent, env=env, capture_output=True, text=True, check=False
    )
    return run.stdout + run.stderr


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__", "static", "*.po", "*.mo", "data")
    return Path(shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore))


def test_the_five_boundaries_hold(tree: Path) -> None:
    assert "Contracts: 5 kept, 0 broken." in lint_output(tree)


@pytest.mark.parametrize("contract", BAD_SAMPLES)
def test_each_boundary_fails_on_a_bad_import(tree: Path, contract: str) -> None:
    name, statement = BAD_SAMPLES[contract]
    bad = tree / name
    for module in ("survivors/models.py", "planning/models.py", "inventory/services.py"):
        target = tree / "sharedsafety_web" / module
        if not target.exists():
            target.write_text('"""A module of the bad sample."""\n', encoding="utf-8")
    bad.write_text(f'"""A bad sample."""\n\n{statement}\n', encoding="utf-8")
    assert f"{contract} BROKEN" in lint_output(tree)
