"""A change of one file of a folder's framework: the file as it would be is checked before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.check import framework_findings
from sharedsafety.folder.read import read_community
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_in import table_rows
from sharedsafety.folder.write import table_text
from sharedsafety.folder.yaml_in import with_rows

#: The files that the rules of the framework's tables look at.
_LOOKED_AT = (
    "community.yaml", "framework.yaml", "priorities.csv", "ratings.csv", "commitments.csv", "readiness.csv",
)  # fmt: skip


def put_rows(root: Path, path: str, rows: Sequence[Mapping[str, Any]], *, by: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what was noticed, but is no error, about a table that was written with these rows in it.

    They take the place of rows that agree with one of them in the columns ``by``. The table is written whole or not at
    all.

    Args:
        path: ``ratings.csv``, ``commitments.csv`` or ``readiness.csv``.
        rows: values by column.
        by: columns that say which rows are replaced.

    Raises:
        BadInput: the table has faults as it stands, or would have some; all of them are told and nothing is written.
    """
    shape = folder_shape().table(path)
    kept, faults = table_rows(root, shape)
    _refuse(faults)
    replaced = {tuple(str(row[column]) for column in by) for row in rows}
    kept = [row for row in kept if tuple(str(row[column]) for column in by) not in replaced]
    content = table_text([*kept, *rows], shape).encode("utf-8")
    noticed = checked_change(root, path, content)
    write_whole(root / path, content)
    return noticed


def checked_change(root: Path, path: str, content: bytes) -> tuple[Finding, ...]:
    """Return what is noticed about a file of the framework as it would be, beside the files it refers to.

    Raises:
        BadInput: it, or one of those files, would have errors.
    """
    with tempfile.TemporaryDirectory() as space:
        copy = Path(space)
        for name in _LOOKED_AT:
            if (root / name).is_file():
                shutil.copyfile(root / name, copy / name)
        (copy / path).write_bytes(content)
        reading = read_community(copy)
        findings = list(reading.findings)
        if reading.community is not None:
            findings += framework_findings(reading.community)
        findings = [*with_rows(findings, copy)]
    _refuse(findings)
    return tuple(finding for finding in findings if finding.file == path)


def _refuse(findings: Sequence[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise BadInput.with_all(errors)
