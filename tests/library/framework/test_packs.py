"""Framework packs: what is known is told from what is proposed, and a community's changes stay its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.pack import FrameworkPack, PackField, PackPart, pack_findings
from sharedsafety.framework.pack_changes import AdaptedPack, PackChange, adapted, text_mark

PACK = blueprint_pack()
OURS = PackChange(
    part="practice", id="1.2", field="title", text={"en": ("Look where it hurts",)}, source="Minutes of 3 May",
    changed_on="2026-05-03",
)  # fmt: skip
SPANISH = replace(
    OURS, id="1.1", text={"es": ("Adoptar la seguridad como salud pública",)}, source="County office", translates=True
)


def title(made: AdaptedPack, practice: str) -> PackField:
    part = next(part for part in made.pack.practices if part.id == practice)
    found = part.field("title")
    assert found is not None
    return found


def codes(made: AdaptedPack) -> list[str]:
    return [finding.code for finding in made.findings]


def with_practice(practice: PackPart) -> FrameworkPack:
    return replace(PACK, practices=(*PACK.practices[:-1], practice))


def field_faults(field: PackField) -> set[str]:
    last = PACK.practices[-1]
    return {finding.code for finding in pack_findings(with_practice(replace(last, fields=(field,))), "pack.yaml")}


def test_the_pack_of_this_software_keeps_every_rule_and_fills_the_grid() -> None:
    assert list(pack_findings(PACK, "pack.yaml")) == []
    assert len(PACK.practices) == len(PACK.principles) * len(PACK.stages) == 25


def test_five_titles_are_sourced_and_twenty_are_our_proposals() -> None:
    titles = [part.field("title") for part in PACK.practices]
    assert [field.provenance for field in titles if field].count("sourced") == 5
    assert [field.provenance for field in titles if field].count("proposed") == 20


def test_what_is_not_known_has_no_text_and_what_is_sourced_names_where_it_was_read() -> None:
    fields = [field for _, part in PACK.parts() for field in part.fields]
    assert {field.provenance for field in fields} >= {"sourced", "sourced-incomplete", "proposed", "unknown"}
    assert all(bool(field.text) == (field.provenance != "unknown") for field in fields)
    assert all(field.source for field in fields if field.provenance.startswith("sourced"))
    assert not any(field.source for field in fields if field.provenance == "proposed")


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (PackField(name="colour", provenance="local", text={"en": ("red",)}), "pack-field-unknown"),
        (PackField(name="title", provenance="heard", text={"en": ("a",)}), "pack-provenance-unknown"),
        (PackField(name="title", provenance="unknown", text={"en": ("a",)}), "pack-unknown-with-text"),
        (PackField(name="title", provenance="local", text={"en": (" ",)}), "pack-text-missing"),
        (PackField(name="title", provenance="sourced", text={"en": ("a",)}), "pack-source-missing"),
        (
            PackField(name="title", provenance="local", text={"en": ("a",)}, translated_by={"es": "us"}),
            "pack-translation-missing",
        ),
    ],
)
def test_a_field_that_denies_where_it_comes_from_is_named(field: PackField, code: str) -> None:
    assert field_faults(field) == {code}


def test_a_practice_outside_the_grid_leaves_its_cell_empty_and_both_are_told() -> None:
    found = list(pack_findings(with_practice(replace(PACK.practices[-1], stage="nowhere")), "pack.yaml"))
    assert [finding.code for finding in found] == ["pack-cell-unknown", "pack-cell-empty"]
    assert found[0].column == "practices.5.5"


def test_two_practices_in_one_cell_and_two_of_one_id_are_told() -> None:
    pack = replace(PACK, practices=(*PACK.practices, PACK.practices[0]))
    assert {finding.code for finding in pack_findings(pack, "p")} == {"pack-part-twice", "pack-cell-twice"}


def test_a_text_of_the_community_takes_the_place_of_a_proposal_and_is_marked_local() -> None:
    made = adapted(PACK, [OURS], "framework.yaml")
    assert made.findings == ()
    assert (title(made, "1.2").text, title(made, "1.2").provenance) == (OURS.text, "local")
    assert title(made, "1.1") == title(adapted(PACK, [], ""), "1.1")


def test_a_community_can_write_what_is_not_known_of_the_original() -> None:
    change = replace(OURS, id="1.1", field="examples", text={"en": ("Our night walk",)})
    made = adapted(PACK, [change], "framework.yaml")
    assert made.pack.practices[0].field("examples").provenance == "local"


def test_a_translation_stands_beside_the_original_and_keeps_where_it_comes_from() -> None:
    found = title(adapted(PACK, [SPANISH], "framework.yaml"), "1.1")
    assert set(found.text) == {"en", "es"}
    assert (found.provenance, found.translated_by) == ("sourced", {"es": "County office"})


def test_a_translation_is_of_the_communitys_own_text_whatever_the_order_of_the_file() -> None:
    spanish = replace(SPANISH, id="1.2")
    one, other = adapted(PACK, [OURS, spanish], ""), adapted(PACK, [spanish, OURS], "")
    assert one.pack == other.pack
    assert (set(title(one, "1.2").text), title(one, "1.2").provenance) == ({"en", "es"}, "local")


def test_a_mark_changes_with_the_text_and_not_with_a_translation() -> None:
    before = title(adapted(PACK, [], ""), "1.1")
    assert text_mark(title(adapted(PACK, [SPANISH], ""), "1.1")) == text_mark(before)
    assert text_mark(title(adapted(PACK, [replace(OURS, id="1.1")], ""), "1.1")) != text_mark(before)


def test_a_change_made_for_another_text_stays_and_is_told() -> None:
    fresh = replace(OURS, replaces=text_mark(title(adapted(PACK, [], ""), "1.2")))
    assert codes(adapted(PACK, [fresh], "framework.yaml")) == []
    made = adapted(PACK, [replace(OURS, replaces="000000000000")], "framework.yaml")
    assert codes(made) == ["pack-change-stale"]
    assert title(made, "1.2").provenance == "local"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replace(OURS, id="9.9"), "pack-change-lost"),
        (replace(OURS, field="colour"), "pack-change-lost"),
        (replace(OURS, part="stage"), "pack-change-lost"),
        (replace(OURS, text={"en": ("",)}), "pack-change-empty"),
        (replace(SPANISH, field="examples"), "pack-translation-of-nothing"),
    ],
)
def test_a_change_that_does_not_fit_is_told_and_alters_nothing(change: PackChange, code: str) -> None:
    made = adapted(PACK, [change], "framework.yaml")
    assert codes(made) == [code]
    assert made.findings[0].column == "changes.0"
    assert made.pack == PACK


def test_of_two_changes_of_one_field_the_first_counts_and_the_second_is_told() -> None:
    made = adapted(PACK, [OURS, replace(OURS, text={"en": ("Else",)})], "framework.yaml")
    assert [(finding.code, finding.column) for finding in made.findings] == [("pack-change-twice", "changes.1")]
    assert title(made, "1.2").text == OURS.text


def test_nothing_of_a_pack_is_lost_when_nothing_is_changed() -> None:
    assert adapted(PACK, [], "framework.yaml") == AdaptedPack(pack=PACK, findings=())
