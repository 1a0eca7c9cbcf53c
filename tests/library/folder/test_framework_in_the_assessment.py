"""The assessment carries the framework as it stands on its day: pack, ratings, commitments, where to begin."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.small_folder import write_folder

from sharedsafety.core.seed import SEED
from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.held_tables import people_tables, without_held
from sharedsafety.folder.json_out import assessment_json
from sharedsafety.folder.tables_out import assessment_tables

FILES = {
    "framework.yaml": """\
pack: {id: blueprint, version: "1"}
changes:
- part: practice
  id: "1.2"
  field: title
  text: {en: [Look where it hurts]}
  source: Minutes
  changed_on: "2026-05-03"
""",
    "ratings.csv": """\
round,practice,rater_kind,rating,raters,evidence,source
2026-05-01,1.2,agency,3,12,Minutes of the data team,Round of 1 May
2026-05-01,1.2,community,1,20,,Round of 1 May
2027-05-01,1.2,agency,4,30,,Round of 1 May 2027
""",
    "commitments.csv": """\
about_kind,about_id,body,sector,role,asked_on,answered_on,answer,commitment,due,source
practice,1.2,Public Health,agency,lead,2026-05-01,2026-05-20,committed,Maps injuries by area,2027-03-31,Letter
practice,1.2,Survivors' network,community,partner,2026-05-01,,,,,Minutes
""",
    "readiness.csv": """\
answered_on,question,answer,note,source
2026-05-01,survivor_network,yes,,Minutes
""",
}


@pytest.fixture
def found(tmp_path: Path) -> Assessment:
    folder = write_folder(tmp_path / "small-example", slug="small-example", name="Small Example")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    community = checked_community(folder).community
    assert community is not None
    return assess(community, as_of=date(2026, 6, 1), keep_in=tmp_path / "kept", seed=SEED, draws=10)


def test_the_pack_is_the_communitys_own_and_every_field_says_where_it_comes_from(found: Assessment) -> None:
    practice = next(each for each in found.framework.pack.practices if each.id == "1.2")
    title = practice.field("title")
    assert title is not None
    assert (title.text["en"], title.provenance, title.source) == (("Look where it hurts",), "local", "Minutes")
    assert [(one.id, one.changed_on) for one in found.framework.changes] == [("1.2", "2026-05-03")]


def test_a_round_after_the_day_of_the_assessment_does_not_count_and_is_told(found: Assessment) -> None:
    assert [rating.round for rating in found.framework.ratings] == ["2026-05-01"]
    later = [(one.file, one.row) for one in found.findings if one.code == "framework-later"]
    assert later == [("ratings.csv", 4)]


def test_who_leads_and_who_has_not_answered_is_there(found: Assessment) -> None:
    about = next(each for each in found.framework.responsibility if each.about_id == "1.2")
    assert (about.state, [(one.body, one.days) for one in about.waiting]) == (
        "lead_committed",
        [("Survivors' network", 31)],
    )


def test_where_to_begin_is_there_with_its_reasons(found: Assessment) -> None:
    assert found.framework.start is not None
    assert (found.framework.start.step, found.framework.start.reasons[0].question) == (
        "listen_community",
        "shared_vision",
    )


def test_every_part_is_a_table_with_the_counts_of_raters_rounded(found: Assessment) -> None:
    tables = assessment_tables(found)
    assert len(tables["practices"]) == 25
    assert [(row["rater_kind"], row["raters"]) for row in tables["ratings"]] == [("agency", 15), ("community", 20)]
    assert [row["days_waiting"] for row in tables["commitments"]] == [None, 31]
    assert [row["answer"] for row in tables["readiness"]] == ["yes"]


def test_the_exact_number_of_raters_is_nowhere_in_the_assessment(found: Assessment) -> None:
    content = json.loads(assessment_json(found))
    numbers = [group["raters"] for rating in content["framework"]["ratings"] for group in (rating["agency"],)]
    assert numbers == [15]
    assert [table["counts"] for table in content["people"] if table["name"].startswith("ratings/")] == [[15], [20]]


def test_a_practice_that_a_reviewer_holds_back_is_told_without_numbers(found: Assessment) -> None:
    assert "ratings/1.2" in people_tables(found)
    shown = without_held(found, {"ratings/1.2"})
    assert shown.framework.ratings[0].agency.display == "not_shown"
    assert not [table for table in shown.people if (table.name or "").startswith("ratings/")]
