"""What a release would give away, alone and beside every release before it: the last look before a signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import as_shape
from sharedsafety.core.rounding import averaging_findings
from sharedsafety.folder.assessment import Assessment
from sharedsafety.framework.rating_tables import RATINGS, rewritten_rounds


def gate_findings(assessment: Assessment, earlier: Mapping[str, Sequence[PeopleTable]]) -> tuple[Finding, ...]:
    """Return what a reader could work out about few people; one that is an error keeps a release from being signed.

    Nothing in a finding holds a number about people.

    Args:
        assessment: what the release shows.
        earlier: name of each earlier release -> its tables of people (``people_of``), oldest first; withdrawn ones
            too, because nobody can take back what was read.

    Source: method.md 9.7; docs/decisions/0015.
    """
    return (*tables_findings(assessment.people, earlier), *_averages(assessment))


def tables_findings(tables: Sequence[PeopleTable], earlier: Mapping[str, Sequence[PeopleTable]]) -> tuple[Finding, ...]:
    """Return what tables of people would give away, alone and beside earlier releases (as ``gate_findings``)."""
    from sharedsafety.core.disclosure.release_audit import audited

    if not tables:
        return ()
    try:
        audit = audited(tables, earlier=earlier)
    except BadInput as error:
        return error.findings
    return (
        *(one.finding for one in audit.given_away),
        *audit.findings,
        *rewritten_rounds(tables, earlier),
        *_regrouped(tables, earlier),
    )


def people_of(content: Mapping[str, Any], name: str) -> tuple[PeopleTable, ...]:
    """Return the tables of people of a release from its ``assessment.json``.

    Raises:
        BadData: they are not such tables.

    >>> people_of({"people": []}, "r1")
    ()
    """
    return tuple(as_shape(table, PeopleTable, file=name) for table in content.get("people", ()))


def _regrouped(tables: Sequence[PeopleTable], earlier: Mapping[str, Sequence[PeopleTable]]) -> Iterator[Finding]:
    """Yield a warning where the same people stand in other groups than before: names tell no part from a whole."""
    for table in (one for one in tables if not one.population.startswith(RATINGS)):
        for release, others in earlier.items():
            same = [one for one in others if (one.population, one.dimensions) == (table.population, table.dimensions)]
            if any(set(one.labels) != set(table.labels) for one in same):
                yield Finding(code="people-groups-changed", params={"table": table.name or "", "earlier": release})


def _averages(assessment: Assessment) -> tuple[Finding, ...]:
    """Return a warning for each rounded count that is split so often that an average tells the exact number."""
    own = {one.id for one in assessment.indicators if one.counted_by == "community" and one.exact_counts is None}
    splits: dict[str, list[int]] = {}
    for table in assessment.people:
        if table.population.rpartition(" ")[0] in own:
            splits.setdefault(table.population, []).append(len({labels[0] for labels in table.labels}) - 1)
    return tuple(finding for name, parts in splits.items() for finding in averaging_findings(name, parts))
