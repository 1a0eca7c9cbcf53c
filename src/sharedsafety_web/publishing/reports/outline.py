"""The reports there are and their sections, as reviewed data (``data/report/reports.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOutline:
    """One report: its words by language, its form (letter, report, slides) and the codes of its sections in order."""

    code: str
    form: str
    title: Words
    about: Words
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOutline:
    """One section: its title, and what it says while nothing is recorded: what is missing and who usually brings it."""

    title: Words
    missing: Words | None = None
    brings: Words | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body that answers: its name, and what it is called inside a sentence."""

    name: Words
    called: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """All reports and all sections. ``bodies`` is keyed by the kind of a community."""

    longest_opening_words: int
    bodies: Mapping[str, Body]
    reports: tuple[ReportOutline, ...]
    sections: Mapping[str, SectionOutline]


def outline() -> Outline:
    """Return the outline of all reports.

    >>> [report.code for report in outline().reports][0]
    'board-letter'
    """
    return load_data("report/reports", Outline)
