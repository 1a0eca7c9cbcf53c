"""The rules of ``budget/mapping.yaml``: which lines are meant, and what is done with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, get_args

Flow = Literal[
    "expenditure",
    "transfer_out",
    "transfer_in",
    "internal_charge",
    "internal_recovery",
    "revenue",
    "correction",
]
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
LABELS: tuple[str, ...] = get_args(LabelField)
_STRICT: dict[str, Any] = {"extra": "forbid"}  # pydantic refuses every key that is not named here


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
