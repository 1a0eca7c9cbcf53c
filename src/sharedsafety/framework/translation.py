"""A pack in one more language: what this project translated stands beside the original, and nowhere in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sharedsafety.core.reviewed import load_data
from sharedsafety.framework.pack import FrameworkPack, PackField, PackPart, PartKind, pack_rules

Texts = Mapping[str, Mapping[str, str | tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The texts of ``data/framework/practices_es.yaml``.

    Args:
        language: code of the language they are in.
        translated_by: who translated them.
        note: what readers are told of the translation, by their language.
        read_in: where a text was read, in the words of the original -> in this language.
        principles, stages, practices: slug of the part -> field -> its text, or its lines.
    """

    language: str
    translated_by: str
    note: Mapping[str, str]
    read_in: Mapping[str, str]
    principles: Texts
    stages: Texts
    practices: Texts

    def fields(self) -> dict[tuple[PartKind, str, str], tuple[str, ...]]:
        """Return the lines of every translated field by kind of part, slug of part and name."""
        kinds: tuple[tuple[PartKind, Texts], ...] = (
            ("principle", self.principles),
            ("stage", self.stages),
            ("practice", self.practices),
        )
        return {
            (kind, slug, name): (text,) if isinstance(text, str) else text
            for kind, parts in kinds
            for slug, texts in parts.items()
            for name, text in texts.items()
        }


def spanish() -> Translation:
    """Return the framework in Spanish.

    Source: data/framework/practices_es.yaml, written by this project; not the Blueprint's own Spanish.

    >>> spanish().fields()["stage", "evaluate", "label"]
    ('Evaluar la seguridad',)
    """
    return load_data("framework/practices_es", Translation)


def translation_note(fields: Iterable[PackField], language: str) -> str:
    """Return what readers of a language are told beside texts that this project translated into it, else nothing.

    >>> translation_note([], "es")
    ''
    """
    own = spanish()
    ours = any((field.translated_by or {}).get(language) == own.translated_by for field in fields)
    return own.note.get(language, "") if ours else ""


def source_in(source: str, language: str) -> str:
    """Return where a text was read, in a language that has words of its own for it, else as it was written.

    >>> source_in("https://sharedsafety.us", "es")
    'https://sharedsafety.us'
    """
    own = spanish()
    return own.read_in.get(source, source) if language == own.language else source


def translated(pack: FrameworkPack, translation: Translation) -> FrameworkPack:
    """Return the pack with the translation beside its texts, which keep their provenance; who translated is named."""
    texts = translation.fields()
    language = translation.language

    def field(kind: PartKind, part: PackPart, original: PackField) -> PackField:
        lines = texts.get((kind, _slug(part), original.name))
        if lines is None:
            return original
        by = {**(original.translated_by or {}), language: translation.translated_by}
        return replace(original, text={**original.text, language: lines}, translated_by=by)

    def parts(kind: PartKind, listed: tuple[PackPart, ...]) -> tuple[PackPart, ...]:
        return tuple(replace(part, fields=tuple(field(kind, part, each) for each in part.fields)) for part in listed)

    return replace(
        pack,
        principles=parts("principle", pack.principles),
        stages=parts("stage", pack.stages),
        practices=parts("practice", pack.practices),
    )


def translation_problems(pack: FrameworkPack, translation: Translation) -> Iterator[str]:
    """Yield where a translation holds other fields than the pack, or a field other lines than the original.

    Args:
        pack: in its own language; fields of ids (``codes`` of data/framework/pack.yaml) need no translation.
    """
    found = translation.fields()
    original = {
        (kind, _slug(part), field.name): next(iter(field.text.values()))
        for kind, part in pack.parts()
        for field in part.fields
        if field.text and field.name not in pack_rules().codes
    }
    yield from (f"{' '.join(key)} has no translation" for key in original if key not in found)
    yield from (f"{' '.join(key)} translates nothing" for key in found if key not in original)
    sources = {field.source or "" for _, part in pack.parts() for field in part.fields}
    worded = {source for source in sources if source and not source.startswith("https://")}
    yield from (f"the source '{source}' has no translation" for source in worded - set(translation.read_in))
    yield from (f"the source '{source}' translates nothing" for source in set(translation.read_in) - worded)
    for key in (key for key in original if key in found):
        lines = [line for line in found[key] if line.strip()]
        if not len(lines) == len(found[key]) == len(original[key]):
            yield f"{' '.join(key)} has {len(lines)} lines, its original {len(original[key])}"


def _slug(part: PackPart) -> str:
    return f"{part.principle}-{part.stage}" if part.principle else part.id
