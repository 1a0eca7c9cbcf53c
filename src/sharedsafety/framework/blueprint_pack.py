"""The Blueprint's 5 principles x 5 stages as a pack: what is known, what is proposed and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from sharedsafety.core.reviewed import load_data
from sharedsafety.framework.guidance import guidance
from sharedsafety.framework.pack import FrameworkPack, PackField, PackPart, PartKind, pack_rules
from sharedsafety.framework.practices import Practice, Principle, Stage, blueprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The texts of ``data/framework/practices_es.yaml``: id of a part -> field -> text."""

    translated_by: Mapping[str, str]
    principles: Mapping[str, Mapping[str, str]]
    stages: Mapping[str, Mapping[str, str]]
    practices: Mapping[str, Mapping[str, str]]


@cache
def blueprint_pack() -> FrameworkPack:
    """Return the pack that comes with this software.

    Source: data/framework/practices.yaml (texts and their provenance), practices_es.yaml, pack.yaml, guidance.yaml.

    >>> pack = blueprint_pack()
    >>> {part.id: part.field("title").provenance for part in pack.practices if part.id in {"1.1", "1.2"}}
    {'1.1': 'sourced', '1.2': 'proposed'}
    """
    content = blueprint()
    return FrameworkPack(
        **asdict(pack_rules().blueprint),
        guidance=guidance(),
        principles=tuple(PackPart(id=each.slug, fields=_fields("principle", each)) for each in content.principles),
        stages=tuple(PackPart(id=each.slug, fields=_fields("stage", each)) for each in content.stages),
        practices=tuple(
            PackPart(id=each.id, principle=each.principle, stage=each.stage, fields=_fields("practice", each))
            for each in content.practices
        ),
    )


def _fields(kind: PartKind, part: Principle | Stage | Practice) -> tuple[PackField, ...]:
    names = [name for name in pack_rules().fields[kind] if name in part.provenance]
    return tuple(_field(kind, name, part.provenance[name], part) for name in names)


def _field(kind: PartKind, name: str, provenance: str, part: Principle | Stage | Practice) -> PackField:
    if provenance == "unknown":
        return PackField(name=name, provenance=provenance, text={})
    proposal = isinstance(part, Practice) and provenance == "proposed"
    lines = _lines(getattr(part.proposed if isinstance(part, Practice) and proposal else part, name))
    source = part.source if provenance in pack_rules().with_source else None
    field = PackField(name=name, provenance=provenance, text={"en": lines}, source=source)
    spanish = _spanish(kind, part.id if isinstance(part, Practice) else part.slug, name)
    if spanish is None:
        return field
    by = load_data("framework/practices_es", Translation).translated_by["es"]
    return replace(field, text={**field.text, "es": (spanish,)}, translated_by={"es": by})


def _spanish(kind: PartKind, part: str, name: str) -> str | None:
    """Return the Spanish text of a field, or None where nobody has translated it."""
    translation = load_data("framework/practices_es", Translation)
    parts = {"principle": translation.principles, "stage": translation.stages, "practice": translation.practices}
    return parts[kind].get(part, {}).get(name)


def _lines(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
