"""A suppressed row carries no number anywhere in the site (trust.md 3, method.md 9)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.core.figure import Figure
from sharedsafety_web.publishing.site import build_site

#: A value no other cell of the made-up county has, in every way it could be written.
CANARY = 7.3137
WRITTEN = ("7.3137", "7.31", "7,31")


def test_a_value_that_is_not_shown_is_in_no_file_even_when_an_earlier_step_forgot_to_drop_it(tmp_path: Path) -> None:
    build_site(_with_forgotten_value(), tmp_path / "site", release=RELEASE)
    for path in (tmp_path / "site").rglob("*"):
        if path.suffix in {".html", ".csv", ".svg", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not [written for written in WRITTEN if written in text], path


def test_a_group_that_is_not_shown_keeps_its_name_and_says_why(html_pages: dict[str, str]) -> None:
    page = html_pages["en/indicators/harm.html"]
    assert re.search(r'60 and over</th>\s*<td colspan="3">not shown: privacy</td>', page)


def test_a_point_that_is_not_shown_says_why_in_each_language(html_pages: dict[str, str]) -> None:
    assert "not shown: privacy" in html_pages["en/indicators/answers.html"]
    assert "no se muestra: privacidad" in html_pages["es/indicators/answers.html"]


def _with_forgotten_value() -> object:
    assessment = example_assessment()
    hidden = Figure(value=CANARY, unit="per_100k", basis="2021", low=CANARY, high=CANARY)
    harm = assessment.results[0]
    points = (*harm.points[:2], replace(harm.points[2], figure=hidden, display="not_shown", code="S"), *harm.points[3:])
    rows = (*harm.disparity.rows[:2], replace(harm.disparity.rows[2], figure=hidden))
    forgotten = replace(harm, points=points, disparity=replace(harm.disparity, rows=rows))
    return replace(assessment, results=(forgotten, *assessment.results[1:]))
