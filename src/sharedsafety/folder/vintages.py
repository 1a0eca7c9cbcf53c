"""From which public files the numbers of an indicator are: ``indicators/vintages.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.core.text_in import text_of
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.community import Community, Vintage
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.progress.breaks import known_breaks
from sharedsafety.progress.file_shapes import file_shapes
from sharedsafety.progress.series import Indicator

VINTAGES = "indicators/vintages.csv"


def vintage_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with vintages: of no indicator, or of two measures in one series with no break between."""
    known = {indicator.id: indicator for indicator in community.indicators}
    first: dict[str, Vintage] = {}
    for vintage in community.vintages:
        indicator = known.get(vintage.indicator_id)
        if indicator is None:
            params = {"value": vintage.indicator_id, "target": "indicators/indicators.yaml"}
            yield _finding("reference-unknown", vintage, "indicator_id", params)
            continue
        earlier = first.setdefault(vintage.indicator_id, vintage)
        if _mixed(earlier, vintage) and not _is_broken(indicator):
            params = {"id": indicator.id, "first": earlier.shape, "second": vintage.shape}
            yield _finding("series-definitions-mixed", vintage, "shape", params)


def vintage_added(root: Path, vintage: Mapping[str, str]) -> bytes:
    """Return ``indicators/vintages.csv`` with one more row; nothing is written."""
    place = root / VINTAGES
    text = text_of(place, VINTAGES)[0] if place.is_file() else ""
    table = EditedTable(text, tuple(column.name for column in folder_shape().table(VINTAGES).columns))
    table.add([vintage], by="indicator_id")
    return table.content()


def write_vintage(root: Path, vintage: Mapping[str, str]) -> None:
    """Write one more vintage into a folder, whole."""
    write_whole(root / VINTAGES, vintage_added(root, vintage))


def is_known(vintages: Sequence[Vintage], row: Mapping[str, str]) -> bool:
    """Return whether this very file was taken for this measure and place before."""
    keys = ("indicator_id", "shape", "place", "sha256")
    return any(all(getattr(each, key) == row[key] for key in keys) for each in vintages)


def _mixed(one: Vintage, other: Vintage) -> bool:
    """Return whether two vintages tell of different things: another measure or another place."""
    series_of = file_shapes().series_of
    return (series_of(one.shape), one.place) != (series_of(other.shape), other.place)


def _is_broken(indicator: Indicator) -> bool:
    return bool(known_breaks(indicator.source)) or any(each.status == "confirmed" for each in indicator.breaks)


def _finding(code: str, vintage: Vintage, column: str, params: Mapping[str, str]) -> Finding:
    return Finding(code=code, file=VINTAGES, row=vintage.row, column=column, params=params)
