"""A sign by area: which areas have a value that may be shown, and the class in which a map draws each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sharedsafety.core.disclosure import Display
from sharedsafety.core.figure import Figure
from sharedsafety.core.reviewed import load_data
from sharedsafety.progress.results import GroupRow, IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.small_areas import empirical_bayes

#: A ring of corners (longitude, latitude), its first corner last again; the first ring is the edge, others are holes.
Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class AreaMapRules:
    """Everything ``data/progress/area_map.yaml`` sets; ``classes`` are pairs (from so many areas, so many classes)."""

    group_type: str
    district_type: str
    most_areas: int
    most_positions: int
    longest_degrees: float
    classes: tuple[tuple[int, int], ...]
    numbers_up_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArea:
    """One area as a release names it: its id, its name and how many people live there; never its count of harm.

    ``part_of`` is the district it belongs to, for maps only; empty where none is told.
    """

    area_id: str
    name: str
    population: int
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaShape:
    """The shape of one area of ``areas.csv``: one polygon or several."""

    area_id: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArea:
    """One area on a map.

    ``figure`` is the plain value with its interval, None where it may not be shown (``code`` says why). ``drawn`` is
    the value that the map draws: smoothed where the map is. ``place`` is the class from 0, None where nothing is drawn.
    """

    area_id: str
    name: str
    number: int
    figure: Figure | None
    display: Display
    code: str
    drawn: float | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """A sign by area in one period. ``classes`` are (lowest, highest) drawn value of each class, lowest first.

    ``smoothed``: the map draws rates drawn toward the common one (method.md 5.5), an aid for the eye only.
    """

    indicator_id: str
    period: str
    areas: tuple[MapArea, ...]
    classes: tuple[tuple[float, float], ...]
    smoothed: bool


def area_map_rules() -> AreaMapRules:
    """Return the rules as reviewed.

    >>> area_map_rules().group_type
    'area'
    """
    return load_data("progress/area_map", AreaMapRules)


def area_map(indicator: Indicator, result: IndicatorResult, areas: Sequence[NamedArea]) -> AreaMap | None:
    """Return a sign by area, in the order of ``areas``; None where no figure by area is loaded.

    Only figures that may be shown are looked at, so a smoothed value can't tell a hidden one. Areas without a row are
    "not collected".
    """
    return grouped_map(indicator, area_rows(result), areas)


def grouped_map(indicator: Indicator, listed: Sequence[GroupRow], areas: Sequence[NamedArea]) -> AreaMap | None:
    """Return rows of one kind of groups as a map of ``areas``, by their ids; None where there are none of either."""
    rows = {row.group: row for row in listed}
    if not rows or not areas:
        return None
    period = next(iter(rows.values())).period
    found = [_area(area, number, rows.get(area.area_id)) for number, area in enumerate(areas, start=1)]
    smoothed = _smoothed(indicator, found)
    drawn = smoothed or {each.area_id: each.figure.value for each in found if each.figure and each.figure.can_tell}
    classes = _classes([value for value in drawn.values() if value is not None])
    return AreaMap(
        indicator_id=indicator.id,
        period=period,
        areas=tuple(_placed(each, drawn.get(each.area_id), classes) for each in found),
        classes=classes,
        smoothed=bool(smoothed),
    )


def area_rows(result: IndicatorResult) -> tuple[GroupRow, ...]:
    """Return the latest figures by area of a result."""
    rows = result.disparity.rows if result.disparity else ()
    return tuple(row for row in rows if row.group_type == area_map_rules().group_type)


def _area(area: NamedArea, number: int, row: GroupRow | None) -> MapArea:
    shown = row is not None and row.display != "not_shown" and row.figure is not None
    return MapArea(
        area_id=area.area_id,
        name=area.name,
        number=number,
        figure=row.figure if row is not None and shown else None,
        display=row.display if row is not None else "not_shown",
        code=row.code if row is not None else "N",
    )


def _smoothed(indicator: Indicator, areas: Iterable[MapArea]) -> dict[str, float | None]:
    """Return rates drawn toward the common one; empty where the figures have no counts behind them."""
    scale = 1.0 if indicator.unit == "proportion" else indicator.per
    shown = [(area.area_id, area.figure) for area in areas if area.figure and area.figure.can_tell]
    counted = [(key, one) for key, one in shown if one.denominator_value and one.unit not in {"people", "count"}]
    if indicator.unit not in {"rate", "proportion"} or len(counted) < len(shown) or len(counted) < 2:
        return {}
    people = [one.denominator_value or 0.0 for _, one in counted]
    events = [(one.value or 0.0) * many / scale for (_, one), many in zip(counted, people, strict=True)]
    rates = empirical_bayes(events, people, per=scale).smoothed
    return dict(zip((key for key, _ in counted), rates, strict=True))


def _classes(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Return the ends of classes with about as many areas each; equal values are never parted."""
    distinct = sorted(set(values))
    if not distinct:
        return ()
    most = max(classes for areas, classes in area_map_rules().classes if len(distinct) >= areas)
    cuts = [round(part * len(distinct) / most) for part in range(most + 1)]
    return tuple((distinct[start], distinct[end - 1]) for start, end in pairwise(cuts) if end > start)


def _placed(area: MapArea, value: float | None, classes: Sequence[tuple[float, float]]) -> MapArea:
    if value is None:
        return area
    place = next(place for place, (_, high) in enumerate(classes) if value <= high)
    return replace(area, drawn=value, place=place)


def area_names(areas: Iterable[NamedArea]) -> Mapping[str, str]:
    """Return the name of every area by its id."""
    return {area.area_id: area.name for area in areas}
