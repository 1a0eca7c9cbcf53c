"""The publication score of California's guidelines: the points, the conditions, and the step they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.calhhs import (
    DescribedTable,
    PublicationScore,
    publication_score,
    score_findings,
)
from sharedsafety.core.calhhs_criteria import scoring_criteria
from sharedsafety.core.errors import BadInput

CROSSED = (("sex", "male_female"), ("age", 12), ("race", "all_groups"))
COUNTY = 265_000


def points(score: PublicationScore) -> list[int | None]:
    return [term.points for term in score.terms]


def test_a_county_by_sex_age_and_race_with_a_cell_of_seven_is_masked() -> None:
    score = publication_score(DescribedTable(smallest_cell=7, population=COUNTY, variables=CROSSED))
    assert (points(score), score.total) == ([7, 1, 2, 3, 0, 0, 4], 17)
    assert (score.outcome, score.permitted_by) == ("mask_or_document", "")


def test_totals_of_the_same_county_may_be_released_under_the_guidelines() -> None:
    score = publication_score(DescribedTable(smallest_cell=7, population=COUNTY))
    assert (points(score), score.total) == ([7, 0, 0, -5], 2)
    assert (score.outcome, score.permitted_by) == ("release", "score")


def test_a_small_area_fails_the_denominator_condition_so_that_the_score_is_what_permits_it() -> None:
    score = publication_score(DescribedTable(smallest_cell=12, population=18_000, months=3))
    assert (points(score), score.total) == ([5, 4, 5, -5], 9)
    assert (score.numerator_met, score.denominator_met) == (True, False)
    assert (score.outcome, score.permitted_by) == ("release", "score")


@pytest.mark.parametrize("smallest", range(1, 11))
def test_a_score_that_passes_never_lifts_the_floor_of_eleven(smallest: int) -> None:
    score = publication_score(DescribedTable(smallest_cell=smallest, population=3_000_000, months=60))
    assert score.outcome == "release"
    assert score.floor_hides
    assert [finding.code for finding in score_findings(score)] == ["score-floor"]


def test_a_cell_of_eleven_is_not_under_the_floor() -> None:
    assert not publication_score(DescribedTable(smallest_cell=11, population=COUNTY)).floor_hides


@pytest.mark.parametrize(("edition", "place", "population", "expected"), [
    ("1.0", "residence", 250_000, 1), ("2.0", "residence", 250_000, 1), ("2.0", "residence", 250_001, 0),
    ("1.0", "service", 250_000, 0), ("2.0", "service", 250_001, -1), ("1.0", "residence", 100_000, 3),
    ("1.0", "residence", 4_000, 5), ("2.0", "residence", 4_000, 7), ("2.0", "residence", 4_001, 5),
])  # fmt: skip
def test_where_two_rows_overlap_the_higher_score_counts(edition, place, population, expected) -> None:
    score = publication_score(DescribedTable(smallest_cell=50, population=population, place=place), edition=edition)
    assert score.terms[2].points == expected


@pytest.mark.parametrize(("denominator", "met"), [(19_999, False), (20_000, False), (20_001, True)])
def test_the_stricter_reading_of_the_denominator_condition_is_taken(denominator: int, met: bool) -> None:
    table = DescribedTable(smallest_cell=11, population=COUNTY, denominator=denominator)
    assert publication_score(table).denominator_met is met
    assert publication_score(table).permitted_by == ("condition" if met else "score")


def test_a_table_that_meets_both_conditions_needs_no_score() -> None:
    score = publication_score(DescribedTable(smallest_cell=11, population=20_001, months=1, variables=CROSSED))
    assert score.total > scoring_criteria().release_up_to
    assert (score.outcome, score.permitted_by) == ("release", "condition")
    assert score_findings(score) == ()


def test_a_table_without_personal_characteristics_is_released() -> None:
    score = publication_score(DescribedTable(smallest_cell=2, population=900, variables=CROSSED, personal=False))
    assert (score.outcome, score.permitted_by) == ("release", "no_personal_characteristics")


@pytest.mark.parametrize(
    ("variable", "edition"),
    [(("other", 3), "2.0"), (("immigration", "detailed"), "2.0"), (("intersex", "yes_no"), "1.0")],
)
def test_a_variable_without_points_of_its_own_goes_to_a_person(variable, edition) -> None:
    score = publication_score(
        DescribedTable(smallest_cell=40, population=18_000, variables=(variable,), months=60), edition=edition
    )
    assert (score.outcome, score.permitted_by) == ("needs_review", "")
    assert [finding.code for finding in score_findings(score)] == ["score-review"]


def test_a_high_score_is_masked_even_where_a_person_would_look() -> None:
    variables = (*CROSSED, ("other", 12))
    score = publication_score(DescribedTable(smallest_cell=7, population=COUNTY, variables=variables))
    assert score.outcome == "mask_or_document"
    assert [finding.code for finding in score_findings(score, file="t.csv")] == ["score-mask"]


@pytest.mark.parametrize(("smallest", "expected"), [(5, -5), (4, -3), (3, -3), (2, 0), (1, 0)])
def test_totals_alone_lower_the_score_by_their_smallest_cell(smallest: int, expected: int) -> None:
    assert publication_score(DescribedTable(smallest_cell=smallest, population=COUNTY)).terms[-1].points == expected


def test_the_editions_differ_where_they_should() -> None:
    table = DescribedTable(
        smallest_cell=7, population=COUNTY, variables=(("age", 35), ("ethnicity", "hispanic_yes_no"))
    )
    assert [publication_score(table, edition=edition).total for edition in ("1.0", "2.0")] == [13, 11]


def test_a_service_shown_by_its_address_takes_the_higher_of_place_and_address() -> None:
    scores = [
        publication_score(
            DescribedTable(smallest_cell=7, population=900, place="service", address=address), edition=edition
        )
        for address, edition in [("street_and_zip", "2.0"), ("rural", "2.0"), ("frontier", "2.0"), ("frontier", "1.0")]
    ]
    assert [score.terms[2].points for score in scores] == [3, 5, 7, 3]


@pytest.mark.parametrize(("table", "code"), [
    (DescribedTable(smallest_cell=0, population=COUNTY), "score-size"),
    (DescribedTable(smallest_cell=7, population=0), "score-size"),
    (DescribedTable(smallest_cell=7, population=COUNTY, variables=(("shoe size", 3),)), "score-unknown"),
    (DescribedTable(smallest_cell=7, population=COUNTY, variables=(("sex", "many"),)), "score-unknown"),
    (DescribedTable(smallest_cell=7, population=COUNTY, variables=(("age", "young"),)), "score-unknown"),
])  # fmt: skip
def test_what_is_not_in_the_criteria_is_refused(table: DescribedTable, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        publication_score(table)
    assert caught.value.code == code
    assert caught.value.finding.sentence("es")


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(BadInput):
        publication_score(DescribedTable(smallest_cell=7, population=COUNTY), edition="3.0")


@given(st.integers(1, 10**6), st.integers(1, 10**7), st.integers(0, 120), st.sampled_from(["1.0", "2.0"]))
def test_more_people_in_the_area_or_a_longer_time_never_raise_the_score(cell, population, months, edition) -> None:
    def total(**change: int) -> int:
        given_ = {"smallest_cell": cell, "population": population, "months": months, "variables": CROSSED, **change}
        return publication_score(DescribedTable(**given_), edition=edition).total

    assert total(population=population + 1) <= total()
    assert total(months=months + 1) <= total()
    assert total(smallest_cell=cell + 1) <= total()


def test_every_variable_has_a_name_in_both_languages() -> None:
    assert all(set(variable.name) == {"en", "es"} for variable in scoring_criteria().variables)
