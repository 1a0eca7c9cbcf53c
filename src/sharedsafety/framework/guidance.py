"""How each of the five steps is done: readable guidance that belongs to a pack and travels with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidancePart:
    """One part of the guidance of a step; ``lines`` by language, one thing to do each."""

    title: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceStep:
    """The guidance of one step of the Introduction.

    Args:
        id: id of the step, as in ``data/framework/readiness.yaml``.
        provenance: where the parts come from; ``proposed`` is this project's own.
        asks: what the Introduction says of the step, paraphrased; by language.
    """

    id: str
    provenance: str
    title: Mapping[str, str]
    asks: Mapping[str, str]
    parts: tuple[GuidancePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """The whole of ``data/framework/guidance.yaml``."""

    steps: tuple[GuidanceStep, ...]


def guidance() -> tuple[GuidanceStep, ...]:
    """Return the reviewed guidance, in the order of the steps.

    >>> [step.id for step in guidance()][:2]
    ['listen_survivors', 'listen_community']
    """
    return load_data("framework/guidance", Guidance).steps


def guidance_findings(
    steps: Sequence[GuidanceStep], file: str, inside: str, known: Collection[str]
) -> Iterator[Finding]:
    """Yield what is wrong with the guidance of a pack: a step told twice, a provenance nobody knows, nothing said.

    Args:
        inside: path of keys that leads to the pack, ending in a dot, or empty.
        known: the words for where a text comes from.
    """
    for step_id, times in Counter(step.id for step in steps).items():
        if times > 1:
            column = f"{inside}guidance.{step_id}"
            yield Finding(code="pack-part-twice", file=file, column=column, params={"id": step_id})
    for step in steps:
        column, words = f"{inside}guidance.{step.id}", {"id": step.id, "field": "guidance"}
        if step.provenance not in known:
            params = {**words, "value": step.provenance, "known": ", ".join(known)}
            yield Finding(code="pack-provenance-unknown", file=file, column=column, params=params)
        if not any(line.strip() for part in step.parts for lines in part.lines.values() for line in lines):
            params = {**words, "provenance": step.provenance}
            yield Finding(code="pack-text-missing", file=file, column=column, params=params)


def words_in(text: Mapping[str, str], *languages: str) -> tuple[str, str]:
    """Return a text in the first of these languages that has it, else in any, as (language, words).

    >>> words_in({"en": "Heal"}, "es")
    ('en', 'Heal')
    """
    found = next((each for each in (*languages, "en", *text) if each in text), languages[0])
    return found, text.get(found, "")


def lines_in(part: GuidancePart, *languages: str) -> tuple[str, tuple[str, ...]]:
    """Return the lines of a part in the first of these languages that has them, else in any, with the language."""
    found = next((each for each in (*languages, "en", *part.lines) if each in part.lines), languages[0])
    return found, part.lines.get(found, ())
