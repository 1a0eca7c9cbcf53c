"""Groups of an assessment as tables of people that an attacker can be set on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.progress_samples import counts, indicator

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.disclosure.release_audit import audited
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.people_tables import people_tables


def tables(groups: Mapping[str, float], everybody: float, **changes) -> tuple[PeopleTable, ...]:
    """The tables of a release with one year of some groups."""
    sign = indicator(**{"unit": "count", **changes})
    rows = counts([everybody], people=1000.0)
    rows += [
        row for name, count in groups.items() for row in counts([count], people=200.0, group_type="sex", group=name)
    ]
    results = assess_progress([sign], rows, as_of=date(2011, 6, 1)).results
    return people_tables([sign], results, rows)


def test_groups_stand_beside_everybody():
    table = tables({"female": 40, "male": 60}, 100)[0]
    assert dict(zip(table.labels, table.counts, strict=True)) == {("female",): 40, ("male",): 60, ("total",): 100}
    assert (table.dimensions, table.population, table.name) == (("sex",), "harm 2010", "groups/harm: sex 2010")


def test_people_in_no_listed_group_are_a_row_that_nobody_knows():
    table = tables({"female": 40, "male": 60}, 130)[0]
    assert table.codes[table.labels.index(("not listed",))] == "N"


def test_a_hidden_group_has_its_code_and_no_number():
    table = tables({"female": 5, "male": 60, "other": 80}, 145)[0]
    hidden = [
        labels for labels, count, code in zip(table.labels, table.counts, table.codes, strict=True) if code == "S"
    ]
    assert len(hidden) == 2
    assert ("female",) in hidden
    assert audited([table]).given_away == ()


def test_a_rate_gives_the_count_that_a_reader_works_out_from_it():
    table = tables({"female": 40, "male": 60}, 100, unit="rate")[0]
    assert sorted(table.counts) == [40, 60, 100]


def test_a_share_gives_the_people_to_whom_it_did_not_happen_too():
    table = tables({"female": 80, "male": 90}, 170, unit="proportion")[0]
    cells = dict(zip(table.labels, table.counts, strict=True))
    assert cells["female", "happened"] == 80
    assert cells["female", "did not"] == 120
    assert cells["female", "total"] == 200


def test_groups_that_overlap_and_estimates_give_no_table():
    assert tables({"female": 80, "male": 90}, 120) == ()
    assert tables({"female": 80.5, "male": 90}, 200) == ()


def test_a_later_release_that_shows_what_was_hidden_is_found():
    first = tables({"female": 5, "male": 60, "other": 80}, 145)
    later = PeopleTable(dimensions=("sex",), labels=(("male",),), counts=(60,), codes=("",), population="harm 2010")
    found = audited([later], earlier={"r1": first}).given_away
    assert [(one.table, dict(one.cell.labels)) for one in found] == [("groups/harm: sex 2010", {"sex": "female"})]
    assert found[0].earlier == ("r1",)
