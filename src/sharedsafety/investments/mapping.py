"""The shape of ``budget/mapping.yaml``: how published budget files become lines of a ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

Flow = Literal[
    "expenditure",
    "transfer_out",
    "transfer_in",
    "internal_charge",
    "internal_recovery",
    "revenue",
    "correction",
]
Phase = Literal["proposed", "adopted", "revised", "estimate", "actual"]
Character = Literal[
    "personnel", "operating", "contract", "aid_to_persons", "grant_out", "capital",
    "debt_principal", "debt_interest", "reserve",
]  # fmt: skip
#: What a file can say of a line, besides its amount (see ``LEDGER_COLUMNS``).
LabelField = Literal[
    "department",
    "division",
    "program_code",
    "program",
    "fund_code",
    "fund",
    "object",
    "description",
    "stated_label",
]
LABELS: tuple[str, ...] = LabelField.__args__  # type: ignore[attr-defined] # the names of the Literal above
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
class AmountColumn:
    """One column of amounts. ``document`` may hold ``{fiscal_year}`` and ``{phase}``."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    column: Names
    fiscal_year: int | FromColumn
    phase: Phase
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
    phase: Phase
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
class Rule:
    """When a rule fits a line; of several the first counts.

    It fits where every field of ``where`` equals one of its values, and one of ``words`` (if there are any)
    stands in the name of the account, upper and lower case alike.
    """

    words: tuple[str, ...] = ()
    where: dict[LabelField, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRule(Rule):
    """Gives a line its flow. With ``receiver``, the department that gets the money, or ``receiver_fund``, the
    code of the fund that gets it, the rule holds only in the years and phases for which that department or
    fund is loaded: so each dollar counts once (method.md 2.4).
    """

    __pydantic_config__: ClassVar[Any] = _STRICT
    flow: Flow
    receiver: str | None = None
    receiver_fund: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterRule(Rule):
    """Gives a line its character: what the money buys."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    character: Character


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabel(Rule):
    """Mends labels that a publisher's program has damaged: every field of ``set`` gets its text."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    set: dict[LabelField, str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOut(Rule):
    """Keeps lines out of the ledger, such as those that a file holds twice."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFrom(Rule):
    """Makes programs of the items of one that is only a bag: each text of ``field`` is a program of its own."""

    __pydantic_config__: ClassVar[Any] = _STRICT
    field: LabelField


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
