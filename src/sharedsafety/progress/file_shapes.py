"""The shapes of public files: which columns hold place, period, value, limits and quality, and in which unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from sharedsafety.core.errors import BadData, BadInput
from sharedsafety.core.reviewed import load_data
from sharedsafety.progress.catalogue import InBoth

_FILE = "progress/file_shapes.yaml"
#: The numbers of an observation that a column of a file may hold.
FIGURES = ("value", "numerator", "denominator", "low", "high", "quality")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceColumns:
    """Where a row says which place it is about; ``columns`` maps a column to the length of its code (0: as it is).

    ``prefix`` stands in the file before every code (``0500000US`` before a county's).
    """

    columns: Mapping[str, int]
    system: str
    fixed: str | None = None
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodColumn:
    """Where a row says its period.

    ``to`` sums days up to months, or takes the month of a day or the year in which a school year ends.

    Without a column the period is the year that ``in_name`` (a pattern) finds in the name of the file, or the shape
    names it.
    """

    column: str | None = None
    to: Literal["monthly", "month_of", "school_year_end"] | None = None
    in_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupColumns:
    """Where a row says its group, and what stands there for everybody."""

    type: str
    group: str
    everybody: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLayout:
    """The header of an earlier year: ``columns`` maps a column of today to the one it was then."""

    layout: str
    columns: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """One public file as its publisher lays it out.

    ``seen`` is the copy whose header was read, where it was not the file as taken from its publisher; its layout of
    today is then not verified. ``missing_note`` is said of a row without a number instead of the common note.
    """

    id: str
    title: InBoth
    publisher: str
    url: str
    licence: str
    source_id: str
    name: str
    place: PlaceColumns
    period: PeriodColumn
    missing_code: Literal["S", "N"]
    groups: GroupColumns | None = None
    earlier: tuple[EarlierLayout, ...] = ()
    seen: str = ""
    missing_note: InBoth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShape:
    """One measure of a public file (the comments of the data file say what each key means).

    A figure in ``columns`` may be the sum of several columns, written ``A + B``. ``over_whole`` is said of a row whose
    numerator is larger than its denominator, which then has no number (code U).
    """

    id: str
    file: str
    title: InBoth
    unit: Literal["rate", "proportion", "count", "ratio"]
    columns: Mapping[str, str]
    per: int = 1
    rows: Literal["all", "everybody", "groups"] = "all"
    percent: bool = False
    of_one: bool = False
    period: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    note: InBoth | None = None
    groups_of: str | None = None
    over_whole: InBoth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShapes:
    """All public files and their measures."""

    missing_notes: Mapping[str, InBoth]
    nothing_counted: InBoth
    months_notes: Mapping[str, InBoth]
    files: tuple[PublicFile, ...]
    shapes: tuple[FileShape, ...]

    def shape(self, name: str) -> FileShape:
        """Return one shape by its id.

        Raises:
            BadInput: ``shape-unknown``.
        """
        found = next((each for each in self.shapes if each.id == name), None)
        if found is None:
            raise BadInput("shape-unknown", name=name, known=", ".join(each.id for each in self.shapes))
        return found

    def series_of(self, name: str) -> str:
        """Return the shape whose series a shape belongs to: its own, or the one it gives the groups of.

        >>> file_shapes().series_of("low-birth-weight-groups")
        'low-birth-weight'
        """
        return next((each.groups_of or each.id for each in self.shapes if each.id == name), name)

    def file_of(self, shape: FileShape) -> PublicFile:
        """Return the file that a shape is a measure of."""
        return next(each for each in self.files if each.id == shape.file)


@cache
def file_shapes() -> FileShapes:
    """Return the reviewed shapes of ``data/progress/file_shapes.yaml``.

    Raises:
        BadData: the file does not hold what it says it holds.

    >>> file_shapes().shape("debt-in-collections").columns["value"]
    'share_debt_coll'
    """
    found = load_data("progress/file_shapes", FileShapes)
    for problem in problems(found):
        raise BadData("data-shape", file=_FILE, problem=problem)
    return found


def needed_columns(file: PublicFile, shape: FileShape) -> tuple[str, ...]:
    """Return the columns that a file must have for a shape, each once, in the order in which they are used."""
    groups = (file.groups.type, file.groups.group) if file.groups else ()
    period = () if shape.period or file.period.column is None else (file.period.column,)
    figures = [part for column in shape.columns.values() for part in summands(column)]
    return tuple(dict.fromkeys([*file.place.columns, *period, *groups, *shape.where, *figures]))


def summands(column: str) -> list[str]:
    """Return the columns that are added up for a figure: usually one.

    >>> summands("B25070_007E + B25070_008E")
    ['B25070_007E', 'B25070_008E']
    """
    return column.split(" + ")


def problems(content: FileShapes) -> tuple[str, ...]:
    """Return every rule of its own that the data file breaks; empty when it is sound."""
    files = {each.id: each for each in content.files}
    ids = [*Counter(each.id for each in content.shapes).values(), *Counter(each.id for each in content.files).values()]
    known = {*FIGURES, "months"}
    rules = {
        "an id stands twice": max(ids, default=0) <= 1,
        "a file is unknown": {each.file for each in content.shapes} <= set(files),
        "a figure is unknown": all(set(each.columns) <= known for each in content.shapes),
        "a shape has no number": all({"value", "numerator"} & set(each.columns) for each in content.shapes),
        "only a rate or a ratio has a scale": all(s.unit in {"rate", "ratio"} or s.per == 1 for s in content.shapes),
    }
    found = [problem for problem, kept in rules.items() if not kept]
    if not found and not all(s.period or _says_period(files[s.file].period) for s in content.shapes):
        found.append("a shape has no period")
    return tuple(found)


def _says_period(period: PeriodColumn) -> bool:
    return bool(period.column or period.in_name)
