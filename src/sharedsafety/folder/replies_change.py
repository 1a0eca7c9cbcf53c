"""Rows put into the tables about departments, replies and mandates; each is checked whole before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.community import Community
from sharedsafety.folder.read import filled
from sharedsafety.folder.replies import CHECKS, MANDATES, REPLIES, reply_findings
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_in import Row, rows_of_text, table_rows
from sharedsafety.folder.write import table_text
from sharedsafety.investments.replies import DepartmentCheck, Mandate, Reply

#: Table -> the folder as it would be with these rows in it.
_WITH: Mapping[str, Callable[[Community, list[Row]], Community]] = {
    CHECKS: lambda community, rows: replace(community, department_checks=filled(DepartmentCheck, rows)),
    REPLIES: lambda community, rows: replace(community, replies=filled(Reply, rows)),
    MANDATES: lambda community, rows: replace(community, mandates=filled(Mandate, rows)),
}


def put_reply_rows(community: Community, path: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows into one of the three tables of a folder, in place of rows with the same key.

    Args:
        community: the folder as it stands.
        path: ``budget/department_checks.csv``, ``budget/replies.csv`` or ``budget/mandates.csv``.
        rows: texts by column.

    Raises:
        BadInput: the table has faults, or would have some; all of them are told and nothing is written.
    """
    shape = folder_shape().table(path)
    kept, faults = table_rows(community.root, shape)
    replaced = {tuple(str(row[column]) for column in shape.key) for row in rows}
    kept = [row for row in kept if tuple(str(row[column]) for column in shape.key) not in replaced]
    content = table_text([*kept, *rows], shape)
    values, found = rows_of_text(content, shape)
    _refuse([*faults, *found])
    _refuse(reply_findings(_WITH[path](community, values)))
    write_whole(community.root / path, content.encode())


def next_id(community: Community) -> str:
    """Return an id that no reply of a folder has: ``reply-`` and a number, one above the highest."""
    numbers = [each.id.removeprefix("reply-") for each in community.replies if each.id.startswith("reply-")]
    return f"reply-{max((int(number) for number in numbers if number.isdigit()), default=0) + 1}"


def _refuse(findings: Any) -> None:
    errors: list[Finding] = [found for found in findings if found.severity == "error"]
    if errors:
        raise BadInput.with_all(errors)
