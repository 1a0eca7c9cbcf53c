"""What a community changed in a pack, and what became of the changes when the pack itself changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sharedsafety.core.findings import Finding
from sharedsafety.framework.pack import FrameworkPack, PackField, PackPart, PartKind, odd_languages, pack_rules

#: A change that fits, and one whose text beneath has changed: it stays, and a finding asks to read both.
_STILL_MADE = ("", "pack-change-stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """One change of one field: the community's own text in its place, or a translation beside it.

    Args:
        part: kind of the part; ``id`` its id; ``field`` the name of the field.
        text: language -> lines.
        source: who decided it where (minutes, a vote), or who translated it.
        changed_on: ISO date.
        translates: the text is a translation: what it says and where it comes from stay.
        replaces: the mark of the text it was made for (``text_mark``); None where that is not known.
    """

    part: PartKind
    id: str
    field: str
    text: Mapping[str, tuple[str, ...]]
    source: str
    changed_on: str
    translates: bool = False
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdaptedPack:
    """A pack with a community's changes in it, and the changes that meet nothing or something else than they did."""

    pack: FrameworkPack
    findings: tuple[Finding, ...]


def text_mark(field: PackField) -> str:
    """Return a short mark of what a field says: another text, another mark (SHA-256, 12 digits).

    >>> text_mark(PackField(name="title", provenance="unknown", text={}))
    'e3b0c44298fc'
    """
    original = {lang: lines for lang, lines in sorted(field.text.items()) if lang not in (field.translated_by or {})}
    lines = "\n".join(f"{language}:{line}" for language, each in original.items() for line in each)
    return sha256(lines.encode("utf-8")).hexdigest()[:12]


def adapted(pack: FrameworkPack, changes: Sequence[PackChange], file: str) -> AdaptedPack:
    """Return the pack with the changes in it; a change that does not fit is left out and told.

    Args:
        file: name of the file with the changes, for the findings.

    >>> from sharedsafety.framework.blueprint_pack import blueprint_pack
    >>> ours = PackChange(part="practice", id="1.2", field="title", text={"en": ("Look where it hurts",)},
    ...                   source="Minutes of 3 May", changed_on="2026-05-03")
    >>> found = adapted(blueprint_pack(), [ours], "framework.yaml").pack.practices[1].field("title")
    >>> found.text["en"], found.provenance
    (('Look where it hurts',), 'local')
    """
    findings: list[Finding] = []
    made: dict[tuple[PartKind, str, str], PackField] = {}
    seen: set[tuple[str, ...]] = set()
    parts = {(kind, part.id): part for kind, part in pack.parts()}
    ordered = sorted(enumerate(changes), key=lambda each: each[1].translates)  # a translation is of what then stands
    for number, change in ordered:
        key = (change.part, change.id, change.field)
        part = parts.get(key[:2])
        standing = made.get(key) or (part.field(change.field) if part else None)
        fault = "pack-change-language" if odd_languages(change.text) else _fault(change, part, standing, seen)
        seen |= {(*key, language) for language in change.text}
        if fault:
            findings.append(_finding(fault, change, number, file))
        if fault in _STILL_MADE:
            made[key] = _changed(change, standing)
    return AdaptedPack(pack=_with(pack, made), findings=tuple(findings))


def _fault(change: PackChange, part: PackPart | None, standing: PackField | None, seen: set[tuple[str, ...]]) -> str:
    """Return the code of what keeps a change from fitting, or an empty text."""
    if part is None or change.field not in pack_rules().fields[change.part]:
        return "pack-change-lost"
    if any((change.part, change.id, change.field, language) in seen for language in change.text):
        return "pack-change-twice"
    if not any(line.strip() for lines in change.text.values() for line in lines):
        return "pack-change-empty"
    if change.translates and (standing is None or not standing.text):
        return "pack-translation-of-nothing"
    if change.replaces is not None and (standing is None or text_mark(standing) != change.replaces):
        return "pack-change-stale"
    return ""


def _changed(change: PackChange, standing: PackField | None) -> PackField:
    if change.translates and standing is not None:
        translated = {**(standing.translated_by or {}), **dict.fromkeys(change.text, change.source)}
        return replace(standing, text={**standing.text, **change.text}, translated_by=translated)
    return PackField(name=change.field, provenance="local", text=dict(change.text), source=change.source)


def _with(pack: FrameworkPack, made: Mapping[tuple[PartKind, str, str], PackField]) -> FrameworkPack:
    def parts(kind: PartKind, listed: Sequence[PackPart]) -> tuple[PackPart, ...]:
        return tuple(replace(part, fields=tuple(_fields(kind, part, made))) for part in listed)

    return replace(
        pack,
        principles=parts("principle", pack.principles),
        stages=parts("stage", pack.stages),
        practices=parts("practice", pack.practices),
    )


def _fields(kind: PartKind, part: PackPart, made: Mapping[tuple[PartKind, str, str], PackField]) -> Iterator[PackField]:
    """Yield the fields of a part, changed ones in their place, new ones where people read them."""
    for name in pack_rules().fields[kind]:
        field = made.get((kind, part.id, name)) or part.field(name)
        if field is not None:
            yield field


def _finding(code: str, change: PackChange, number: int, file: str) -> Finding:
    words = {"part": change.part, "id": change.id, "field": change.field}
    return Finding(code=code, file=file, column=f"changes.{number}", params=words)
