"""Writing a community as a folder: the same values give the same bytes, and nothing is ever half-written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from sharedsafety.core.errors import BadInput
from sharedsafety.core.spreadsheet_cells import csv_text, safe_cell
from sharedsafety.folder.area_shapes import FILE as SHAPES
from sharedsafety.folder.area_shapes import shapes_file, shapes_text
from sharedsafety.folder.community import Community
from sharedsafety.folder.descriptor import descriptor_text, package_descriptor
from sharedsafety.folder.foreign import folder_files
from sharedsafety.folder.shape import Column, TableShape, folder_shape


def write_community(community: Community, root: Path) -> list[Path]:
    """Write a community as a folder and return the files written, in order.

    The folder appears at once and whole: it is built beside its place and then moved there.

    Raises:
        BadInput: there already is something at ``root``.
    """
    if root.exists():
        raise BadInput("folder-exists", file=root.name)
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=f".{root.name}-") as space:
        made = Path(space) / root.name
        made.mkdir()
        _write_files(community, made)
        made.rename(root)
    return folder_files(root)


def _write_files(community: Community, made: Path) -> None:
    _put(made / "community.yaml", yaml_text(plain(community.profile)))
    if community.indicators:
        listed = {"indicators": [plain(indicator) for indicator in community.indicators]}
        _put(made / "indicators/indicators.yaml", yaml_text(listed))
    if community.opening_words:
        _put(made / "reports.yaml", yaml_text({"opening_words": plain(community.opening_words)}))
    if community.shapes and shapes_file(community.root) == SHAPES:  # a topology is kept as it was published
        names = {area.area_id: area.name for area in community.areas}
        _put(made / SHAPES, shapes_text(community.shapes, names))
    for shape in folder_shape().tables:
        rows = table_values(community, shape.path)
        if rows:
            _put(made / shape.path, table_text(rows, shape))
    _copy_as_published(community.root, made)
    _put(made / "datapackage.json", descriptor_text(package_descriptor(made, community.profile)))


def table_values(community: Community, path: str) -> list[Mapping[str, Any]]:
    """Return the rows of one table of a folder, each value by its name; none for a table the folder does not have."""
    tables: dict[str, Iterable[Any]] = {
        "priorities.csv": community.priorities,
        "budget/documents.csv": community.documents,
        "budget/coding.csv": community.coding,
        "budget/coding_checks.csv": community.coding_checks,
        "budget/funding.csv": community.funds,
        "budget/department_checks.csv": community.department_checks,
        "budget/replies.csv": community.replies,
        "budget/mandates.csv": community.mandates,
        "budget/links.csv": community.links,
        "budget/rules.csv": community.rules,
        "budget/programs.csv": community.program_texts,
        "budget/areas.csv": community.area_shares,
        "budget/neighbours.csv": _neighbours(community),
        "areas.csv": community.areas,
        "indicators/observations.csv": community.observations,
        "indicators/candidates.csv": community.candidates,
        "indicators/vintages.csv": community.vintages,
        "population.csv": community.population,
        "deflator.csv": community.deflator,
        "roadmap.csv": community.roadmap,
        "requests.csv": community.requests,
        "cleared.csv": community.cleared,
        "ratings.csv": community.ratings,
        "commitments.csv": community.commitments,
        "readiness.csv": community.readiness,
        "links.csv": community.thread,
        "translations.csv": _translations(community, of_indicators=False),
        "indicators/translations.csv": _translations(community, of_indicators=True),
    }
    return [_row(value) for value in tables.get(path, ())]


def _row(value: Any) -> Mapping[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)} if is_dataclass(value) else value


def _translations(community: Community, *, of_indicators: bool) -> list[dict[str, str]]:
    """Return the texts of one of the two tables of translations: those of indicators have their own."""
    ordered = sorted(community.translations.items())
    return [
        {"language": lang, "object_id": oid, "field": name, "text": text}
        for (lang, oid, name), text in ordered
        if oid.startswith("indicator/") == of_indicators
    ]


def _neighbours(community: Community) -> list[dict[str, Any]]:
    """Return the rows of other places; they hold their cents as text, which would be read as dollars."""
    shape = folder_shape().table("budget/neighbours.csv")
    money = {column.name for column in shape.columns if column.type == "money"}
    return [
        {name: int(text) if name in money and text else text for name, text in row.items()}
        for row in community.neighbours
    ]


def table_text(rows: Iterable[Mapping[str, Any]], shape: TableShape) -> str:
    """Return rows as the CSV text of a table: its columns in order, one line end; text can't become a formula."""
    listed = list(rows)
    columns = [
        each for each in shape.columns if not each.when_used or any(_value(row, each) is not None for row in listed)
    ]
    cells = ([cell_text(_value(row, column), column) for column in columns] for row in listed)
    return csv_text([[column.name for column in columns], *cells], made_safe=True)


def _value(row: Mapping[str, Any], column: Column) -> Any:
    return row.get(column.field or column.name)


def cell_text(value: Any, column: Column) -> str:
    """Return a value as the text of a cell that reads back as the same value.

    >>> cell_text(Fraction(2, 5), Column(name="share", type="share"))
    '0.4'
    """
    if value is None:
        return ""
    if column.type == "markers":
        return ";".join(f"{code}:{weight:g}" for code, weight in sorted(value.items()))
    if column.type == "money" and isinstance(value, int):
        return _decimal_text(Fraction(value, 100))
    if isinstance(value, Fraction):
        return _decimal_text(value)
    if isinstance(value, str) and column.type == "string":
        return str(safe_cell(value))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _decimal_text(value: Fraction) -> str:
    """Every share was read from decimal text, so its denominator divides a power of ten."""
    with localcontext(prec=60):
        return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")


def plain(value: Any) -> Any:
    """Return a frozen value as plain mappings and lists; a field at its default is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, (tuple, list)) else value


def yaml_text(content: Any) -> str:
    """Return content as YAML in one canonical form."""
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
    return text


def _copy_as_published(source: Path, made: Path) -> None:
    """Copy what has no values of its own: ledgers as published, mappings, notes on sources."""
    written = {path.relative_to(made).as_posix() for path in folder_files(made)} | {"datapackage.json"}
    tables = {shape.path for shape in folder_shape().tables}
    for path in folder_files(source):
        name = path.relative_to(source).as_posix()
        if name not in written | tables:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, made / name)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
