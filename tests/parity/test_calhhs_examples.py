"""Examples printed in the guidelines: CalHHS DDG edition 2.0, appendix I, table 36, and section 4.3.

All are annual tables with fewer than 11 events and no minimum of events (7 points).
Read in a stored copy of chhsdata/calhhs_data_kb, ddg/appendix/21.-appendix-i-... at commit 6251fe9f.
"""

from __future__ import annotations

import pytest

from sharedsafety.core.calhhs import DescribedTable, publication_score

STATE, ALPINE = 39_000_000, 1_163
PROGRAMS = {"self-pay": 2_700_000, "CalFresh": 5_500_000, "WIC": 1_000_000, "CalWORKs HSP": 13_000}


@pytest.mark.parametrize(("population", "printed"), [(3_900, 14), (10_000, 12), (30_000, 11)])
def test_events_of_a_county(population: int, printed: int) -> None:
    assert publication_score(DescribedTable(smallest_cell=1, population=population)).total == printed


@pytest.mark.parametrize(("population", "printed"), [
    (STATE, {"self-pay": 5, "CalFresh": 4, "WIC": 5, "CalWORKs HSP": 10}),
    (ALPINE, {"self-pay": 17, "CalFresh": 16, "WIC": 17, "CalWORKs HSP": 22}),
])  # fmt: skip
@pytest.mark.parametrize("program", PROGRAMS)
def test_events_of_people_in_a_program(program: str, population: int, printed: dict[str, int]) -> None:
    table = DescribedTable(smallest_cell=1, population=population, variables=(("program", PROGRAMS[program]),))
    assert publication_score(table).total == printed[program]


@pytest.mark.parametrize(("population", "printed"), [(3_900, 17), (10_000, 15), (30_000, 14), (150_000, 11)])
def test_events_of_an_area_by_program(population: int, printed: int) -> None:
    table = DescribedTable(smallest_cell=1, population=population, variables=(("program", PROGRAMS["WIC"]),))
    assert publication_score(table).total == printed


@pytest.mark.parametrize(("population", "printed"), [(STATE, 2), (ALPINE, 14)])
def test_a_program_of_over_ten_million_scores_one_more_than_printed(population: int, printed: int) -> None:
    """The guidelines count no interaction with Medi-Cal; we do, on the careful side."""
    table = DescribedTable(smallest_cell=1, population=population, variables=(("program", 14_000_000),))
    assert publication_score(table).total == printed + 1


@pytest.mark.parametrize(("members", "printed"), [(3_900, 12), (10_000, 12), (30_000, 11)])
def test_events_of_an_insurer(members: int, printed: int) -> None:
    assert publication_score(DescribedTable(smallest_cell=1, population=members, place="insurance")).total == printed


@pytest.mark.parametrize(("members", "printed"), [(10_000, 15), (30_000, 14), (150_000, 11)])
def test_events_of_an_insurer_by_program(members: int, printed: int) -> None:
    table = DescribedTable(
        smallest_cell=1, population=members, place="insurance", variables=(("program", PROGRAMS["WIC"]),)
    )
    assert publication_score(table).total == printed


def test_the_narrowest_age_group_counts() -> None:
    """Section 4.3: ages 0-11, 12-14 and 15-18 score 5, for 12 to 14 is a range of three years."""
    assert (
        publication_score(DescribedTable(smallest_cell=1, population=1, variables=(("age", 3),))).terms[1].points == 5
    )


def test_a_weekly_table_scores_as_a_monthly_one() -> None:
    assert publication_score(DescribedTable(smallest_cell=1, population=1, months=0)).terms[1].points == 5


@pytest.mark.parametrize(("smallest", "printed"), [(5, -5), (2, 0)])
def test_totals_alone_by_their_smallest_cell(smallest: int, printed: int) -> None:
    assert publication_score(DescribedTable(smallest_cell=smallest, population=1)).terms[-1].points == printed
