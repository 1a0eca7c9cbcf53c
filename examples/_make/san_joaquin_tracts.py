"""San Joaquin County's census tracts: their shapes, names and people, and what people earn there.

The shapes come as a picture (a conic equal-area projection, in pixels). The published points of the tracts say where
the picture lies, so that corners become degrees again.

Run from the top of the repository: ``SHAREDSAFETY_DATA=... python -m examples._make.san_joaquin_tracts``
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from pathlib import Path
from statistics import fmean, median
from typing import Any

from examples._make.shared_files import NOT_GIVEN, csv_text, data_root, rows_of, words, write_files

Row = dict[str, str]
Corner = tuple[float, float]
COUNTY = "06077"
SHAPES = "geography/california_census_tracts/ca-quantized-topo.json.gz"
POINTS = "geography/california_tract_points/tract_points.csv"
PEOPLE = "geography/california_tract_points/tract_demographics_2013.csv"
PLACES = "services/oeps_health_resources/FQHC_Geocoded.csv.gz"
AREA_COLUMNS = ("area_id", "name", "population", "need", "need_source")
#: The projection of the picture: parallels and middle, in degrees (SOURCE.md of the shapes).
PARALLELS, MIDDLE = (34.0, 40.5), -120.0
_N = (sin(radians(PARALLELS[0])) + sin(radians(PARALLELS[1]))) / 2
_C = 1 + sin(radians(PARALLELS[0])) * (2 * _N - sin(radians(PARALLELS[0])))
_TOP = sqrt(_C) / _N


def projected(longitude: float, latitude: float) -> Corner:
    """Return a place on the flat, y upward (Albers; the formulas of d3-geo's conicEqualArea)."""
    away, turn = sqrt(_C - 2 * _N * sin(radians(latitude))) / _N, radians(longitude - MIDDLE) * _N
    return away * sin(turn), _TOP - away * cos(turn)


def degrees_of(x: float, y: float) -> Corner:
    """Return the longitude and latitude of a place on the flat.

    >>> [round(part, 9) for part in degrees_of(*projected(-121.3, 37.9))]
    [-121.3, 37.9]
    """
    down = _TOP - y
    sine = (_C - (x * x + down * down) * _N * _N) / (2 * _N)
    return MIDDLE + degrees(atan2(x, down) / _N), degrees(asin(sine))


def arcs_of(topology: Mapping[str, Any]) -> list[list[Corner]]:
    """Return the lines of a TopoJSON file in its own units (differences added up, scaled, moved)."""
    (x_scale, y_scale), (left, top) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[list[Corner]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Corner] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((left + x * x_scale, top + y * y_scale))
        lines.append(line)
    return lines


def ring_of(numbers: Sequence[int], lines: Sequence[Sequence[Corner]]) -> list[Corner]:
    """Return a closed ring from the numbers of its lines; a number under 0 is the line ~number backwards."""
    ring: list[Corner] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring.extend(line[1:] if ring else line)
    return ring


def polygons_of(geometry: Mapping[str, Any], lines: Sequence[Sequence[Corner]]) -> list[list[list[Corner]]]:
    """Return the polygons of a geometry of a TopoJSON file, each a list of rings."""
    given = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[ring_of(ring, lines) for ring in polygon] for polygon in given]


def _twice_area(ring: Sequence[Corner]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _middle(ring: Sequence[Corner]) -> Corner:
    twice = _twice_area(ring)
    parts = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    x = sum((a[0] + b[0]) * part for a, b, part in parts) / (3 * twice)
    return x, sum((a[1] + b[1]) * part for a, b, part in parts) / (3 * twice)


def scale_and_offset(pixels: Sequence[Corner], flat: Sequence[Corner]) -> tuple[float, float, float]:
    """Return (pixels a unit, left, top) by least squares: x = left + scale * X, y = top - scale * Y."""
    means = [fmean(values) for values in (*zip(*pixels, strict=True), *zip(*flat, strict=True))]
    both = list(zip(pixels, flat, strict=True))
    along = sum((p[0] - means[0]) * (f[0] - means[2]) - (p[1] - means[1]) * (f[1] - means[3]) for p, f in both)
    scale = along / sum((f[0] - means[2]) ** 2 + (f[1] - means[3]) ** 2 for f in flat)
    return scale, means[0] - scale * means[2], means[1] + scale * means[3]


def shapes(root: Path) -> dict[str, list[list[list[Corner]]]]:
    """Return geoid -> polygons of the county's tracts in degrees, four decimals (about ten meters)."""
    topology = json.loads(gzip.decompress((root / SHAPES).read_bytes()))
    lines = arcs_of(topology)
    drawn = {f"06{one['id']}": polygons_of(one, lines) for one in topology["objects"]["tracts"]["geometries"]}
    points = {row["geoid"]: (float(row["lon"]), float(row["lat"])) for row in rows_of(root / POINTS)}
    fitted = _fitted(drawn, points)
    own = {key: polygons for key, polygons in drawn.items() if key.startswith(COUNTY)}
    return {key: list(_in_degrees(polygons, fitted)) for key, polygons in sorted(own.items())}


def _fitted(drawn: Mapping[str, list[list[list[Corner]]]], points: Mapping[str, Corner]) -> tuple[float, float, float]:
    """Return how the picture lies on the flat, by all tracts of one ring that kept an area."""
    rings = {key: polygons[0][0] for key, polygons in drawn.items() if len(polygons) == len(polygons[0]) == 1}
    known = [key for key, ring in rings.items() if key in points and _twice_area(ring)]
    return scale_and_offset([_middle(rings[key]) for key in known], [projected(*points[key]) for key in known])


def _in_degrees(
    polygons: Sequence[Sequence[Sequence[Corner]]], fitted: tuple[float, float, float]
) -> Iterator[list[list[Corner]]]:
    """Yield polygons in degrees; one that the picture had made flat is left out, its area stands in tables only."""
    for polygon in polygons:
        rings = [_ring_in_degrees(ring, fitted, hole=place > 0) for place, ring in enumerate(polygon)]
        if _twice_area(rings[0]):
            yield [ring for ring in rings if _twice_area(ring)]


def _ring_in_degrees(ring: Sequence[Corner], fitted: tuple[float, float, float], *, hole: bool) -> list[Corner]:
    """Return a ring in degrees, the outer one against the clock, corners that fall together told once (RFC 7946)."""
    scale, left, top = fitted
    turned = [degrees_of((x - left) / scale, (top - y) / scale) for x, y in ring]
    short = [(round(x, 4), round(y, 4)) for x, y in turned]
    kept = [corner for place, corner in enumerate(short) if place == 0 or corner != short[place - 1]]
    return kept[::-1] if (_twice_area(kept) < 0) != hole else kept


def towns(root: Path) -> dict[str, Corner]:
    """Return where the health centers of each town of the county lie, by the name of the town (median)."""
    wanted = words("san_joaquin_tracts.yaml")["towns"]
    found: dict[str, list[Corner]] = {}
    for row in rows_of(root / PLACES):
        if row["st_abbr"] == "CA" and row["city"] in wanted:
            found.setdefault(row["city"], []).append((float(row["lon"]), float(row["lat"])))
    return {town: (median(x for x, _ in all_), median(y for _, y in all_)) for town, all_ in found.items()}


def nearest(point: Corner, known: Mapping[str, Corner]) -> str:
    """Return the town nearest to a point, on the flat."""
    here = projected(*point)
    return min(known, key=lambda town: hypot(*(a - b for a, b in zip(here, projected(*known[town]), strict=True))))


def tract_number(geoid: str) -> str:
    """Return a tract as people write it.

    >>> tract_number("06077005127"), tract_number("06077000100")
    ('51.27', '1')
    """
    whole, part = int(geoid[5:9]), geoid[9:]
    return f"{whole}" if part == "00" else f"{whole}.{part}"


def people(root: Path) -> list[Row]:
    """Return the county's rows of the census file, in order of tract."""
    own = [row for row in rows_of(root / PEOPLE) if row["region"].startswith(COUNTY)]
    return sorted(own, key=lambda row: row["region"])


def names(root: Path) -> dict[str, tuple[str, str]]:
    """Return geoid -> (tract number, nearest town)."""
    points = {row["geoid"]: (float(row["lon"]), float(row["lat"])) for row in rows_of(root / POINTS)}
    known = towns(root)
    own = [key for key in points if key.startswith(COUNTY)]
    return {key: (tract_number(key), nearest(points[key], known)) for key in own}


def areas(root: Path) -> Iterator[tuple[Row, Row]]:
    """Yield each tract as a row of ``areas.csv``, with the Spanish of its name."""
    said = words("san_joaquin_tracts.yaml")["name"]
    known = names(root)
    rows = [row for row in people(root) if row["region"] in known]
    for row in sorted(rows, key=lambda one: (known[one["region"]][1], one["region"])):
        number, town = known[row["region"]]
        told = {language: text.format(number=number, town=town) for language, text in said.items()}
        area = {"area_id": row["region"], "name": told["en"], "population": row["total_population"]}
        yield area, {"language": "es", "object_id": "words", "field": told["en"], "text": told["es"]}


def told_in_spanish(root: Path) -> list[Row]:
    """Return the Spanish of the names of the tracts and of the lines about them, as rows of ``translations.csv``."""
    lines = words("san_joaquin_tracts.yaml")["words_es"].items()
    told = [{"language": "es", "object_id": "words", "field": line, "text": text} for line, text in lines]
    return [*told, *(text for _, text in areas(root))]


def by_tract(root: Path) -> tuple[list[dict[str, Any]], list[Row], list[Row]]:
    """Return the indicator by tract, its observations and its translations."""
    book = words("san_joaquin_tracts.yaml")
    indicator, spanish = book["indicator"], {**book["es"], "cautions": " ".join(book["es"]["cautions"])}
    texts = [
        {"language": "es", "object_id": f"indicator/{indicator['id']}", "field": field, "text": text}
        for field, text in spanish.items()
    ]
    return [indicator], list(_observations(root, book)), texts


def _observations(root: Path, book: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the county's mean, then a row for each tract: the number as the file has it; none is "not collected"."""
    indicator_id = book["indicator"]["id"]
    yield {"indicator_id": indicator_id, "period": "2013", "value": _mean(root, book), "note": book["mean_note"]}
    values = {row["region"]: row[book["column"]] for row in people(root)}
    for area, _ in areas(root):
        value = values[area["area_id"]]
        told = {"code": "N", "note": book["missing_note"]} if value in NOT_GIVEN else {"value": value}
        where = {"period": "2013", "group_type": "area", "group": area["area_id"]}
        yield {"indicator_id": indicator_id, **where, **told}


def _mean(root: Path, book: Mapping[str, Any]) -> str:
    """Return the mean of the tracts that have a number, each weighing as many as live there, in whole dollars."""
    given = [row for row in people(root) if row[book["column"]] not in NOT_GIVEN]
    total = sum(int(row[book["column"]]) * int(row["total_population"]) for row in given)
    return str(round(total / sum(int(row["total_population"]) for row in given)))


def files(root: Path) -> dict[str, str]:
    """Return ``areas.csv`` and ``areas.geojson``: place below ``examples/`` -> text."""
    rows = [area for area, _ in areas(root)]
    drawn = shapes(root)
    features = ",\n".join(
        json.dumps({
            "type": "Feature",
            "properties": {"area_id": row["area_id"], "name": row["name"]},
            "geometry": {"type": "MultiPolygon", "coordinates": drawn[row["area_id"]]},
        })
        for row in rows
        if drawn[row["area_id"]]
    )  # fmt: skip
    return {
        "san-joaquin/areas.csv": csv_text(AREA_COLUMNS, rows),
        "san-joaquin/areas.geojson": f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n',
    }


if __name__ == "__main__":
    write_files(files(data_root()))
