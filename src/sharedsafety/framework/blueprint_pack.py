"""The Blueprint's 5 principles x 5 stages as a pack: what is known, what is proposed and what is not known."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from sharedsafety.core.errors import BadData
from sharedsafety.framework.guidance import guidance
from sharedsafety.framework.pack import FrameworkPack, PackField, PackPart, PartKind, pack_rules
from sharedsafety.framework.practices import Practice, Principle, Stage, blueprint
from sharedsafety.framework.translation import spanish, translated, translation_problems


@cache
def blueprint_pack() -> FrameworkPack:
    """Return the pack that comes with this software, in English and Spanish.

    Raises:
        BadData: the Spanish does not hold what the English holds.

    Source: data/framework/practices.yaml (texts and their provenance), data/framework/practices_es.yaml (this project's
    translation), data/framework/pack.yaml (its head), data/framework/guidance.yaml.

    >>> pack = blueprint_pack()
    >>> {part.id: part.field("title").provenance for part in pack.practices if part.id in {"1.1", "1.2"}}
    {'1.1': 'sourced', '1.2': 'proposed'}
    """
    for problem in translation_problems(english_pack(), spanish()):
        raise BadData("data-shape", file="framework/practices_es.yaml", problem=problem)
    return translated(english_pack(), spanish())


def english_pack() -> FrameworkPack:
    """Return the pack as its texts were written, before any translation."""
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
    return tuple(_field(name, part.provenance[name], part) for name in names)


def _field(name: str, provenance: str, part: Principle | Stage | Practice) -> PackField:
    if provenance == "unknown":
        return PackField(name=name, provenance=provenance, text={})
    proposal = isinstance(part, Practice) and provenance == "proposed"
    lines = _lines(getattr(part.proposed if isinstance(part, Practice) and proposal else part, name))
    source = part.source if provenance in pack_rules().with_source else None
    return PackField(name=name, provenance=provenance, text={"en": lines}, source=source)


def _lines(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
