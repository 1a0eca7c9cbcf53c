"""Age groups that share years: those to hide so that no small count is worked out from them (method.md 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from sharedsafety.core.disclosure import disclosure_rules
from sharedsafety.progress.group_labels import NO_END, age_span, is_age
from sharedsafety.progress.measured import Measured

#: Type of groups and label.
Group = tuple[str, str]
#: First year, the year after the last one, and what is counted between them.
Span = tuple[int, int, float]
Count = Callable[[Measured], float | None]

_DIGITS = 6


def hidden_for_shared_years(
    points: Mapping[Group, Measured], everybody: Measured | None, counts: Sequence[Count]
) -> set[Group]:
    """Return the age groups of one period to hide, of whatever type; nothing where no two of them share years.

    Where a small count could be worked out, all groups that share years with another are hidden; where that is not
    enough, all ages.

    Args:
        points: the groups as they would be shown.
        everybody: the people of all ages, or None.
        counts: what is counted of a point, or None where it is not known; each is looked at on its own.
    """
    ages = {group: span for group in points if is_age(group[0]) and (span := age_span(group[1])) is not None}
    sharing = {group for pair in combinations(ages, 2) if _share(ages[pair[0]], ages[pair[1]]) for group in pair}
    if not sharing:
        return set()
    for hidden in (set(), sharing):
        left = [(ages[group], points[group]) for group in ages if group not in hidden]
        if everybody is not None:
            left.append(((0, NO_END), everybody))
        if not any(tells_small_count(_spans(left, count)) for count in counts):
            return hidden
    return set(ages)


def tells_small_count(spans: Iterable[Span]) -> bool:
    """Return whether a count under the minimum cell and above zero can be worked out by adding and subtracting.

    Each span joins two years; the count between any two years that are joined, however far around, is known.

    >>> tells_small_count([(0, 45, 105), (18, 45, 100)]), tells_small_count([(0, 18, 50), (18, 45, 100)])
    (True, False)
    """
    joined: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for first, after, count in spans:
        joined[first].append((after, count))
        joined[after].append((first, -count))
    below: dict[int, float] = {}
    for start in joined:
        if start not in below:
            found, differences = _counted_from(start, joined)
            differences += [later - earlier for earlier, later in combinations(found.values(), 2)]
            if any(map(_small, differences)):
                return True
            below |= found
    return False


def _counted_from(
    start: int, joined: Mapping[int, Sequence[tuple[int, float]]]
) -> tuple[dict[int, float], list[float]]:
    """Return the count from ``start`` to each year joined to it, and by how much two ways to a year differ."""
    found, waiting, differences = {start: 0.0}, [start], []
    while waiting:
        year = waiting.pop()
        for other, count in joined[year]:
            if other in found:
                differences.append(found[year] + count - found[other])
            else:
                found[other] = found[year] + count
                waiting.append(other)
    return found, differences


def _small(count: float) -> bool:
    return 0 < round(abs(count), _DIGITS) < disclosure_rules().minimum_cell


def _share(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _spans(points: Iterable[tuple[tuple[int, int], Measured]], count: Count) -> list[Span]:
    return [
        (first, last + 1, found)
        for (first, last), point in points
        if point.tested and (found := count(point)) is not None
    ]
