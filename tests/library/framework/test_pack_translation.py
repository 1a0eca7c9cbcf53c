"""A translation stands beside the original and never passes for it; a reader gets their language, or is told which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedsafety.core.errors import BadData
from sharedsafety.framework import blueprint_pack as module
from sharedsafety.framework.blueprint_pack import blueprint_pack, english_pack
from sharedsafety.framework.pack import FrameworkPack, PackField, in_language, pack_rules
from sharedsafety.framework.pack_changes import PackChange, adapted, text_mark
from sharedsafety.framework.translation import spanish, translated

OURS = PackChange(
    part="practice", id="1.1", field="title", text={"en": ("Heal first",)}, source="Minutes of 3 May",
    changed_on="2026-05-03",
)  # fmt: skip


def fields(pack: FrameworkPack) -> list[PackField]:
    return [field for _, part in pack.parts() for field in part.fields]


def title(pack: FrameworkPack) -> PackField:
    found = pack.practices[0].field("title")
    assert found is not None
    return found


def test_everything_a_reader_meets_is_there_in_spanish_and_says_who_translated_it() -> None:
    shown = [field for field in fields(blueprint_pack()) if field.text and field.name not in pack_rules().codes]
    assert all(set(field.text) == {"en", "es"} for field in shown)
    assert {field.translated_by["es"] for field in shown if field.translated_by} == {"Proyecto Shared Safety"}
    assert all(set(field.translated_by or ()) == {"es"} for field in shown)


def test_a_translation_changes_neither_the_original_nor_where_it_comes_from_nor_its_mark() -> None:
    for before, after in zip(fields(english_pack()), fields(blueprint_pack()), strict=True):
        assert (before.provenance, before.source, before.text.get("en")) == (
            after.provenance,
            after.source,
            after.text.get("en"),
        )
        assert text_mark(before) == text_mark(after)


def test_a_second_translation_keeps_the_first() -> None:
    other = replace(spanish(), language="tl", translated_by="A neighbor")
    found = title(translated(blueprint_pack(), other))
    assert found.translated_by == {"es": "Proyecto Shared Safety", "tl": "A neighbor"}
    assert set(found.text) == {"en", "es", "tl"}


def test_a_field_without_translation_stays_as_it_is() -> None:
    nothing = replace(spanish(), principles={}, stages={}, practices={})
    assert translated(english_pack(), nothing) == english_pack()


def test_a_reader_gets_the_text_in_their_language() -> None:
    found = in_language(title(blueprint_pack()), "es", "en")
    assert found == ("es", ("Adoptar la seguridad como asunto de salud pública",))


@pytest.mark.parametrize(("wanted", "given"), [(("vi",), "en"), (("vi", "es"), "es")])
def test_a_language_nobody_wrote_gets_the_next_one_and_says_which(wanted: tuple[str, ...], given: str) -> None:
    language, lines = in_language(title(blueprint_pack()), *wanted)
    assert (language, lines) == (given, title(blueprint_pack()).text[given])


def test_what_is_not_known_has_no_lines_in_any_language() -> None:
    unknown = next(field for field in fields(blueprint_pack()) if field.provenance == "unknown")
    assert in_language(unknown, "es", "en") == ("es", ())


def test_a_community_s_own_text_does_not_keep_the_translation_of_another() -> None:
    found = title(adapted(blueprint_pack(), [OURS], "framework.yaml").pack)
    assert in_language(found, "es") == ("en", ("Heal first",))
    assert found.translated_by is None


def test_a_community_s_translation_takes_the_place_of_ours_and_is_named() -> None:
    change = replace(OURS, text={"es": ("La seguridad es salud",)}, translates=True, source="County office")
    found = title(adapted(blueprint_pack(), [change], "framework.yaml").pack)
    assert in_language(found, "es") == ("es", ("La seguridad es salud",))
    assert found.translated_by == {"es": "County office"}


def test_a_translation_that_holds_something_else_than_the_original_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "spanish", lambda: replace(spanish(), stages={}))
    with pytest.raises(BadData):
        blueprint_pack.__wrapped__()
