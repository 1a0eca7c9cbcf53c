"""A coding of an older taxonomy carried over: what a person said stays said, and no share is lost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.investments.cubes import cube_of

from sharedsafety.folder.coding_change import coding_texts, given_coding
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.framework.taxonomy_changes import TaxonomyChanges, change_problems, changes_of
from sharedsafety.investments.both_results import both_results, counted_cents
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.migrate_coding import MigratedProgram, migrated_coding

NOW = taxonomy().version
NEW = ("SV-NAV", "SV-TRC", "SV-FIN")
KEPT = tuple(code for code in taxonomy().codes if code not in NEW)


def changes(*categories: dict[str, Any], old: tuple[str, ...] = KEPT) -> TaxonomyChanges:
    versions = {"0.0.9": [*old, *(each["code"] for each in categories if each["code"] not in old)]}
    step = {"from_version": "0.0.9", "to_version": NOW, "decided_on": "2026-05-12", "source": "minutes"}
    listed = {"versions": versions, "changes": [{**step, "categories": list(categories)}]}
    return changes_of(listed, "changes.yaml", taxonomy())


def row(category: str, share: str = "1", version: str = "0.0.9", **more: Any) -> CodedShare:
    plain = {"basis": "A", "coder": "ana", "status": "single", "note": f"why {category}", "program_key": "p"}
    return CodedShare(category=category, share=Fraction(share), taxonomy_version=version, **(plain | more))


def migrated(rows: list[CodedShare], *categories: dict[str, Any], **more: Any) -> MigratedProgram:
    (program,) = migrated_coding(rows, changes(*categories), **more).programs
    assert not [fault for fault in coding_findings(program.after) if fault.severity == "error"]
    assert sum(each.share for each in program.after) == sum(each.share for each in rows)
    assert {each.taxonomy_version for each in program.after} == {NOW}
    return program


def shares(program: MigratedProgram) -> dict[str, Fraction]:
    return {each.category: each.share for each in program.after}


def test_a_category_that_is_kept_or_renamed_carries_over_with_all_that_a_person_said():
    low, high = Fraction(1, 2), Fraction(7, 10)
    rows = [
        row("JS-POL", "0.6", low=low, high=high, basis="E"),
        row("SV-OLD", "0.4", delivery_agent="community_based_org"),
    ]
    program = migrated(rows, {"code": "SV-OLD", "change": "renamed", "into": ["SV-NAV"]})
    assert (program.reasons, shares(program)) == ((), {"JS-POL": Fraction(3, 5), "SV-NAV": Fraction(2, 5)})
    first, second = program.after
    assert (first.low, first.high, first.basis, first.status) == (low, high, "E", "single")
    assert (second.coder, second.note, second.delivery_agent) == ("ana", "why SV-OLD", "community_based_org")


def test_shares_that_meet_in_one_category_are_added_up_exactly_and_the_weakest_counts():
    rows = [
        row("SV-ONE", "0.3", status="double", coder="ana; ben", low=Fraction(1, 5), high=Fraction(2, 5), basis="E"),
        row("SV-TWO", "0.2", coder="ben"),
        row("JS-POL", "0.5"),
    ]
    into = {"change": "merged", "into": ["SV-NAV"]}
    program = migrated(rows, {"code": "SV-ONE", **into}, {"code": "SV-TWO", **into})
    merged = program.after[0]
    assert (program.reasons, merged.share, merged.low, merged.high) == ((), *map(Fraction, ("0.5", "0.4", "0.6")))
    assert (merged.basis, merged.status, merged.coder) == ("E", "single", "ana; ben")
    assert merged.note == "why SV-ONE / why SV-TWO"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"level": "enabling"}, "level"),
        ({"markers": {"CSC": 0.4}}, "markers"),
        ({"delivery_agent": "community_based_org"}, "holder"),
    ],
)
def test_shares_that_meet_and_say_different_things_need_a_person(more, reason):
    into = {"change": "merged", "into": ["SV-NAV"]}
    rows = [row("SV-ONE", "0.5", **more), row("SV-TWO", "0.5")]
    program = migrated(rows, {"code": "SV-ONE", **into}, {"code": "SV-TWO", **into})
    assert program.reasons == (reason,)
    assert [(each.status, each.markers, each.delivery_agent) for each in program.after] == [
        ("unreviewed", {}, "unknown")
    ]


def test_a_level_that_only_repeats_the_default_is_no_difference():
    into = {"change": "merged", "into": ["SV-NAV"]}
    default = taxonomy().category("SV-NAV").level.default
    rows = [row("SV-ONE", "0.5"), row("SV-TWO", "0.5", level=default)]
    assert migrated(rows, {"code": "SV-ONE", **into}, {"code": "SV-TWO", **into}).reasons == ()


def test_a_split_is_a_proposal_that_says_where_it_comes_from_and_that_nobody_has_read_it():
    split = {
        "code": "SV-HLP",
        "change": "split",
        "into": ["SV-NAV", "SV-TRC"],
        "shares": {"SV-NAV": 0.7, "SV-TRC": 0.3},
    }
    rows = [row("SV-HLP", "0.5", high=Fraction(3, 5), low=Fraction(2, 5), level="tertiary"), row("JS-POL", "0.5")]
    program = migrated(rows, split)
    assert (program.reasons, shares(program)["SV-NAV"]) == (("split",), Fraction(7, 20))
    proposal = program.after[0]
    assert (proposal.basis, proposal.low, proposal.high) == ("G", 0, Fraction(3, 5))
    assert (proposal.status, proposal.coder, proposal.level) == ("unreviewed", "migration", None)
    assert "was SV-HLP in version 0.0.9 of the taxonomy, coded by ana. why SV-HLP" in proposal.note
    in_spanish = migrated(rows, split, language="es").after[0].note
    assert "era SV-HLP en la versión 0.0.9" in in_spanish


def test_a_program_with_one_part_to_be_read_is_to_be_read_whole_and_the_other_parts_keep_their_reasons():
    removed = {"code": "SV-HLP", "change": "removed", "into": ["SV-NAV"]}
    program = migrated([row("SV-HLP", "0.5"), row("JS-POL", "0.5")], removed)
    kept = program.after[1]
    assert program.reasons == ("removed",)
    assert (kept.status, kept.coder, kept.basis, kept.note) == ("unreviewed", "ana", "A", "why JS-POL")


def test_equal_parts_can_be_written_as_decimals_and_lose_nothing():
    split = {"code": "SV-HLP", "change": "split", "into": [*NEW]}
    program = migrated([row("SV-HLP")], split)
    assert [str(float(each.share)) for each in program.after] == ["0.333334", "0.333333", "0.333333"]
    again = given_coding([coding_texts(each) for each in program.after])
    assert [each.share for each in again.rows] == [each.share for each in program.after]


def test_a_redefined_category_is_proposed_again_under_its_code():
    program = migrated([row("JS-POL", level="response")], {"code": "JS-POL", "change": "redefined"})
    assert (program.reasons, shares(program)) == (("redefined",), {"JS-POL": 1})
    assert (program.after[0].level, program.after[0].low) == ("response", 0)


def test_a_level_that_is_no_longer_allowed_needs_a_person_and_one_that_follows_the_default_does_not():
    level = {"code": "JS-POL", "change": "level"}
    assert migrated([row("JS-POL")], level).reasons == ()
    assert migrated([row("JS-POL", level="response")], level).reasons == ()
    program = migrated([row("JS-POL", level="primary")], level)
    assert (program.reasons, program.after[0].level, program.after[0].share) == (("level",), None, 1)


def test_markers_that_the_newer_category_does_not_allow_need_a_person():
    renamed = {"code": "SV-OLD", "change": "renamed", "into": ["SV-NAV"]}
    program = migrated([row("SV-OLD", markers={"NOT": 1.0})], renamed)
    assert (program.reasons, program.after[0].markers) == (("markers",), {})


def test_a_program_of_the_version_in_force_is_not_touched_and_carrying_over_twice_changes_nothing():
    split = {"code": "SV-HLP", "change": "split", "into": ["SV-NAV", "SV-TRC"]}
    assert migrated_coding([row("JS-POL", version=NOW)], changes(split)).programs == ()
    once = migrated([row("SV-HLP")], split)
    assert migrated_coding(once.after, changes(split)).programs == ()


def test_rows_of_an_unknown_version_or_category_are_told_by_row_and_leave_their_program_alone():
    rows = [row("JS-POL", version="7", row=4), row("JS-POL", program_key="q", row=2), row("SV-NO", "1", row=9)]
    found = migrated_coding(rows, changes())
    told = [(fault.code, fault.row, fault.column) for fault in found.findings]
    assert told == [("migrate-version-unknown", 4, "taxonomy_version"), ("migrate-category-unknown", 9, "category")]
    assert f"0.0.9, {NOW}" in found.findings[0].sentence()
    assert [program.program_key for program in found.programs] == ["q"]


def test_versions_are_carried_over_one_after_the_other_and_a_proposal_names_where_it_began():
    step = {"decided_on": "2026-05-12", "source": "minutes"}
    listed = {
        "versions": {"0.0.8": ["SV-OLD"], "0.0.9": ["SV-AAA", "SV-BBB"]},
        "changes": [
            {"from_version": "0.0.9", "to_version": NOW, **step, "categories": [
                {"code": "SV-AAA", "change": "split", "into": ["SV-NAV", "SV-TRC"]},
                {"code": "SV-BBB", "change": "renamed", "into": ["SV-FIN"]}]},
            {"from_version": "0.0.8", "to_version": "0.0.9", **step, "categories": [
                {"code": "SV-OLD", "change": "split", "into": ["SV-AAA", "SV-BBB"]}]},
        ],
    }  # fmt: skip
    (program,) = migrated_coding([row("SV-OLD", version="0.0.8")], changes_of(listed, "c", taxonomy())).programs
    assert shares(program) == {"SV-NAV": Fraction(1, 4), "SV-TRC": Fraction(1, 4), "SV-FIN": Fraction(1, 2)}
    assert all(each.note.count("was ") == 1 and "SV-OLD in version 0.0.8" in each.note for each in program.after)
    assert {each.high for each in program.after} == {Fraction(1)}


CHANGE = st.fixed_dictionaries(
    {
        "change": st.sampled_from(("renamed", "merged", "split", "removed", "redefined", "level", None)),
        "into": st.lists(st.sampled_from(taxonomy().codes), min_size=2, max_size=4, unique=True),
        "weights": st.none() | st.lists(st.integers(1, 9), min_size=4, max_size=4),
    }
)


def line(code: str, change: dict[str, Any]) -> dict[str, Any] | None:
    """One random line of a list of changes; None for a category that is kept."""
    kind, into = change["change"], change["into"]
    if kind is None:
        return None
    if kind in ("redefined", "level"):
        return {"code": code, "change": kind}
    if kind in ("renamed", "merged"):  # of random targets several may meet: then they are merged
        return {"code": code, "change": "merged", "into": into[:1]}
    weights = change["weights"]
    given_shares = {name: round(0.1 * 10 / len(into), 3) for name in into} if weights else {}
    if weights:
        given_shares[into[0]] = round(1 - sum(list(given_shares.values())[1:]), 3)
    return {"code": code, "change": kind, "into": into, "shares": given_shares}


@st.composite
def random_codings(draw: st.DrawFn) -> list[CodedShare]:
    rows: list[CodedShare] = []
    for program in ("p", "q", "r"):
        codes = draw(st.lists(st.sampled_from(taxonomy().codes), min_size=1, max_size=4, unique=True))
        cuts = sorted(
            draw(st.lists(st.integers(1, 999), min_size=len(codes) - 1, max_size=len(codes) - 1, unique=True))
        )
        ends = [Fraction(cut, 1000) for cut in (0, *cuts, 1000)]
        for code, low, high in zip(codes, ends, ends[1:], strict=False):
            version = draw(st.sampled_from(("0.0.9", NOW)))
            rows.append(row(code, str(high - low), version, program_key=program))
    return rows


@settings(max_examples=120, deadline=None)
@given(random_codings(), st.dictionaries(st.sampled_from(taxonomy().codes), CHANGE, max_size=12), st.data())
def test_nothing_is_lost_whatever_the_coding_and_the_changes(rows, changed, data):
    lines = [each for code, change in changed.items() if (each := line(code, change)) is not None]
    listed = changes(*lines, old=taxonomy().codes)
    assert not change_problems(listed, taxonomy())
    found = migrated_coding(rows, listed)
    assert not found.findings
    after = {program.program_key: program.after for program in found.programs}
    whole = [each for key in ("p", "q", "r") for each in after.get(key, [r for r in rows if r.program_key == key])]
    for key in ("p", "q", "r"):
        assert sum(each.share for each in whole if each.program_key == key) == 1
    assert not coding_findings(whole)
    assert len({(each.program_key, each.category) for each in whole}) == len(whole)
    assert {each.taxonomy_version for each in whole} == {NOW}
    again = given_coding([coding_texts(each) for each in whole if each.program_key == "p"])
    assert [each.share for each in again.rows] == [each.share for each in whole if each.program_key == "p"]
    cents = {key: data.draw(st.integers(-(10**9), 10**12)) for key in ("p", "q", "uncoded")}
    for table in ("family", "category"):
        results = [each for each in both_results(cents, rows, whole) if each.table == table]
        assert sum(each.before_cents for each in results) == sum(cents.values())
        assert sum(each.after_cents for each in results) == sum(cents.values())
        for each in results:
            moved = [program.moved_cents for program in each.programs]
            assert sum(moved) == each.after_cents - each.before_cents
            assert moved == sorted(moved, key=abs, reverse=True)


def test_both_results_count_each_dollar_once_as_the_pages_do():
    found = cube_of(
        [
            {"program_key": "p", "cents": 700},
            {"program_key": "p", "cents": 90, "character": "debt_principal"},
            {"program_key": "q", "cents": 55, "flow": "revenue"},
            {"program_key": "q", "cents": 40, "fiscal_year": 2023},
        ]
    )
    year = (2025, "adopted")
    assert counted_cents(found, year, {}) == {"p": 700}
