"""The end of the name under which a published file is kept: by what it holds, never by what it is called."""

from __future__ import annotations

import zipfile
from pathlib import Path

_STARTS = {b"PAR1": "parquet", b"\xd0\xcf\x11\xe0": "xls", b"\x1f\x8b": "csv.gz"}


def published_suffix(path: Path) -> str:
    """Return ``csv``, ``csv.gz``, ``xlsx``, ``ods``, ``xls`` or ``parquet`` for a file that was read as a budget.

    Source: the first bytes of each format; an OpenDocument container holds a member called ``mimetype``.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == b"PK\x03\x04":
        with zipfile.ZipFile(path) as container:
            return "ods" if "mimetype" in container.namelist() else "xlsx"
    return next((suffix for mark, suffix in _STARTS.items() if start.startswith(mark)), "csv")
