"""Which texts of one framework pack are other in a second one, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedsafety.framework.pack import FrameworkPack

Texts = Mapping[str, tuple[str, ...]]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDifference:
    """One text that is other: its part (``principle``, ``stage``, ``practice``, ``guidance``), its id and its field.

    ``now`` and ``then`` are lines by language; empty where the text is in one of the packs only.
    """

    part: str
    id: str
    field: str
    now: Texts
    then: Texts


def pack_differences(now: FrameworkPack, then: FrameworkPack) -> tuple[PackDifference, ...]:
    """Return every text that differs between two packs, in the order of the first, then what only the second has.

    >>> from sharedsafety.framework.blueprint_pack import blueprint_pack
    >>> pack_differences(blueprint_pack(), blueprint_pack())
    ()
    """
    first, second = dict(_texts(now)), dict(_texts(then))
    keys = [*first, *(key for key in second if key not in first)]
    return tuple(
        PackDifference(part=key[0], id=key[1], field=key[2], now=first.get(key, {}), then=second.get(key, {}))
        for key in keys
        if first.get(key, {}) != second.get(key, {})
    )


def _texts(pack: FrameworkPack) -> Iterator[tuple[Key, Texts]]:
    for kind, part in pack.parts():
        for field in part.fields:
            yield (kind, part.id, field.name), {language: tuple(lines) for language, lines in field.text.items()}
    for step in pack.guidance:
        yield ("guidance", step.id, "title"), {language: (text,) for language, text in step.title.items()}
        yield ("guidance", step.id, "asks"), {language: (text,) for language, text in step.asks.items()}
        lines: dict[str, tuple[str, ...]] = {}
        for piece in step.parts:
            for language, said in piece.lines.items():
                lines[language] = (*lines.get(language, ()), piece.title.get(language, ""), *said)
        yield ("guidance", step.id, "parts"), lines
