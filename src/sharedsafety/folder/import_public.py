"""A public file into a folder's observations: what it would change, then the change with the file's vintage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.folder.given_table import content_hash, given_table
from sharedsafety.folder.observations_change import (
    Entered,
    ObservationChange,
    Texts,
    observation_change,
    write_change,
)
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.folder.vintages import is_known, write_vintage
from sharedsafety.progress.catalogue_checks import INDICATORS
from sharedsafety.progress.file_shapes import FileShape, file_shapes
from sharedsafety.progress.public_rows import public_rows
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.series_checks import OBSERVATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """What is to be imported: a file, as which shape, for which indicator; ``place`` empty takes the community's own.

    ``retrieved_on`` is the day the file was taken from its publisher; no period may begin after ``as_of``.
    """

    path: Path
    shape: str
    indicator: str
    retrieved_on: date
    as_of: date
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicImport:
    """What importing a file would change; ``vintage`` is None where this very file was imported before."""

    change: ObservationChange
    vintage: Texts | None

    @property
    def is_empty(self) -> bool:
        """Return whether the folder already holds all of it."""
        return self.change.is_empty and self.vintage is None


def public_import(root: Path, wish: ImportWish) -> PublicImport:
    """Return what importing a public file would change in a folder; nothing is written.

    Raises:
        Unreadable: the folder or the file can't be read.
        BadInput: the folder has errors, or there is no such shape, indicator or place.
    """
    shape = file_shapes().shape(wish.shape)
    reading = checked_community(root)
    if reading.community is None:
        raise BadInput.with_all(reading.findings)
    community = reading.community
    place = wish.place or _own_place(community, shape)
    refused = [*_unit_findings(_indicator(community, wish.indicator), shape)]
    with given_table(wish.path, wish.path.name) as table:
        found = public_rows(shape, table, place, language=community.profile.languages[0])
    refused += found.findings
    if refused:
        return PublicImport(change=_refusal(root, refused), vintage=None)
    rows = [(each.row, {"indicator_id": wish.indicator, **each.texts}) for each in found.rows]
    columns = {**shape.columns, "period": file_shapes().file_of(shape).period.column or "period"}
    entered = Entered(rows=rows, shown_as=wish.path.name, columns=columns)
    change = observation_change(community, entered, as_of=wish.as_of)
    change = replace(
        change, findings=(*change.findings, *_source_findings(_indicator(community, wish.indicator), shape))
    )
    vintage = _vintage(wish, place, [texts["period"] for _, texts in rows])
    return PublicImport(change=change, vintage=None if is_known(community.vintages, vintage) else vintage)


def write_import(root: Path, done: PublicImport) -> None:
    """Write an import into a folder: the observations whole, then the vintage they are from.

    Raises:
        BadInput: ``observations-changed``: somebody else wrote the observations meanwhile.
    """
    if done.change.content is None:
        return
    write_change(root, done.change)
    if done.vintage is not None:
        write_vintage(root, done.vintage)


def _indicator(community: Community, indicator_id: str) -> Indicator:
    found = next((each for each in community.indicators if each.id == indicator_id), None)
    if found is None:
        raise BadInput("import-indicator-unknown", file=INDICATORS, id=indicator_id)
    return found


def _own_place(community: Community, shape: FileShape) -> str:
    place = file_shapes().file_of(shape).place
    code = community.profile.place_codes.get(place.system, "")
    if not code and place.fixed is None:
        raise BadInput("import-place-unknown", file="community.yaml", column="place_codes", system=place.system)
    return place.fixed or code


def _unit_findings(indicator: Indicator, shape: FileShape) -> list[Finding]:
    """Return an error where the numbers of the file are of another unit or scale than the indicator's."""
    if (indicator.unit, indicator.per) == (shape.unit, float(shape.per)):
        return []
    params = {"id": indicator.id, "unit": indicator.unit, "per": f"{indicator.per:,.0f}", "shape": shape.id,
              "given": shape.unit, "scale": f"{shape.per:,}"}  # fmt: skip
    return [Finding(code="import-unit-differs", file=INDICATORS, column=f"{indicator.id}.unit", params=params)]


def _source_findings(indicator: Indicator, shape: FileShape) -> list[Finding]:
    """Return a warning where the indicator's source has another id: known breaks of the source are found by it."""
    expected, given = file_shapes().file_of(shape).source_id, indicator.source.get("id", "")
    if given == expected:
        return []
    params = {"id": indicator.id, "given": given, "expected": expected, "shape": shape.id}
    return [Finding(code="import-source-id-differs", file=INDICATORS, column=f"{indicator.id}.source", params=params)]


def _refusal(root: Path, findings: list[Finding]) -> ObservationChange:
    return ObservationChange(content=None, before=file_hash(root, OBSERVATIONS), findings=tuple(findings))


def _vintage(wish: ImportWish, place: str, periods: list[str]) -> Texts:
    return {
        "indicator_id": wish.indicator,
        "shape": wish.shape,
        "place": place,
        "file": wish.path.name,
        "sha256": content_hash(wish.path, wish.path.name),
        "retrieved_on": wish.retrieved_on.isoformat(),
        "first_period": min(periods),
        "last_period": max(periods),
        "rows": str(len(periods)),
    }
