"""A framework pack: principles, stages and practices as data, every field with where its text comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import load_data
from sharedsafety.framework.guidance import GuidanceStep, guidance_findings

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")

PartKind = Literal["principle", "stage", "practice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackField:
    """One field of a part.

    Args:
        name: a name of ``data/framework/pack.yaml``, such as ``questions``.
        provenance: where the text comes from; ``unknown`` has no text, ``proposed`` and ``local`` are not the
            words of the framework's authors.
        text: language -> lines.
        source: where a sourced text was read, or where a community decided on its own.
        translated_by: language -> who translated it; a language not named here is the original.
    """

    name: str
    provenance: str
    text: Mapping[str, tuple[str, ...]]
    source: str | None = None
    translated_by: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPart:
    """A principle, a stage or a practice; a practice stands in the cell of one principle and one stage."""

    id: str
    fields: tuple[PackField, ...]
    principle: str | None = None
    stage: str | None = None

    def field(self, name: str) -> PackField | None:
        """Return the field of this name, or None."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkPack:
    """A whole pack. ``version`` names exactly these texts; ``based_on`` says from which pack they were made.

    ``guidance`` says how each step is done; a pack may have none.
    """

    id: str
    version: str
    title: Mapping[str, str]
    published_by: str
    rights: Mapping[str, str]
    principles: tuple[PackPart, ...]
    stages: tuple[PackPart, ...]
    practices: tuple[PackPart, ...]
    based_on: str | None = None
    guidance: tuple[GuidanceStep, ...] = ()

    def parts(self) -> Iterator[tuple[PartKind, PackPart]]:
        """Yield every part with its kind, in the order of the pack."""
        yield from (("principle", part) for part in self.principles)
        yield from (("stage", part) for part in self.stages)
        yield from (("practice", part) for part in self.practices)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What is said of the pack that comes with this software."""

    id: str
    version: str
    title: Mapping[str, str]
    published_by: str
    rights: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRules:
    """The words and rules of ``data/framework/pack.yaml``.

    ``principle_codes`` gives the principle of the taxonomy by the id of a principle of the Blueprint.
    """

    schema: str
    blueprint: PackHead
    principle_codes: Mapping[str, str]
    provenance: tuple[str, ...]
    without_text: tuple[str, ...]
    with_source: tuple[str, ...]
    fields: Mapping[PartKind, tuple[str, ...]]
    codes: tuple[str, ...]


def in_language(field: PackField, *languages: str) -> tuple[str, tuple[str, ...]]:
    """Return the lines of a field in the first of these languages that has them, else in any, and the language.

    >>> in_language(PackField(name="title", provenance="local", text={"en": ("Heal",)}), "es", "en")
    ('en', ('Heal',))
    """
    found = next((each for each in (*languages, "en", *field.text) if each in field.text), languages[0])
    return found, field.text.get(found, ())


def principle_code(principle: str) -> str:
    """Return the principle of the taxonomy that a principle of a pack is, empty where it is none of the Blueprint's.

    >>> principle_code("survivors"), principle_code("our-own")
    ('CSC', '')
    """
    return pack_rules().principle_codes.get(principle, "")


def pack_rules() -> PackRules:
    """Return what a pack may hold (``data/framework/pack.yaml``)."""
    return load_data("framework/pack", PackRules)


def pack_findings(pack: FrameworkPack, file: str, *, inside: str = "") -> Iterator[Finding]:
    """Yield what is wrong with a pack: parts named twice, cells nobody knows, texts that deny where they come from.

    Args:
        file: name of the file, for the findings.
        inside: path of keys that leads to the pack inside the file, ending in a dot, or empty.
    """
    counted = Counter((kind, part.id) for kind, part in pack.parts())
    for (kind, part_id), times in counted.items():
        if times > 1:
            yield _finding("pack-part-twice", file, f"{inside}{kind}s.{part_id}", id=part_id)
    for kind, part in pack.parts():
        for field in part.fields:
            yield from _field_findings(kind, part, field, file, f"{inside}{kind}s.{part.id}.fields.{field.name}")
        for name, times in Counter(field.name for field in part.fields).items():
            if times > 1:
                yield _finding("pack-field-twice", file, f"{inside}{kind}s.{part.id}", id=part.id, field=name)
    yield from _grid_findings(pack, file, inside)
    yield from guidance_findings(pack.guidance, file, inside, pack_rules().provenance)


def _grid_findings(pack: FrameworkPack, file: str, inside: str) -> Iterator[Finding]:
    grid = [(principle.id, stage.id) for principle in pack.principles for stage in pack.stages]
    taken: dict[tuple[str | None, str | None], str] = {}
    for practice in pack.practices:
        cell, column = (practice.principle, practice.stage), f"{inside}practices.{practice.id}"
        words = {"principle": str(cell[0]), "stage": str(cell[1])}
        if cell not in grid:
            yield _finding("pack-cell-unknown", file, column, **words)
        elif cell in taken:
            yield _finding("pack-cell-twice", file, column, first=taken[cell], **words)
        taken.setdefault(cell, practice.id)
    for principle, stage in grid:
        if (principle, stage) not in taken:
            yield _finding("pack-cell-empty", file, f"{inside}practices", principle=principle, stage=stage)


def odd_languages(languages: Iterable[str]) -> list[str]:
    """Return the keys that are no code of a language (BCP 47: letters and digits in parts).

    >>> odd_languages(["en", "es-MX", "hmn", "../../x"])
    ['../../x']
    """
    return [each for each in languages if not _LANGUAGE.fullmatch(each)]


def _field_findings(kind: PartKind, part: PackPart, field: PackField, file: str, column: str) -> Iterator[Finding]:
    rules = pack_rules()
    has_text = any(line.strip() for lines in field.text.values() for line in lines)
    words = {"id": part.id, "field": field.name}
    if field.name not in rules.fields[kind]:
        yield _finding("pack-field-unknown", file, column, known=", ".join(rules.fields[kind]), **words)
    if field.provenance not in rules.provenance:
        known = ", ".join(rules.provenance)
        yield _finding("pack-provenance-unknown", file, column, value=field.provenance, known=known, **words)
    elif has_text == (field.provenance in rules.without_text):
        code = "pack-unknown-with-text" if has_text else "pack-text-missing"
        yield _finding(code, file, column, provenance=field.provenance, **words)
    if field.provenance in rules.with_source and not (field.source or "").strip():
        yield _finding("pack-source-missing", file, column, provenance=field.provenance, **words)
    yield from (
        _finding("pack-language-unreadable", file, column, language=one, **words) for one in odd_languages(field.text)
    )
    for language in sorted(set(field.translated_by or {}) - set(field.text)):
        yield _finding("pack-translation-missing", file, column, language=language, **words)


def _finding(code: str, file: str, column: str, **params: str) -> Finding:
    return Finding(code=code, file=file, column=column, params=params)
