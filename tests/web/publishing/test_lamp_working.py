"""Every lamp opens to its whole working: what was asked, figures, thresholds, rule, and what would change it."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.folder.assessment import Assessment
from sharedsafety.investments.results import Lamp
from sharedsafety.report.names import name, names
from sharedsafety_web.publishing.site.doubts import working
from sharedsafety_web.publishing.site.edition import Edition


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_lit_lamp_shows_every_input_it_has_and_where_it_would_turn(
    example_county: Assessment, language: str
) -> None:
    edition = Edition(example_county, RELEASE, language, ("en", "es"))
    labels = names("lamp_input", language)
    with override(language):
        shown = [
            (lamp, {label: value for label, value, _ in working(edition, lamp, priority.stated)})
            for priority in example_county.priorities
            for lamp in priority.money.lamps
        ]
    assert shown
    for lamp, lines in shown:
        assert {name("lamp_figure", key, language) for key in lamp.figures} <= set(lines)
        assert {name("threshold", key, language) for key in lamp.thresholds} <= set(lines)
        lit = lamp.state != "not_set"
        assert (labels["rule"] in lines, labels["change"] in lines) == (lit, lit)
        if lit:
            assert f"({lamp.name}.{lamp.reason})" in lines[labels["rule"]]
        assert (labels["base_year"] in lines) == (lamp.base_year is not None)


def test_the_direction_lamp_shows_both_amounts_that_it_compared(example_county: Assessment) -> None:
    lamps = [money.lamps[1] for money in example_county.money.priorities if "moved" in money.lamps[1].figures]
    assert lamps
    for lamp in lamps:
        before, after = lamp.figures["before"].value or 0.0, lamp.figures["after"].value or 0.0
        assert after / before - 1 == pytest.approx(lamp.figures["moved"].value)


def test_more_and_less_are_told_by_the_same_words(example_county: Assessment) -> None:
    edition = Edition(example_county, RELEASE, "en", ("en", "es"))
    said: dict[str, set[str]] = {}
    for priority in example_county.priorities:
        lamp: Lamp = priority.money.lamps[1]
        if priority.stated.direction and lamp.state != "not_set":
            lines = {label: value for label, value, _ in working(edition, lamp, priority.stated)}
            change = lines[name("lamp_input", "change", "en")]
            said.setdefault("keep" if priority.stated.direction == "keep" else "move", set()).add(
                re.sub(r"\s", " ", change)
            )
    assert {len(sentences) for sentences in said.values()} == {1}
