"""The shape of ``budget/mapping.yaml``: how published budget files become lines of a ledger."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from sharedsafety.investments.mapping_rules import (
    CharacterRule,
    FlowRule,
    LabelField,
    LeaveOut,
    ProgramFrom,
    Relabel,
)

Phase = Literal["proposed", "adopted", "revised", "estimate", "actual"]
DecimalMark = Literal[".", ","]
#: One published column name, or the names it has had over the years.
Names = str | tuple[str, ...]

_STRICT: dict[str, Any] = {"extra": "forbid"}  # pydantic refuses every key that is not named here


@dataclass(frozen=True, slots=True, kw_only=True)
class FromColumn:
    """A value that a column of the file holds; ``values`` maps what is published to what is meant."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    column: Names
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseFromColumn:
    """A phase that a column of the file holds; ``values`` maps what is published to a phase."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    column: Names
    values: dict[str, Phase]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a file held when its mapping was made: read only to tell what has changed a year later.

    Args:
        columns: name of each column -> its type in the Fiscal Data Package, empty where it has none.
        values: field (``fund``, ``phase``, ``account_type``) -> the texts it held.
    """

    __pydantic_config__: ClassVar[Any] = _STRICT
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountColumn:
    """One column of amounts. ``document`` may hold ``{fiscal_year}`` and ``{phase}``."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    column: Names
    fiscal_year: int | FromColumn
    phase: Phase | PhaseFromColumn
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpivot:
    """A wide sheet: every column whose name matches ``pattern`` holds amounts.

    The named groups of ``pattern`` are label fields (``program``, ``fund`` ...); ``fixed`` adds others.
    Of several patterns the first counts. Columns that match ``leave_out`` are totals of their neighbours and
    are not read.
    """

    __pydantic_config__: ClassVar[Any] = _STRICT
    pattern: str
    fiscal_year: int | FromColumn
    phase: Phase | PhaseFromColumn
    document: str
    fixed: dict[LabelField, str] = field(default_factory=dict)
    leave_out: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRows:
    """Only the rows in which ``column`` holds one of ``equals`` belong to this community."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    column: Names
    equals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMapping:
    """How one published file (or one sheet of it) is read."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    file: str
    columns: dict[LabelField, Names] = field(default_factory=dict)
    fixed: dict[LabelField, str] = field(default_factory=dict)
    amounts: tuple[AmountColumn, ...] = ()
    unpivot: tuple[Unpivot, ...] = ()
    sheet: str | None = None
    header_row: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    account_type: FromColumn | None = None
    rows: tuple[KeepRows, ...] = ()
    sign: Literal[1, -1] = 1
    decimal: DecimalMark = "."
    seen: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The whole of ``budget/mapping.yaml`` (docs/reference/budget-mapping.md)."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    files: tuple[FileMapping, ...]
    missing: tuple[str, ...] = ()
    department_names: dict[str, str] = field(default_factory=dict)
    relabel: tuple[Relabel, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    program_from: tuple[ProgramFrom, ...] = ()
    flow: tuple[FlowRule, ...] = ()
    character: tuple[CharacterRule, ...] = ()

    def below(self, folder: str) -> Mapping:
        """Return the mapping with its files named from one folder further up."""
        return replace(self, files=tuple(replace(file, file=f"{folder}/{file.file}") for file in self.files))
