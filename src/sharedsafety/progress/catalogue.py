"""The catalogue of indicators a community may adopt, in English and Spanish, with sources and cautions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sharedsafety.core.errors import BadData, BadInput
from sharedsafety.core.reviewed import load_data
from sharedsafety.progress.series import Better

_FILE = "progress/catalogue.yaml"
Language = Literal["en", "es"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InBoth:
    """A text in English and in Spanish."""

    en: str
    es: str

    def said(self, language: Language) -> str:
        """Return the text in one language.

        >>> InBoth(en="homes", es="viviendas").said("es")
        'viviendas'
        """
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOfData:
    """Who publishes the numbers; ``status`` says whether their page was read, is general knowledge, or is local.

    ``shapes`` are the file shapes that read a file of theirs; where there is none, ``no_shape`` is a key of the
    catalogue's own reasons (``other``: there are, but not for this entry).
    """

    id: str
    publisher: str
    title: str
    url: str | None
    status: Literal["sourced", "unverified", "local"]
    shapes: tuple[str, ...] = ()
    no_shape: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """One indicator a community may adopt. Who names it is never filled in: there is no such key.

    Args:
        slug: the id proposed for the folder.
        better: None where no direction is better by itself.
        level: ``population`` condition, ``system``, or the clients of a ``program``.
        frequency, lag_months: as ``provenance`` of the catalogue says, not verified.
        source: id of a ``SourceOfData``.
        disaggregations, cautions: keys of the catalogue's own lists.
        shapes: the file shapes of its source that give exactly this measure.
        companion: what is to be shown beside it.
        context: shown as context only, never judged beside the others.
    """

    id: str
    slug: str
    principle: str
    name: InBoth
    plain_question: InBoth
    numerator: InBoth
    denominator: InBoth
    unit: Literal["rate", "proportion", "count", "ratio", "days", "usd"]
    better: Better | None
    level: Literal["population", "system", "program"]
    frequency: Literal["annual", "quarterly", "monthly"]
    lag_months: int
    source: str
    disaggregations: tuple[str, ...]
    cautions: tuple[str, ...]
    per: int = 1
    people: bool = True
    context: bool = False
    shapes: tuple[str, ...] = ()
    companion: InBoth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All entries, the lists their keys stand in, and where the facts come from."""

    provenance: Mapping[str, str]
    no_shape_reasons: Mapping[str, InBoth]
    sources_of_data: tuple[SourceOfData, ...]
    disaggregations: Mapping[str, InBoth]
    cautions: Mapping[str, InBoth]
    companion_shown: InBoth
    indicators: tuple[CatalogueEntry, ...]

    def entry(self, catalogue_id: str) -> CatalogueEntry:
        """Return one entry by its identifier.

        Raises:
            BadInput: ``catalogue-entry-unknown``.
        """
        for each in self.indicators:
            if each.id == catalogue_id:
                return each
        raise BadInput("catalogue-entry-unknown", id=catalogue_id)

    def source_of(self, entry: CatalogueEntry) -> SourceOfData:
        """Return who publishes the numbers of an entry."""
        return next(each for each in self.sources_of_data if each.id == entry.source)

    def why_no_file(self, entry: CatalogueEntry) -> InBoth | None:
        """Return why no file can be imported for an entry; None where one can.

        >>> catalogue().why_no_file(catalogue().entry("WB-04")) is None
        True
        """
        return None if entry.shapes else self.no_shape_reasons[self.source_of(entry).no_shape or "other"]


@cache
def catalogue() -> Catalogue:
    """Return the reviewed catalogue of ``data/progress/catalogue.yaml``.

    Raises:
        BadData: the file does not hold what it says it holds.

    >>> catalogue().entry("SV-03").better is None
    True
    """
    found = load_data("progress/catalogue", Catalogue)
    for problem in problems(found):
        raise BadData("data-shape", file=_FILE, problem=problem)
    return found


def problems(content: Catalogue) -> tuple[str, ...]:
    """Return every rule of its own that the catalogue breaks; empty when it is sound."""
    entries = content.indicators
    sources = {each.id for each in content.sources_of_data}
    rules = {
        "an id stands twice": max(Counter(each.id for each in entries).values(), default=0) <= 1,
        "a slug stands twice": max(Counter(each.slug for each in entries).values(), default=0) <= 1,
        "a source is unknown": {each.source for each in entries} <= sources,
        "a source says neither which shapes read it nor why none does": all(
            bool(each.shapes) != (each.no_shape in content.no_shape_reasons) for each in content.sources_of_data
        ),
        "an entry names a shape that its source does not": all(
            set(each.shapes)
            <= {name for one in content.sources_of_data if one.id == each.source for name in one.shapes}
            for each in entries
        ),
        "a caution is unknown": {key for each in entries for key in each.cautions} <= set(content.cautions),
        "a disaggregation is unknown": {key for each in entries for key in each.disaggregations}
        <= set(content.disaggregations),
        "only a rate or a ratio has a scale": all(each.unit in {"rate", "ratio"} or each.per == 1 for each in entries),
    }
    return tuple(problem for problem, kept in rules.items() if not kept)


def indicator_of(entry: CatalogueEntry, *, language: Language, own_id: str = "", place: str = "") -> dict[str, Any]:
    """Return an entry as the keys and values of one indicator of ``indicators/indicators.yaml``.

    ``survivor_named`` is not among them: only survivors can say so.

    >>> indicator_of(catalogue().entry("SY-04"), language="es")["name"]
    'Homicidios resueltos'
    """
    texts = {name: getattr(entry, name).said(language) for name in ("name", "plain_question")}
    counted = {name: getattr(entry, name).said(language) for name in ("numerator", "denominator")}
    content = {
        "id": own_id or entry.slug,
        **texts,
        "principle": entry.principle,
        "unit": entry.unit,
        "per": entry.per if entry.per != 1 else None,
        **counted,
        "frequency": entry.frequency,
        "lag_months": entry.lag_months,
        "better": entry.better,
        "type": "performance" if entry.level == "program" else None,
        "people": None if entry.people else False,
        "catalogue_id": entry.id,
        "source": _source(catalogue().source_of(entry)),
        "place": place or None,
        "cautions": _cautions(entry, language),
    }
    return {key: value for key, value in content.items() if value is not None}


def _source(source: SourceOfData) -> dict[str, str]:
    given = {"id": source.id, "title": source.title, "publisher": source.publisher, "url": source.url}
    return {key: text for key, text in given.items() if text}


def _cautions(entry: CatalogueEntry, language: Language) -> list[str]:
    said = [catalogue().cautions[key].said(language) for key in entry.cautions]
    if entry.companion is not None:
        said.append(catalogue().companion_shown.said(language).format(what=entry.companion.said(language)))
    return said
