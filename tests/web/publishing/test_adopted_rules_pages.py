"""The pass list stands on the page of the priority whose rule was adopted, and nowhere else."""

from __future__ import annotations

from tests.web.publishing.test_another_number import pages

from sharedsafety.folder.assessment import Assessment


def test_only_the_priority_with_the_rule_has_a_list_with_its_source_and_day(example_county: Assessment) -> None:
    english, spanish = pages(example_county), pages(example_county, "es")
    judged = [path for path, page in english.items() if "Does not pass" in page]
    assert judged == ["en/priorities/heal.html"]
    page = english["en/priorities/heal.html"]
    assert "no money set aside for healing" in page
    assert "minutes of the Board, 14 May 2024" in page
    assert "No cumple" in spanish["es/priorities/heal.html"]
