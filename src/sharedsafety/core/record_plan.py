"""What an export of single people's records is made from: the rows, and the plan that a steward signs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRows:
    """A table with one row for each person.

    Args:
        file: the file, as the user knows it.
        columns: the header.
        rows: the cells by column, as text; the first is row 2 of the file.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """How people were asked: the column with what they said, the word for yes, the words they read, and since when."""

    column: str
    yes: str
    words: str
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Columns that may go out, and the answers that people could choose from; an empty cell is no answer."""

    columns: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, in which role, when, and what: the hash of rows and plan (:func:`signed_content`)."""

    by: str
    role: str
    on: date
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlan:
    """What is exported and by whose leave; ``person`` is the column that tells people apart, and never goes out."""

    title: str
    drafted_by: str
    person: str
    permission: Permission
    first_answer_on: date
    answers: tuple[Answers, ...]
    signed: Signature | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that go out, in their order."""
        return tuple(column for each in self.answers for column in each.columns)


def permitted(table: RecordRows, plan: RecordPlan) -> tuple[Mapping[str, str], ...]:
    """Return the rows of the people who said yes; an empty cell is no yes.

    >>> ask = Permission(column="may", yes="yes", words="May we ...?", asked_on=date(2026, 3, 1))
    >>> plan = RecordPlan(title="", drafted_by="", person="p", permission=ask, answers=(),
    ...     first_answer_on=date(2026, 3, 1))
    >>> permitted(RecordRows(file="", columns=(), rows=({"may": "Yes "}, {"may": "no"}, {"may": ""})), plan)
    ({'may': 'Yes '},)
    """
    yes = plan.permission.yes.strip().casefold()
    said = plan.permission.column
    return tuple(row for row in table.rows if yes and row.get(said, "").strip().casefold() == yes)


def signed_content(table: RecordRows, plan: RecordPlan) -> str:
    """Return the SHA-256 of every cell and of the plan without its signature: any change asks for a new signature.

    >>> plan = RecordPlan(title="", drafted_by="", person="p", permission=Permission(column="may", yes="yes", words="",
    ...     asked_on=date(2026, 3, 1)), first_answer_on=date(2026, 3, 1), answers=())
    >>> len(signed_content(RecordRows(file="", columns=(), rows=()), plan))
    64
    """
    cells = [[row.get(column, "") for column in table.columns] for row in table.rows]
    words = {name: part for name, part in asdict(plan).items() if name != "signed"}
    content = json.dumps([table.columns, cells, words], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
