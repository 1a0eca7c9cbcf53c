"""What each column of a published file becomes, what stood in it, and what is odd about it."""

from __future__ import annotations

from collections.abc import Mapping

from sharedsafety.core.findings import Finding
from sharedsafety.investments.amount_proposals import AmountsProposed
from sharedsafety.investments.column_kinds import ColumnKinds
from sharedsafety.investments.column_profiles import TableProfile
from sharedsafety.investments.column_words import column_words, is_not_money, says_nothing
from sharedsafety.investments.mapping import FileMapping, Seen
from sharedsafety.investments.unseen_files import UnseenTable

#: Fields whose texts are kept in the mapping, to tell next year which are new.
_COMPARED = frozenset({"fund_code", "fund", "phase", "account_type"})


def missing_texts(profile: TableProfile, used: set[str]) -> tuple[str, ...]:
    """Return the texts of the used columns that stand for nothing."""
    found = {text for column in profile.columns if column.name in used for text in (*column.texts, *column.odd)}
    return tuple(sorted(text for text in found if says_nothing(text)))


def fields_of_columns(
    profile: TableProfile, kinds: ColumnKinds, file: FileMapping, amounts: AmountsProposed
) -> dict[str, str]:
    """Return name of each column -> the field of a line it becomes, empty where it is not used."""
    fields = {name: str(field) for field, name in file.columns.items() if isinstance(name, str)}
    others = {"fiscal_year": kinds.fiscal_year, "phase": kinds.phase, "account_type": kinds.account_type}
    fields |= {name: field for field, name in others.items() if name}
    fields |= dict.fromkeys(amounts.names, "amount")
    return {column.name: fields.get(column.name, "") for column in profile.columns if column.name}


def fields_of_kinds(profile: TableProfile, kinds: ColumnKinds) -> dict[str, str]:
    """Return name of each column -> the field it is likeliest to become, before any question is answered."""
    fields = {names[0]: field for field, names in kinds.labels.items()}
    others = {"fiscal_year": kinds.fiscal_year, "phase": kinds.phase, "account_type": kinds.account_type}
    fields |= {name: field for field, name in others.items() if name}
    fields |= dict.fromkeys((*(each.name for each in kinds.amounts), *kinds.wide), "amount")
    return {column.name: fields.get(column.name, "") for column in profile.columns if column.name}


def seen_texts(profile: TableProfile, columns: Mapping[str, str]) -> Seen:
    """Return the columns with their types and the texts by which next year's file is compared."""
    types = column_words().types
    return Seen(
        columns={name: types.get(field, "") for name, field in columns.items()},
        values={
            columns[column.name]: tuple(sorted(column.texts))
            for column in profile.columns
            if columns.get(column.name) in _COMPARED
        },
    )


def text_counts(profile: TableProfile, columns: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Return (field, text) -> rows, for the fields whose texts are kept."""
    return {
        (columns[column.name], text): rows
        for column in profile.columns
        if columns.get(column.name) in _COMPARED
        for text, rows in column.texts.items()
    }


def mostly_blank(profile: TableProfile, columns: Mapping[str, str], unseen: UnseenTable) -> tuple[Finding, ...]:
    """Return the warning that departments stand in few rows, as where a name holds for all rows below it."""
    blank = column_words().blank_share
    named = [each for each in profile.columns if columns.get(each.name) == "department"]
    return tuple(
        Finding(code="map-mostly-blank", file=unseen.table.shown_as, column=each.name,
                params={"filled": each.filled, "rows": profile.rows})
        for each in named
        if each.filled < (1 - blank) * profile.rows
    )  # fmt: skip


def not_money(unseen: UnseenTable) -> tuple[Finding, ...]:
    """Return the warning that the numbers may be counts of something else than money."""
    named = next((name for name in unseen.table.header if is_not_money(name)), None)
    table = unseen.table
    if named is None:
        return ()
    return (Finding(code="map-not-money", file=table.shown_as, row=table.header_row, column=named),)
