"""What is new in a release is told in plain words, and nothing else is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from sharedsafety.report.release_changes import BARE, Change, release_changes
from sharedsafety.report.release_sentences import change_sentence

BEFORE: dict[str, Any] = {
    "money": {
        "headline": [2026, "adopted"],
        "views": [{"fiscal_year": 2026, "phase": "adopted", "totals": {"uncoded": {"value": 5_000_000.0}}}],
    },
    "priorities": [
        {
            "stated": {"id": "heal", "title": "More help to heal"},
            "money": {
                "amount": {"value": 9_406_000.0, "basis": "FY2026 adopted"},
                "lamps": [{"name": "level", "state": "partly"}],
            },
        }
    ],
    "indicators": [{"id": "homicides", "name": "Homicides"}],
    "results": [
        {"indicator_id": "homicides", "verdict": {"state": "cant_tell"}, "latest": {"period": "2025"}},
    ],
    "cant_tell": [{}, {}],
}
TITLES = {"heal": "More help to heal", "homicides": "Homicides"}


def told(after: dict[str, Any], language: str = "en") -> list[str]:
    found = release_changes(BEFORE, after)
    return [change_sentence(one, TITLES, lambda basis: basis, language).replace("\xa0", " ") for one in found]


def test_the_same_assessment_has_no_news() -> None:
    assert release_changes(BEFORE, deepcopy(BEFORE)) == ()


def test_each_kind_of_change_is_one_sentence() -> None:
    after = deepcopy(BEFORE)
    after["priorities"][0]["money"]["amount"]["value"] = 10_200_000.0
    after["priorities"][0]["money"]["lamps"][0]["state"] = "consistent"
    after["results"][0]["verdict"]["state"] = "improving"
    after["results"][0]["latest"]["period"] = "2026"
    after["money"]["views"].append({"fiscal_year": 2025, "phase": "actual", "totals": {"uncoded": {"value": 1.0}}})
    after["cant_tell"] = [{}]
    assert told(after) == [
        "Budget of 2025 actual: new in this release.",
        "More help to heal: $10.2 million in 2026 adopted. The last release said $9.41 million.",
        "More help to heal, Level: consistent. The last release said: partly.",
        "Homicides: better. The last release said: can't tell.",
        "Homicides: the newest figure is now of 2026; it was of 2025.",
        "Things that can't be told yet: 1. In the last release: 2.",
    ]


def test_a_request_and_its_answer_are_news() -> None:
    asked = {"request": {"id": "a", "needed": "areas", "holder": "Health"}, "state": "waiting"}
    waiting, refused = {**BEFORE, "requests": [asked]}, {**BEFORE, "requests": [{**asked, "state": "refused"}]}
    titles = {"request/a": "Health"}

    def news(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
        return [change_sentence(one, titles, lambda basis: basis) for one in release_changes(before, after)]

    assert news(BEFORE, waiting) == ["New request to Health: Areas with people and harm."]
    assert news(waiting, refused) == ["Health was asked for this: Areas with people and harm. The answer: refused."]
    assert news(refused, BEFORE) == ["No longer listed, a request to Health: Areas with people and harm."]
    assert news(waiting, waiting) == []


def test_a_priority_that_comes_or_goes_is_told_once() -> None:
    assert [(c.kind, c.before, c.after) for c in release_changes(BEFORE, {**BEFORE, "priorities": []})] == [
        ("priority", "More help to heal", None)
    ]
    assert [(c.kind, c.before, c.after) for c in release_changes({**BEFORE, "priorities": []}, BEFORE)] == [
        ("priority", None, "More help to heal")
    ]


def test_a_difference_nobody_can_read_is_no_news() -> None:
    after = deepcopy(BEFORE)
    after["priorities"][0]["money"]["amount"]["value"] = 9_406_900.0
    assert release_changes(BEFORE, after) == ()


def test_money_of_another_year_is_not_compared() -> None:
    after = deepcopy(BEFORE)
    after["priorities"][0]["money"]["amount"] = {"value": 1.0, "basis": "FY2027 adopted"}
    assert release_changes(BEFORE, after) == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_change_of_a_first_release_has_its_words(language: str) -> None:
    for before, after in ((BARE, BEFORE), (BEFORE, BARE)):
        for change in release_changes(before, after):
            assert "{" not in change_sentence(change, TITLES, lambda basis: basis, language)


@pytest.mark.parametrize("kind", ["priority", "indicator"])
def test_a_renamed_object_is_told_with_both_names(kind: str) -> None:
    change = Change(kind=kind, about="x", detail="", before="Old name", after="New name")
    text = change_sentence(change, {}, lambda basis: basis)
    assert "Old name" in text
    assert "New name" in text
