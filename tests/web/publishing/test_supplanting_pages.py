"""Restricted money beside local money on public pages: where to look, and that it is no finding."""

from __future__ import annotations

from dataclasses import replace

from tests.web.publishing.test_another_number import LABEL, pages

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import Assessment
from sharedsafety.investments.side_by_side import SupplantingCheck, SupplantingSign
from sharedsafety_web.publishing.site.edition import Edition


def _pair(first: float, second: float) -> tuple[Figure, Figure]:
    return Figure(value=first, unit="usd", basis="FY2025"), Figure(value=second, unit="usd", basis="FY2025")


def _with(assessment: Assessment, *checks: SupplantingCheck) -> Assessment:
    return replace(assessment, money=replace(assessment.money, supplanting=checks))


SIGN = SupplantingSign(
    year=2023, later_year=2025, restricted=_pair(0, 5e6), local=_pair(9e6, 4e6), total=_pair(14e6, 15e6)
)


def test_a_program_with_the_sign_is_on_the_list_and_says_it_is_no_violation(example_county: Assessment) -> None:
    key = example_county.programs[0].program_key
    shown = _with(example_county, SupplantingCheck(program_key=key, state="look_here", why=None, signs=(SIGN,)))
    address = Edition(shown, LABEL, "en", ("en",)).program_address(key)
    for language, words in (("en", "Look here: from 2021-22 to 2022-23"), ("es", "Mire aquí: de 2021-22 a 2022-23")):
        found = pages(shown, language)
        assert words in found[f"{language}/{address}"]
        assert words in found[f"{language}/know.html"]
    english = pages(shown)
    assert "not a finding that a rule was broken" in english[f"en/{address}"]
    assert "Places to look: 1." in english["en/know.html"]


def test_where_it_cant_be_told_the_program_says_why(example_county: Assessment) -> None:
    key = example_county.programs[0].program_key
    why = SupplantingCheck(program_key=key, state="cant_tell", why="too_few_years", signs=())
    assert any("too few years in a row" in page for page in pages(_with(example_county, why)).values())


def test_a_county_without_restricted_money_has_no_such_section(example_county: Assessment) -> None:
    assert not any("#supplanting" in page for page in pages(_with(example_county)).values())
