"""Which column of a published table is what: by its name, and by what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sharedsafety.investments.column_profiles import ColumnProfile, TableProfile
from sharedsafety.investments.column_words import (
    NamedKind,
    column_words,
    flow_named,
    fund_part,
    is_total_name,
    named_kind,
    phase_named,
    year_named,
)
from sharedsafety.investments.mapping import Phase

#: Field of a line -> the kinds of column it may come from, the best first (True: its codes).
_FIELDS: dict[str, tuple[tuple[str, bool], ...]] = {
    "department": (("department", False), ("entity", False), ("department", True)),
    "division": (("division", False), ("division", True)),
    "program_code": (("program", True),),
    "program": (("program", False),),
    "fund_code": (("fund", True),),
    "fund": (("fund", False),),
    "object": (("object", False), ("object", True)),
    "description": (("description", False),),
    "stated_label": (("stated_label", False),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountFound:
    """One column of amounts, with the year and phase its name holds (None where it holds none)."""

    name: str
    fiscal_year: int | None
    phase: Phase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnKinds:
    """What each column is.

    Args:
        labels: field of a line -> the columns it may come from, the best first.
        amounts: the columns of amounts.
        wide: the columns of amounts whose names are neither year, phase nor a word for money.
        fiscal_year, phase, account_type, entity, date: the column of each, or None.
        totals: columns of amounts that are named as totals of other columns.
    """

    labels: dict[str, tuple[str, ...]]
    amounts: tuple[AmountFound, ...]
    wide: tuple[str, ...]
    fiscal_year: str | None
    phase: str | None
    account_type: str | None
    entity: str | None
    date: str | None
    totals: tuple[str, ...]


def column_kinds(profile: TableProfile) -> ColumnKinds:
    """Return which column is what; empty columns and columns without a name are nothing.

    Source: data/investments/column_words.yaml.
    """
    filled = [column for column in profile.columns if column.filled and column.name]
    kinds = {column.name: named_kind(column.name) for column in filled}
    account_type = _account_type(filled, kinds)
    years = _first(filled, kinds, "fiscal_year", lambda column: column.years) or _by_content(filled, kinds, year_named)
    phase = _first(filled, kinds, "phase", lambda column: any(map(phase_named, column.texts)))
    phase = phase or _by_content(filled, kinds, phase_named)
    taken = {account_type, years, phase} - {None}
    amounts, wide, totals = _amounts([column for column in filled if column.name not in taken], kinds)
    taken |= {each.name for each in amounts} | {*wide} | {*totals} | {name for name in kinds if fund_part(name)}
    labels = {field: _label(field, filled, kinds, taken) for field in _FIELDS}
    return ColumnKinds(
        labels={field: names for field, names in labels.items() if names},
        amounts=amounts,
        wide=wide,
        fiscal_year=years,
        phase=phase,
        account_type=account_type,
        entity=_entity(filled, kinds),
        date=_first(filled, kinds, "date", lambda column: not column.numeric),
        totals=totals,
    )


_Kinds = dict[str, NamedKind | None]


def _first(
    columns: Sequence[ColumnProfile], kinds: _Kinds, kind: str, fits: Callable[[ColumnProfile], bool]
) -> str | None:
    """Return the column of a kind whose word stands first in the list, and that holds what it says."""
    found = [
        (named.rank, column.name)
        for column in columns
        if (named := kinds[column.name]) and named.kind == kind and fits(column)
    ]
    return min(found, default=(0, None), key=lambda each: each[0])[1]


def _by_content(columns: Sequence[ColumnProfile], kinds: _Kinds, read: Callable[[str], object]) -> str | None:
    """Return the column of texts that name years (or phases) though its own name does not say so."""
    for column in columns:
        named = kinds[column.name]
        plain = named is None or named.kind == "amount"
        if plain and read(column.name) is None and column.mostly(lambda text: read(text) is not None):
            return column.name
    return None


def _account_type(columns: Sequence[ColumnProfile], kinds: _Kinds) -> str | None:
    """Return the column of revenue and expense marks: by name, or because each of its texts is such a mark."""
    named = _first(columns, kinds, "account_type", lambda column: any(map(flow_named, column.texts)))
    if named:
        return named
    for column in columns:
        flows = {flow_named(text) for text in column.texts}
        if column.texts and None not in flows and "expenditure" in flows:
            return column.name
    return None


def _entity(columns: Sequence[ColumnProfile], kinds: _Kinds) -> str | None:
    """Return the column that names governments, where it names more than one."""
    return _first(columns, kinds, "entity", lambda column: len(column.texts) > 1 and not column.numeric)


def _amounts(
    columns: Sequence[ColumnProfile], kinds: _Kinds
) -> tuple[tuple[AmountFound, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the columns of amounts, those of a wide table, and those that are totals of others."""
    parted = [column.name for column in columns if column.numeric and fund_part(column.name)]
    if len(parted) >= column_words().wide_columns:
        sums = [name for name in kinds if is_total_name(name)]
        return (), tuple(name for name in parted if name not in sums), tuple(sums)
    numeric = [column.name for column in columns if column.numeric and _may_be_money(kinds[column.name])]
    dated = [name for name in numeric if year_named(name) is not None or phase_named(name) is not None]
    money = [name for name in numeric if (named := kinds[name]) and named.kind == "amount" and name not in dated]
    free = [name for name in numeric if name not in dated and kinds[name] is None]
    totals = tuple(name for name in (*dated, *money, *free) if is_total_name(name))
    plain = [name for name in money if name not in totals]
    if dated and (kept := [name for name in dated if name not in totals]):
        return tuple(map(_found, [*kept, *plain])), (), totals
    if not plain and len(money) >= column_words().wide_columns:  # each is the total of something else
        return (), tuple(money), ()
    if plain or money:
        best = min(plain or money, key=lambda name: getattr(kinds[name], "rank", 0))
        return (_found(best),), (), tuple(name for name in totals if name != best)
    rest = [name for name in free if name not in totals] or free
    return ((_found(rest[0]),), (), ()) if len(rest) == 1 else ((), tuple(rest), totals)


def _may_be_money(named: NamedKind | None) -> bool:
    """Return whether a column of numbers may hold money: codes, identifiers, people and percents do not."""
    return named is None or not (named.is_code or named.kind in ("other", "fiscal_year", "date", "account_type"))


def _found(name: str) -> AmountFound:
    return AmountFound(name=name, fiscal_year=year_named(name), phase=phase_named(name))


def _label(field: str, columns: Sequence[ColumnProfile], kinds: _Kinds, taken: set[str | None]) -> tuple[str, ...]:
    """Return the columns a field may come from, the best first: of the first kind that the table has."""
    for kind, is_code in _FIELDS[field]:
        found = [
            (named.rank, place, column.name)
            for place, column in enumerate(columns)
            if column.name not in taken
            and (named := kinds[column.name])
            and (named.kind, named.is_code) == (kind, is_code)
        ]
        if found:
            return tuple(name for _, _, name in sorted(found))
    return ()
