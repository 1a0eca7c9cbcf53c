"""Whether a public file still has the columns it was described with; an older layout is told by its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from sharedsafety.core.findings import Finding
from sharedsafety.progress.file_shapes import EarlierLayout, FileShape, PublicFile, needed_columns


def layout_findings(file: PublicFile, shape: FileShape, header: Sequence[str], shown_as: str) -> tuple[Finding, ...]:
    """Return an error for each column that is missing: an older layout by its old and new names, else the nearest.

    Source: data/progress/file_shapes.yaml (``earlier``).
    """
    missing = [name for name in needed_columns(file, shape) if name not in header]
    layout = next((each for each in file.earlier if _explains(each, missing, header)), None)
    if layout is not None:
        return tuple(_moved(layout, name, header, shown_as) for name in missing)
    return tuple(_missing(name, header, shown_as) for name in missing)


def year_in_name(file: PublicFile, shown_as: str) -> str:
    """Return the year that the name of a file gives for all its rows; empty where it gives none.

    >>> from sharedsafety.progress.file_shapes import file_shapes
    >>> file = file_shapes().file_of(file_shapes().shape("rent-burden-county"))
    >>> year_in_name(file, "ACSDT5Y2022.B25070-Data.csv"), year_in_name(file, "rent.csv")
    ('2022', '')
    """
    found = re.search(file.period.in_name or "$^", shown_as)
    return found[1] if found else ""


def name_findings(file: PublicFile, shown_as: str) -> Iterator[Finding]:
    """Yield an error where only the name of a file gives its period, and this name does not."""
    if file.period.in_name and not year_in_name(file, shown_as):
        yield Finding(code="public-file-name-without-year", file=shown_as, params={"name": file.name})


def _explains(layout: EarlierLayout, missing: Sequence[str], header: Sequence[str]) -> bool:
    return bool(missing) and all(layout.columns.get(name) in header for name in missing)


def _moved(layout: EarlierLayout, name: str, header: Sequence[str], shown_as: str) -> Finding:
    old = layout.columns[name]
    params = {"layout": layout.layout, "old": old, "new": name}
    column = f"{old} ({header.index(old) + 1})"
    return Finding(code="public-file-earlier-layout", file=shown_as, row=1, column=column, params=params)


def _missing(name: str, header: Sequence[str], shown_as: str) -> Finding:
    near = get_close_matches(name, header, n=1, cutoff=0.5)
    params = {"new": name, "near": near[0] if near else "-"}
    return Finding(code="public-file-column-missing", file=shown_as, row=1, column=name, params=params)
