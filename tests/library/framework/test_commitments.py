"""Joint responsibility: who leads, who committed, who has not answered, and that nobody was asked is said too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sharedsafety.framework.commitments import Commitment, JointResponsibility, joint_responsibility

AS_OF = date(2026, 6, 30)
LEAD = Commitment(
    about_kind="priority", about_id="heal", body="Public Health", sector="agency", role="lead", asked_on="2026-05-01",
    answered_on="2026-05-20", answer="committed", commitment="Opens a clinic", source="Letter",
)  # fmt: skip
PARTNER = replace(LEAD, body="Survivors' network", sector="community", role="partner")
SILENT = replace(PARTNER, body="Sheriff", sector="agency", answered_on=None, answer=None, commitment="")


def heal(*commitments: Commitment, as_of: date = AS_OF) -> JointResponsibility:
    found = joint_responsibility(commitments, practices=["1.1"], priorities=["heal"], as_of=as_of)
    return next(each for each in found if each.about_id == "heal")


def test_every_practice_and_priority_is_listed_although_nobody_was_asked() -> None:
    found = joint_responsibility([], practices=["1.1", "1.2"], priorities=["heal"], as_of=AS_OF)
    assert [(each.about_kind, each.about_id, each.state) for each in found] == [
        ("practice", "1.1", "nobody_asked"),
        ("practice", "1.2", "nobody_asked"),
        ("priority", "heal", "nobody_asked"),
    ]


def test_lead_and_partners_stand_apart_with_what_they_said() -> None:
    found = heal(PARTNER, LEAD)
    assert (found.leads, found.partners, found.state) == ((LEAD,), (PARTNER,), "lead_committed")


def test_who_has_not_answered_is_named_with_the_days_longest_first() -> None:
    later = replace(SILENT, body="Schools", asked_on="2026-06-20")
    found = heal(LEAD, later, SILENT)
    assert [(each.body, each.days) for each in found.waiting] == [("Sheriff", 60), ("Schools", 10)]


@pytest.mark.parametrize(
    ("answer", "state"),
    [("committed", "lead_committed"), ("studying", "lead_studying"), ("declined", "lead_declined"),
     (None, "lead_waiting")],
)  # fmt: skip
def test_the_state_is_what_became_of_the_lead(answer: str | None, state: str) -> None:
    assert heal(replace(LEAD, answer=answer), PARTNER).state == state


def test_partners_without_a_lead_are_no_lead() -> None:
    assert heal(PARTNER).state == "no_lead"


def test_a_lead_that_declined_gives_way_to_one_that_was_asked_after_it() -> None:
    declined = replace(LEAD, body="Probation", answer="declined", commitment="")
    assert heal(declined, LEAD).state == "lead_committed"
    assert heal(declined, replace(SILENT, role="lead")).state == "lead_waiting"


def test_both_sectors_have_committed_only_when_an_agency_and_a_community_group_did() -> None:
    assert heal(LEAD, PARTNER).both_sectors
    assert not heal(LEAD, replace(PARTNER, answer="studying")).both_sectors
    assert not heal(LEAD, replace(PARTNER, sector="agency")).both_sectors


def test_what_comes_after_the_day_does_not_count_yet() -> None:
    before = heal(LEAD, as_of=date(2026, 5, 10))
    assert (before.state, before.waiting[0].days, before.leads[0].commitment) == ("lead_waiting", 9, "")
    assert heal(LEAD, as_of=date(2026, 4, 30)).state == "nobody_asked"
