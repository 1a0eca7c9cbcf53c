"""Where the figures of a release come from, and under which licence each source stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedsafety.folder.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source: its title, who published it, where it is or how it came, and its licence as its publisher says it."""

    title: str
    publisher: str
    address: str
    licence: str


def sources_of(assessment: Assessment) -> tuple[Source, ...]:
    """Return every budget document and every source of an indicator once, in order."""
    return tuple(dict.fromkeys((*_documents(assessment), *_indicators(assessment))))


def _documents(assessment: Assessment) -> Iterator[Source]:
    for result in assessment.documents:
        one = result.document
        yield Source(title=one.title, publisher=one.publisher, address=one.source, licence=one.licence)


def _indicators(assessment: Assessment) -> Iterator[Source]:
    for indicator in assessment.indicators:
        found = indicator.source
        yield Source(
            title=found.get("title", ""),
            publisher=found.get("publisher", ""),
            address=found.get("url", ""),
            licence=found.get("licence", ""),
        )
