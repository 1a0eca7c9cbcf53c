"""How large a file may be; the numbers stand in ``data/investments/upload_limits.yaml``."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimits:
    """Caps of a CSV file, which is streamed without a cap on rows."""

    line_bytes: int
    block_bytes: int
    columns: int
    cell_characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetLimits:
    """Caps of a spreadsheet: of its zip container, of its sheet, and of the process that reads it."""

    rows: int
    columns: int
    cell_characters: int
    members: int
    unpacked_bytes: int
    unpacked_to_packed: int
    memory_bytes: int
    cpu_seconds: int


@dataclass(frozen=True, kw_only=True)
class UploadLimits:
    """Every cap of a budget file.

    Args:
        faults_listed: of one kind of fault so many are listed one by one.
        left_out_listed: of the lines that rules leave out so many are kept to be shown.
        web_megabytes: how large a file may be that is brought through a page.
        kept_hours: how long such a file waits for the next step before it is removed.
    """

    text: TextLimits
    spreadsheet: SpreadsheetLimits
    faults_listed: int
    left_out_listed: int
    web_megabytes: int
    kept_hours: int


def upload_limits() -> UploadLimits:
    """Return the reviewed caps.

    >>> upload_limits().spreadsheet.columns
    1000
    """
    return load_data("investments/upload_limits", UploadLimits)
