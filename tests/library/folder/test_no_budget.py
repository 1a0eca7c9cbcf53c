"""A community that has loaded no budget: it is checked and assessed, and nothing is said about money."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from sharedsafety.core.seed import SEED
from sharedsafety.folder.assess import assess
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.results_out import result_files
from sharedsafety.report import money_sentences

SAN_JOAQUIN = Path(__file__).resolve().parents[3] / "examples/san-joaquin"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "san-joaquin"
    root.mkdir()
    shutil.copy(SAN_JOAQUIN / "community.yaml", root)
    return root


def errors(root: Path) -> list[str]:
    return [found.code for found in checked_community(root, books=True).findings if found.severity == "error"]


def assessed(root: Path, keep_in: Path):
    community = checked_community(root, books=True).community
    assert community is not None
    return assess(community, as_of=date(2026, 11, 26), keep_in=keep_in, seed=SEED, draws=20)


def test_only_the_profile_is_needed(folder: Path) -> None:
    assert errors(folder) == []


@pytest.mark.parametrize("begun", ["mapping.yaml", "ledger/lines.csv"])
def test_a_budget_that_was_begun_is_asked_for_whole(folder: Path, begun: str) -> None:
    place = folder / "budget" / begun
    place.parent.mkdir(parents=True)
    place.write_text("a,b\n1,2\n", encoding="utf-8")
    assert errors(folder)


def test_signs_are_judged_and_no_dollar_is_told(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(SAN_JOAQUIN / "indicators", folder / "indicators")
    done = assessed(folder, tmp_path / "kept")
    (view,) = done.money.views
    assert "no_budget" in view.flags
    assert done.scorecard.indicators > 10
    assert done.programs == ()
    for language, words in (("en", "No budget is loaded"), ("es", "Aún no se ha cargado")):
        assert money_sentences.perimeter(view, language).startswith(words)
        assert money_sentences.prevention(view, "here", 7, language).startswith(words)
    assert money_sentences.prevention_title(view) == "No budget is loaded yet"
    files = dict(result_files(done))
    assert files["assessment.json"]
    assert not [name for name in files if "charts/money_" in name]


def test_priorities_without_a_budget_are_kept_and_say_that_nothing_is_known(folder: Path, tmp_path: Path) -> None:
    shutil.copy(SAN_JOAQUIN / "priorities.csv", folder)
    done = assessed(folder, tmp_path / "kept")
    assert len(done.priorities) == 5
    assert all(not each.money.amount.value for each in done.priorities)
    states = {lamp.state for each in done.priorities for lamp in each.money.lamps}
    assert states <= {"cant_tell", "not_set", "not_applicable"}, states
