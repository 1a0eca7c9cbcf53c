"""Spreadsheets: the container is scanned first, then one small child process reads the sheets."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.parquet_in import parquet_as_csv
from sharedsafety.investments.spreadsheet_child import NO_SUCH_SHEET, OVER_A_CAP, SHEET_NAMES
from sharedsafety.investments.upload_limits import SpreadsheetLimits, upload_limits

_CONTENT_TYPES = frozenset(("[Content_Types].xml", "mimetype"))  # the first of xlsx, the second of ods
_PIECE = 1 << 20


def is_spreadsheet(path: Path) -> bool:
    """Return whether a file is a spreadsheet by its content (a zip container or the old binary form)."""
    with path.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def sheet_names(path: Path, scratch: Path, *, shown_as: str) -> tuple[str, ...]:
    """Return the names of the sheets of a spreadsheet, in their order.

    Raises:
        Unreadable: as ``sheets_as_csv``.
    """
    sheets_as_csv(path, (), scratch, shown_as=shown_as)
    return tuple(json.loads((scratch / SHEET_NAMES).read_text(encoding="utf-8")))


def sheets_as_csv(path: Path, sheets: Sequence[str], out: Path, *, shown_as: str) -> tuple[Path, ...]:
    """Return sheets of a spreadsheet as UTF-8 CSV files in the folder ``out``, row for row.

    Raises:
        Unreadable: the file is no spreadsheet, is protected, carries macros, or could harm the reader.
        BadInput: there is no sheet of that name, or it is larger than the caps.
    """
    limits = upload_limits().spreadsheet
    if zipfile.is_zipfile(path):
        _scan(path, limits, shown_as)
    command = [sys.executable, "-m", "sharedsafety.investments.spreadsheet_child", str(path.resolve()), str(out)]
    seconds = limits.cpu_seconds * max(1, len(sheets))
    caps = (limits.memory_bytes, seconds, limits.rows, limits.columns, limits.cell_characters)
    command += [*map(str, caps), *sheets]
    done = subprocess.run(command, capture_output=True, check=False, env=_environment())
    if done.returncode == NO_SUCH_SHEET:
        raise BadInput("ledger-no-such-sheet", file=shown_as, sheet=sheets[int(done.stderr)])
    if done.returncode == OVER_A_CAP:
        number, row, column = map(int, done.stderr.split())
        raise BadInput("ledger-sheet-too-large", file=shown_as, row=row, column=str(column), sheet=sheets[number])
    if done.returncode:
        raise Unreadable("ledger-spreadsheet-refused", file=shown_as, reason="it can't be opened")
    return tuple(out / f"{number}.csv" for number in range(len(sheets)))


class Workbooks:
    """The spreadsheets and Parquet files of one import: each is opened once, for all the sheets that are read."""

    def __init__(self, files: Sequence[FileMapping], root: Path, scratch: Path) -> None:
        self._files, self._root, self._scratch = files, root, scratch
        self._found: dict[str, dict[str, Path]] = {}

    def sheet(self, file: FileMapping) -> Path:
        """Return the sheet that a file of the mapping names, as a CSV file.

        Raises:
            Unreadable, BadInput: as ``sheets_as_csv``; BadInput also where no sheet is named.
        """
        if file.sheet is None:
            raise BadInput("ledger-which-sheet", file=file.file)
        if file.file not in self._found:
            named = sorted({each.sheet for each in self._files if each.file == file.file and each.sheet is not None})
            out = self._scratch / str(len(self._found))
            out.mkdir()
            written = sheets_as_csv(self._root / file.file, named, out, shown_as=file.file)
            self._found[file.file] = dict(zip(named, written, strict=True))
        return self._found[file.file][file.sheet]

    def parquet(self, file: FileMapping) -> Path:
        """Return a Parquet file as a CSV file.

        Raises:
            Unreadable, BadInput: as ``parquet_as_csv``.
        """
        if file.file not in self._found:
            out = self._scratch / f"{len(self._found)}.csv"
            parquet_as_csv(self._root / file.file, out, shown_as=file.file)
            self._found[file.file] = {"": out}
        return self._found[file.file][""]


def _environment() -> dict[str, str]:
    """Return what the child needs and no more: where this library stands, and UTF-8."""
    library = str(Path(__file__).resolve().parents[2])
    return {"PYTHONPATH": library, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}


def _scan(path: Path, limits: SpreadsheetLimits, shown_as: str) -> None:
    """Refuse a container that could harm, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as container:
            reason = _fault(container.infolist(), limits) or _unpacked_fault(container, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Unreadable("ledger-spreadsheet-refused", file=shown_as, reason="its container is damaged") from error
    if reason:
        raise Unreadable("ledger-spreadsheet-refused", file=shown_as, reason=reason)


def _fault(members: list[zipfile.ZipInfo], limits: SpreadsheetLimits) -> str | None:
    names = [member.filename for member in members]
    packed, unpacked = sum(m.compress_size for m in members), sum(m.file_size for m in members)
    faults = {
        "it has too many parts": len(names) > limits.members,
        "two of its parts have one name": len(set(names)) < len(names),
        "a part points outside the file": any(_escapes(name) for name in names),
        "it is protected by a password": any(member.flag_bits & 1 for member in members),
        "it is not a spreadsheet": not _CONTENT_TYPES & set(names),
        "it carries macros": any(name.lower().endswith("vbaproject.bin") for name in names),
        "it unpacks to too much": unpacked > min(limits.unpacked_bytes, max(packed, 1) * limits.unpacked_to_packed),
    }
    return next((reason for reason, found in faults.items() if found), None)


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _unpacked_fault(container: zipfile.ZipFile, limits: SpreadsheetLimits) -> str | None:
    """Count while unpacking: the directory may lie about sizes."""
    total = 0
    for member in container.infolist():
        with container.open(member) as stream:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > limits.unpacked_bytes:
                    return "it unpacks to too much"
    return None
