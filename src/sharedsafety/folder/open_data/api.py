"""The read-only JSON API of a release, as static files below ``api/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sharedsafety.core.file_names import file_names
from sharedsafety.folder.assessment import Assessment, CantTell, DocumentResult, PriorityResult, Program, RequestResult
from sharedsafety.folder.json_out import compact_json, plain
from sharedsafety.folder.open_data.stamp import ReleaseStamp
from sharedsafety.investments.results import YearView
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One object of a list: its id, its name in the community's words and the address of its own file."""

    id: str
    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a release is: number, day, whether its data is made up, and what the figures were computed from."""

    number: int
    date: str
    community: str
    name: str
    provenance: str
    languages: tuple[str, ...]
    schema: str
    software: str
    folder_hash: str
    as_of: str
    seed: int
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Where everything is: name of a part of the API -> its address."""

    release: Release
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAnswer:
    """An indicator as the community defines it, and what its data says.

    ``result`` is None where there is no data yet. A row that may not be shown has its code and no number.
    """

    indicator: Indicator
    result: IndicatorResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A kind of object with a file for each: name in addresses, type of the file, and the objects by id."""

    name: str
    kind: type
    objects: Mapping[str, tuple[str, Any]]


#: Parts that are one list in one file: name, type of an item.
LISTS: Mapping[str, type] = {"documents": DocumentResult, "cant-tell": CantTell, "requests": RequestResult}


def api_files(assessment: Assessment, stamp: ReleaseStamp) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the API as (path below ``api/``, content), without its description.

    Only what the assessment holds is written: hand over what ``shown_only`` let through.
    """
    release = _release(assessment, stamp)
    found = collections(assessment)
    parts = {name: f"{name}.json" for name in ("release", *(one.name for one in found), *LISTS, "openapi")}
    yield "index.json", _json(Index(release=release, parts=parts))
    yield "release.json", _json(release)
    made = assessment.profile.provenance
    yield "documents.json", _answer(made, assessment.documents)
    yield "cant-tell.json", _answer(made, assessment.cant_tell)
    yield "requests.json", _answer(made, assessment.requests)
    for one in found:
        entries = [Entry(id=key, name=name, href=f"{one.name}/{key}.json") for key, (name, _) in one.objects.items()]
        yield f"{one.name}.json", _answer(made, entries)
        yield from ((f"{one.name}/{key}.json", _answer(made, value)) for key, (_, value) in one.objects.items())


def collections(assessment: Assessment) -> tuple[Collection, ...]:
    """Return every kind of object that has a file for each: priorities, indicators, programs, years of money."""
    results = {result.indicator_id: result for result in assessment.results}
    programs = assessment.programs
    addresses = file_names([program.program_key for program in programs])
    return (
        Collection(
            name="priorities",
            kind=PriorityResult,
            objects={one.stated.id: (one.stated.title, one) for one in assessment.priorities},
        ),
        Collection(
            name="indicators",
            kind=IndicatorAnswer,
            objects={
                one.id: (one.name, IndicatorAnswer(indicator=one, result=results.get(one.id)))
                for one in assessment.indicators
            },
        ),
        Collection(
            name="programs",
            kind=Program,
            objects={key: (one.name, one) for key, one in zip(addresses, programs, strict=True)},
        ),
        Collection(
            name="money",
            kind=YearView,
            objects={f"{one.fiscal_year}-{one.phase}": (one.basis, one) for one in assessment.money.views},
        ),
    )


def _release(assessment: Assessment, stamp: ReleaseStamp) -> Release:
    profile = assessment.profile
    return Release(
        number=stamp.number,
        date=stamp.date,
        community=profile.id,
        name=profile.name,
        provenance=profile.provenance,
        languages=profile.languages,
        schema=assessment.schema,
        software=f"sharedsafety {assessment.version}",
        folder_hash=assessment.folder_hash,
        as_of=assessment.as_of,
        seed=assessment.seed,
        draws=assessment.draws,
    )


def _answer(provenance: str, data: Any) -> bytes:
    """Return an answer that says beside its data whether they are real or made up."""
    return _json({"provenance": provenance, "data": data})


def _json(value: Any) -> bytes:
    return compact_json(plain(value))
