"""Names of groups of people: known categories of race and ethnicity, ages in years, and which groups overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sharedsafety.core.reviewed import load_data
from sharedsafety.progress.series import Indicator

_AGES = re.compile(
    r"(?:(under|over) )?(\d{1,3})(?: ?(?:-|to|a) ?(\d{1,3})|( ?\+| (?:and|or) (?:over|older)))?(?: years)?"
)
#: Last year of a group without an end.
NO_END = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceCategory:
    """One category of the standard, in both languages, with other names of the same."""

    id: str
    en: str
    es: str
    known_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Labels of a known source that are no category of the standard: label -> what it holds."""

    source_ids: tuple[str, ...]
    labels: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceList:
    """The standard of race and ethnicity, and the endings that say how people of several groups were counted."""

    group_types: tuple[str, ...]
    standard: str
    categories: tuple[RaceCategory, ...]
    in_combination: tuple[str, ...]
    alone: tuple[str, ...]
    crosswalks: tuple[Crosswalk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeList:
    """Which types of groups are ages."""

    group_types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLists:
    """All lists of ``data/progress/group_lists.yaml``."""

    race: RaceList
    age: AgeList


def group_lists() -> GroupLists:
    """Return the reviewed lists.

    >>> len([one for one in group_lists().race.categories if one.id != "multiracial"])
    7
    """
    return load_data("progress/group_lists", GroupLists)


def is_race(group_type: str) -> bool:
    """Return whether a type of groups is race or ethnicity."""
    return _bare(group_type) in {_bare(name) for name in group_lists().race.group_types}


def is_age(group_type: str) -> bool:
    """Return whether a type of groups is age."""
    return _bare(group_type) in {_bare(name) for name in group_lists().age.group_types}


def race_category(label: str) -> str | None:
    """Return the category of the standard that a label names, whatever its ending; None where it names none.

    >>> race_category("Black, Non-Hispanic"), race_category("Asian alone or in combination"), race_category("Other")
    ('black-african-american', 'asian', None)
    """
    return _categories().get(_without_ending(_bare(label)))


def is_in_combination(label: str) -> bool:
    """Return whether a label says that people of several groups are counted in each of them."""
    return any(_bare(label).endswith(_bare(ending)) for ending in group_lists().race.in_combination)


def age_span(label: str) -> tuple[int, int] | None:
    """Return first and last year of an age group, or None where the label is none.

    >>> age_span("18-24"), age_span("65+"), age_span("Under 5"), age_span("young")
    ((18, 24), (65, 200), (0, 4), None)
    """
    match = _AGES.fullmatch(label.strip().lower())
    if match is None:
        return None
    side, first, last, plus = match.groups()
    if side:
        return (0, int(first) - 1) if side == "under" else (int(first) + 1, NO_END)
    return int(first), NO_END if plus else int(last or first)


def overlaps(indicator: Indicator, group_type: str, labels: Iterable[str]) -> bool:
    """Return whether a person can stand in several groups of a type, so that they are never added or subtracted.

    So it is where the indicator says so (``overlapping``: people could choose several), where a label says "alone or in
    combination", and where age groups share years.
    """
    named = list(labels)
    if group_type in indicator.overlapping or (is_race(group_type) and any(map(is_in_combination, named))):
        return True
    spans = sorted(span for label in named if is_age(group_type) and (span := age_span(label)) is not None)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


@cache
def _categories() -> Mapping[str, str]:
    listed = group_lists().race.categories
    return {_bare(name): one.id for one in listed for name in (one.id, one.en, one.es, *one.known_as)}


def _without_ending(label: str) -> str:
    race = group_lists().race
    for ending in sorted(map(_bare, (*race.in_combination, *race.alone)), key=len, reverse=True):
        if label.endswith(f" {ending}"):
            return label.removesuffix(f" {ending}")
    return label


def _bare(text: str) -> str:
    """Return a label in small letters with single blanks for everything between its words."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold().replace("_", " ")).split())
