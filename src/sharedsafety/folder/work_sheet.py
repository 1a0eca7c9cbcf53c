"""The work list as a spreadsheet that a person fills away from the network: what it holds, and in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sharedsafety.core.reviewed import load_data
from sharedsafety.investments.coded import CodedShare

#: The column that carries what the person had said when the sheet was made.
BEFORE = "before"
#: Digits of the mark: enough that no two codings of one program share it by chance.
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What is suggested for a program: a category, and what it rests on; nothing for a proposal in the folder."""

    category: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProgram:
    """One program as a person gets it; others' codings of it are never in it.

    Args:
        cents: what it spends in the year and phase with which the pages open.
        todo: ``uncoded``, ``second``, ``changed``, ``disputed`` or ``coded``.
        own: the rows that the person coded before.
    """

    program_key: str
    department: str
    name: str
    cents: int
    todo: str
    text: str = ""
    hint: Hint | None = None
    own: tuple[CodedShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSheet:
    """The work of one person: ``coder`` is the name under which their codings stand, ``headline`` the year in words."""

    community_id: str
    community: str
    coder: str
    headline: str
    programs: tuple[SheetProgram, ...]


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column of the work: ``part`` is given, answer or hidden; ``width`` in characters."""

    part: str
    width: int
    en: str
    es: str


@dataclass(frozen=True, kw_only=True)
class CodebookColumn:
    """A column of the codebook."""

    width: int
    en: str
    es: str


@dataclass(frozen=True, kw_only=True)
class SheetWords:
    """``data/investments/work_sheet.yaml``; each key is explained there."""

    rows_of_program: int
    longest_text: int
    sheets: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, SheetColumn]
    todo: Mapping[str, Mapping[str, str]]
    suggestion: Mapping[str, Mapping[str, str]]
    codebook: Mapping[str, CodebookColumn]
    read_me: Mapping[str, tuple[str, ...]]

    def columns_of(self, part: str) -> tuple[str, ...]:
        """Return the columns of one part, in order."""
        return tuple(name for name, column in self.columns.items() if column.part == part)


def sheet_words() -> SheetWords:
    """Return the reviewed words of the spreadsheet.

    >>> sheet_words().columns["share"].en
    'Percent'
    """
    return load_data("investments/work_sheet", SheetWords)


def with_reason(rows: Sequence[CodedShare]) -> tuple[CodedShare, ...]:
    """Return the rows of one program, in which a row without a reason has the first that is given."""
    reason = next((row.note for row in rows if row.note.strip()), "")
    return tuple(row if row.note.strip() else replace(row, note=reason) for row in rows)


def coding_mark(rows: Sequence[CodedShare]) -> str:
    """Return a mark of everything that a person says of one program, the same for the same rows in any order.

    Who said it, its state and the version of the taxonomy are left out; no rows have an empty mark.

    >>> coding_mark([])
    ''
    """
    if not rows:
        return ""
    said = sorted(
        repr((row.category, row.level, row.share, row.low, row.high, row.basis, sorted(row.markers.items()),
              row.delivery_agent, row.note.strip()))
        for row in with_reason(rows)
    )  # fmt: skip
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:_DIGITS]
