"""Example County shows every answer the software can give, is made by its seed, and says "example" everywhere."""

from __future__ import annotations

import hashlib
import runpy
from datetime import date
from pathlib import Path

import pytest

from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.foreign import folder_files

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COUNTY = EXAMPLES / "example-county"


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    reading = checked_community(COUNTY)
    assert reading.community is not None
    keep_in = tmp_path_factory.mktemp("ledgers")
    return assess(reading.community, as_of=date(2026, 11, 23), keep_in=keep_in, seed=20170401, draws=400)


def test_every_state_of_every_lamp_appears(assessed: Assessment) -> None:
    seen: dict[str, set[str]] = {}
    for priority in assessed.priorities:
        for lamp in priority.money.lamps:
            seen.setdefault(lamp.name, set()).add(lamp.state)
    usual = {"consistent", "partly", "not_consistent", "cant_tell"}
    assert seen.pop("level") == usual | {"above_share", "not_set"}
    assert set(seen) == {"direction", "durability", "delivery", "place"}
    assert all(states == usual for states in seen.values()), seen


def test_every_verdict_and_every_way_of_showing_appears(assessed: Assessment) -> None:
    verdicts = {result.verdict.state for result in assessed.results}
    assert verdicts == {"improving", "worsening", "changed", "no_clear_change", "cant_tell"}
    groups = [row for result in assessed.results if result.disparity for row in result.disparity.rows]
    points = [point for result in assessed.results for point in result.points]
    assert {part.display for part in [*groups, *points]} == {"shown", "caution", "not_shown"}
    assert {part.code for part in [*groups, *points] if part.display == "not_shown"} == {"S", "U", "N"}
    assert any(result.proposed_breaks or len({p.segment for p in result.points}) > 1 for result in assessed.results)


def test_its_documents_show_reconciled_and_unreconciled(assessed: Assessment) -> None:
    assert {result.status for result in assessed.documents} == {"reconciled", "unreconciled"}
    assert any(abs(result.difference.value or 0) > 0 and result.status == "reconciled" for result in assessed.documents)


def test_every_state_of_a_rating_and_of_a_commitment_appears(assessed: Assessment) -> None:
    framework = assessed.framework
    groups = [group for rating in framework.ratings for group in (rating.agency, rating.community)]
    assert {group.display for group in groups} == {"shown", "not_shown"}
    assert {group.agreement for group in groups if group.display == "shown"} == {"close", "spread", "split"}
    assert {rating.reading for rating in framework.ratings} == {
        "agency_higher", "community_higher", "alike", "cant_tell"
    }  # fmt: skip
    assert {practice.id for practice in framework.pack.practices} - {one.practice for one in framework.ratings} == {
        "5.5"
    }
    assert len({rating.round for rating in framework.ratings}) == 2
    assert any(change.steps for change in framework.rating_changes)
    assert any(group.stands_from for group in groups)
    states = {each.state for each in framework.responsibility}
    assert states == {
        "nobody_asked", "no_lead", "lead_waiting", "lead_declined", "lead_studying", "lead_committed"
    }  # fmt: skip
    assert any(each.waiting for each in framework.responsibility)
    assert [start.step for start in framework.starts] == ["listen_community", "take_stock"]


def test_the_vision_says_who_agreed_to_it_and_when(assessed: Assessment) -> None:
    profile = assessed.profile
    assert profile.vision_agreed_by
    assert profile.vision_agreed_on
    assert profile.well_being_agreed_on


def test_its_size_is_that_of_a_real_county(assessed: Assessment) -> None:
    ledger_rows = sum(result.lines for result in assessed.documents)
    assert ledger_rows >= 3_900
    assert 260_000 <= max(value.value for value in checked_population()) <= 270_000


def checked_population() -> tuple:
    community = checked_community(COUNTY).community
    assert community is not None
    assert len(community.areas) == 10
    return community.population


def test_the_generator_gives_the_committed_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = runpy.run_path(str(EXAMPLES / "_make" / "example_county.py"))
    made["main"].__globals__["OUT"] = tmp_path
    made["main"]()
    assert hashes(tmp_path) == {name: digest for name, digest in hashes(COUNTY).items() if name != "datapackage.json"}


def hashes(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder_files(root)
    }


def test_every_table_of_its_own_words_says_example() -> None:
    for name in (
        "budget/coding.csv",
        "budget/documents.csv",
        "priorities.csv",
        "indicators/observations.csv",
        "ratings.csv",
        "commitments.csv",
        "readiness.csv",
    ):
        lines = (COUNTY / name).read_text(encoding="utf-8").splitlines()[1:]
        assert [line for line in lines if "xample" not in line] == [], name
