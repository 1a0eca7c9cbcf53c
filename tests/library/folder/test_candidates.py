"""What people asked to measure: from words to a vote in two steps to a number, and no single vote anywhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sharedsafety.folder.candidates import candidate_findings, candidate_results, candidate_tables
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.folder.json_out import assessment_json
from sharedsafety.progress.candidates import Candidate, state_of, votes_of
from sharedsafety.progress.series import Indicator, Observation

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/example-county"
GIVEN = {"id": "sleep", "statement": "children sleep", "asked_on": "2025-01-10", "heard_from": "survivors",
         "survivor_named": "yes", "source": "minutes"}  # fmt: skip
FIRST = {"candidate": "children who slept well", "first_vote_on": "2025-02-01", "first_vote_people": 64,
         "useful_people": 52, "understood_people": 40}  # fmt: skip
SECOND = {"second_vote_on": "2025-03-01", "second_vote_people": 60, "chosen_people": 41, "outcome": "chosen"}


def candidate(**changes: object) -> Candidate:
    return Candidate(**{**GIVEN, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def community() -> Community:
    reading = checked_community(EXAMPLE)
    assert reading.community is not None
    return reading.community


def found(community: Community, *candidates: Candidate) -> list[str]:
    from dataclasses import replace

    findings = [*candidate_findings(replace(community, candidates=candidates))]
    assert all(each.sentence("en") and each.sentence("es") for each in findings)
    return [each.code for each in findings]


def shown(**changes: object) -> list[tuple[float | None, float | None, str]]:
    votes = votes_of(candidate(**{**FIRST, **changes}))
    return [(v.said_yes.value if v.said_yes else None, v.people.value if v.people else None, v.code) for v in votes]


def test_totals_of_a_vote_are_shown_to_the_nearest_five() -> None:
    assert shown() == [(50, 65, ""), (40, 65, "")]


def test_a_vote_of_few_people_shows_no_number() -> None:
    assert shown(first_vote_people=9, useful_people=8, understood_people=7) == [(None, None, "S"), (None, None, "S")]


@pytest.mark.parametrize("yes", [0, 64])
def test_a_vote_in_which_all_said_the_same_is_not_shown(yes: int) -> None:
    """Whoever knows that somebody voted would know how."""
    assert shown(useful_people=yes)[0] == (None, 65, "S")


@pytest.mark.parametrize("yes", [1, 10, 54, 63])
def test_few_who_said_yes_or_no_are_not_shown(yes: int) -> None:
    assert shown(useful_people=yes)[0] == (None, 65, "S")


def test_a_rest_that_only_rounding_makes_small_is_not_shown_either() -> None:
    assert shown(first_vote_people=23, useful_people=11)[0] == (None, 25, "S")


def test_no_exact_count_leaves_the_library(community: Community) -> None:
    from dataclasses import replace

    given = candidate(**{**FIRST, **SECOND, "useful_people": 53})
    results = candidate_results(replace(community, candidates=(given,)), ())
    text = json.dumps([str(each) for each in results])
    for exact in ("64", "53", "41"):
        assert exact not in text


def test_votes_pass_the_attacker(community: Community) -> None:
    from sharedsafety.core.disclosure.audit import audit

    assert candidate_tables(community)
    assert not audit(candidate_tables(community)).weak


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "heard"),
        ({"candidate": "words"}, "drafted"),
        (FIRST, "found_useful"),
        ({**FIRST, **SECOND}, "chosen"),
        ({**FIRST, **SECOND, "outcome": "not_chosen"}, "not_chosen"),
        ({**FIRST, **SECOND, "indicator_id": "calm"}, "measured"),
        ({**FIRST, **SECOND, "indicator_id": "empty"}, "chosen"),
    ],
)
def test_a_candidate_says_how_far_it_came(changes: dict[str, object], state: str) -> None:
    words = {"name": "", "plain_question": "", "principle": None, "unit": "proportion", "numerator": "",
             "denominator": "", "source": {}}  # fmt: skip
    known = {name: Indicator(id=name, **words) for name in ("calm", "empty")}  # type: ignore[arg-type]
    rows = [Observation(indicator_id="calm", period="2025", value=0.5),
            Observation(indicator_id="empty", period="2025", code="N")]  # fmt: skip
    assert state_of(candidate(**changes), known, rows) == state


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({**FIRST, "useful_people": 65}, "candidate-vote-too-many"),
        ({**FIRST, "first_vote_people": None}, "candidate-vote-half"),
        ({**FIRST, "first_vote_people": 10, "useful_people": 5, "understood_people": 5}, "candidate-vote-of-few"),
        ({**FIRST, "first_vote_on": "2024-12-01"}, "candidate-days-order"),
        ({"candidate": "words", **SECOND}, "candidate-second-without-first"),
        ({"outcome": "chosen"}, "candidate-outcome-without-vote"),
        ({**FIRST, "candidate": ""}, "candidate-without-words"),
        ({"indicator_id": "no-such"}, "reference-unknown"),
        ({"indicator_id": "assault-visits"}, "candidate-survivor-named"),
        ({**FIRST, **SECOND}, "candidate-lacks-unsaid"),
    ],
)
def test_what_can_not_be_is_found(community: Community, changes: dict[str, object], code: str) -> None:
    assert code in found(community, candidate(**changes))


def test_a_candidate_whole_and_in_order_has_no_fault(community: Community) -> None:
    assert found(community, candidate(**FIRST, **SECOND, lacks="not_collected")) == []


def test_the_example_tells_its_agenda_with_who_was_asked(community: Community) -> None:
    from sharedsafety.folder.asked import requests_on

    results = candidate_results(community, requests_on(community.requests, date(2026, 11, 26)))
    assert [(one.id, one.state) for one in results] == [
        ("sleep-through", "chosen"), ("bus-stop-light", "found_useful"), ("know-my-deputy", "heard"),
        ("called-back", "measured")]  # fmt: skip
    first = results[0]
    assert (first.lacks, first.holder) == ("not_collected", "Public Health (example)")
    assert [one.request.id for one in first.requests] == ["sleep-of-children"]
    assert results[-1].data_source


def test_the_agenda_is_part_of_the_assessment_and_its_tables(community: Community, tmp_path: Path) -> None:
    from sharedsafety.core.seed import SEED
    from sharedsafety.folder.assess import assess
    from sharedsafety.folder.tables_out import assessment_tables

    done = assess(community, as_of=date(2026, 11, 26), keep_in=tmp_path, seed=SEED, draws=20)
    rows = {row["id"]: row for row in assessment_tables(done)["candidates"]}
    assert rows["bus-stop-light"]["useful_code"] == "S"
    assert rows["bus-stop-light"]["useful_people"] is None
    assert rows["sleep-through"]["chosen_people"] == 40
    assert '"candidates"' in assessment_json(done)
