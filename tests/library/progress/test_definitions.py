"""Versions of a definition, and the next number that is owed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.progress_samples import counts, indicator

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.series import Break, Definition
from sharedsafety.report.change_sentences import overdue_sentence

FIRST = Definition(version="1", since="2010", what="calls as the call taker coded them")
SECOND = Definition(version="2", since="2014", what="calls as the team coded them")
BREAK = Break(period="2014", note="coding changed", source="minutes")


def codes(**changes: object) -> list[str]:
    found = check_indicators([indicator(**changes)], counts([50, 60]))
    return [one.code for one in found if one.code.startswith(("definition", "period"))]


def test_a_change_of_definition_with_its_break_is_sound() -> None:
    assert codes(definitions=(FIRST, SECOND), definition_version="2", breaks=(BREAK,)) == []
    assert codes(definition_version="2026") == []


def test_a_change_of_definition_without_a_break_is_warned_of() -> None:
    assert codes(definitions=(FIRST, SECOND), definition_version="2") == ["definition-without-break"]


def test_a_version_in_use_must_be_listed_and_no_version_twice() -> None:
    assert codes(definitions=(FIRST,), definition_version="3") == ["definition-unknown"]
    assert codes(definitions=(FIRST, FIRST), definition_version="1") == ["definition-without-break", "definition-twice"]


def test_days_that_nobody_can_read_are_found() -> None:
    unreadable = Definition(version="1", since="spring", what="")
    assert codes(definitions=(unreadable,), definition_version="1") == ["period-unreadable"]
    assert codes(next_update="soon") == ["period-unreadable"]


@pytest.mark.parametrize(("today", "late"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
def test_a_number_is_overdue_once_its_month_is_over(today: date, late: bool) -> None:
    one = indicator(next_update="2026-11")
    found = assess_progress([one], counts([50, 60]), as_of=today).results[0]
    assert found.overdue is late
    assert overdue_sentence(found, one) == ("The next number was due in November 2026 and is not here." if late else "")
