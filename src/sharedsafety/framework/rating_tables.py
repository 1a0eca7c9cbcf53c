"""Ratings as tables of people, so that the gate looks at them beside every release before (docs/decisions/0027)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sharedsafety.core.disclosure import Code, PeopleTable
from sharedsafety.core.findings import Finding
from sharedsafety.framework.rating_rounds import Display, GroupRating
from sharedsafety.framework.ratings import PracticeRating

#: A table is named ``ratings/<practice>: <kind> <round>``; a reviewer holds back ``ratings/<practice>``.
RATINGS = "ratings/"
_CODES: Mapping[Display, Code] = {"shown": "", "not_shown": "S", "nobody": "Z"}


def rating_tables(ratings: Sequence[PracticeRating]) -> tuple[PeopleTable, ...]:
    """Return one table for each round, practice and kind: what is told of its raters, and how many they are.

    >>> rating_tables(())
    ()
    """
    return tuple(_table(rating, group) for rating in ratings for group in (rating.agency, rating.community))


def withheld(rating: PracticeRating) -> PracticeRating:
    """Return a rating without anything that was said: a reviewer holds it back."""
    agency = GroupRating(kind="agency", display="not_shown")
    community = GroupRating(kind="community", display="not_shown")
    return replace(rating, agency=agency, community=community, difference=None, reading="cant_tell", evidence=())


def rewritten_rounds(tables: Sequence[PeopleTable], earlier: Mapping[str, Sequence[PeopleTable]]) -> Iterator[Finding]:
    """Yield each round that an earlier release told and this one tells otherwise, or leaves out.

    A correction of a few ratings of a round would give them away beside the round as it was; it comes as a round of its
    own. Where nothing is told of a practice and kind any more, nothing can be compared.

    Args:
        tables: everything about people in the release.
        earlier: name of each earlier release -> its tables.
    """
    now = {table.population: table for table in tables if _is_told(table)}
    about = {_about(table) for table in now.values()}
    for release, others in earlier.items():
        for table in others:
            if not _is_told(table) or _about(table) not in about:
                continue
            found = now.get(table.population)
            if found is None or (found.labels, found.counts) != (table.labels, table.counts):
                yield Finding(code="rating-round-rewritten", file=table.name, params={"release": release})


def _is_told(table: PeopleTable) -> bool:
    return table.population.startswith(RATINGS) and any(table.counts)


def _about(table: PeopleTable) -> str:
    """Return practice and kind of raters of a table."""
    return table.population.rpartition(" ")[0]


def _table(rating: PracticeRating, group: GroupRating) -> PeopleTable:
    said = (f"{group.median:g}", group.agreement or "") if group.median is not None else ("none", "none")
    about = f"{RATINGS}{rating.practice}"
    return PeopleTable(
        dimensions=("median", "agreement"),
        labels=(said,),
        counts=(0 if group.display == "nobody" else group.raters,),
        codes=(_CODES[group.display],),
        population=f"{about} {group.kind} {rating.round}",
        name=f"{about}: {group.kind} {rating.round}",
    )
