"""What people have said of an unseen file before its mapping is proposed: of its columns, and to its questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sharedsafety.investments.column_kinds import AmountFound, ColumnKinds
from sharedsafety.investments.column_words import phase_named, year_named
from sharedsafety.investments.mapping_rules import LABELS

#: What a column can be taken for; an empty text: nothing, it is not read.
COLUMN_FIELDS: tuple[str, ...] = (*LABELS, "amount", "fiscal_year", "phase", "account_type", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What holds wherever it still fits; the rest of it is passed over.

    Args:
        columns: name of a column -> the field of a line it becomes (``COLUMN_FIELDS``).
        answers: id of a question -> the choice.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def kinds_as_said(kinds: ColumnKinds, said: Mapping[str, str]) -> ColumnKinds:
    """Return which column is what, with what people said of some of them; a column they took away is nothing else.

    >>> found = ColumnKinds(labels={"program": ("Unit",)}, amounts=(), wide=(), fiscal_year=None, phase=None,
    ...                     account_type=None, entity=None, date=None, totals=())
    >>> kinds_as_said(found, {"Unit": "division"}).labels
    {'division': ('Unit',)}
    """
    for name, meant in said.items():
        if meant in COLUMN_FIELDS:
            kinds = _with(_without(kinds, name, meant), name, meant)
    return kinds


def _without(kinds: ColumnKinds, name: str, meant: str) -> ColumnKinds:
    """Return the kinds without a column, but for the place it is meant to have."""
    labels = {each: tuple(one for one in names if one != name) for each, names in kinds.labels.items()}
    stays = meant == "amount"
    return replace(
        kinds,
        labels={each: names for each, names in labels.items() if names},
        amounts=tuple(each for each in kinds.amounts if stays or each.name != name),
        wide=tuple(each for each in kinds.wide if stays or each != name),
        totals=tuple(each for each in kinds.totals if each != name),
        fiscal_year=_less(kinds.fiscal_year, name),
        phase=_less(kinds.phase, name),
        account_type=_less(kinds.account_type, name),
    )


def _less(column: str | None, name: str) -> str | None:
    return None if column == name else column


def _with(kinds: ColumnKinds, name: str, meant: str) -> ColumnKinds:
    if meant in LABELS:
        return replace(kinds, labels={**kinds.labels, meant: (name,)})
    if meant != "amount":
        return replace(
            kinds,
            fiscal_year=name if meant == "fiscal_year" else kinds.fiscal_year,
            phase=name if meant == "phase" else kinds.phase,
            account_type=name if meant == "account_type" else kinds.account_type,
        )
    if name in kinds.wide or name in {each.name for each in kinds.amounts}:
        return kinds
    if kinds.wide:
        return replace(kinds, wide=(*kinds.wide, name))
    found = AmountFound(name=name, fiscal_year=year_named(name), phase=phase_named(name))
    return replace(kinds, amounts=(*kinds.amounts, found))
