"""Why each column of an unseen file was taken for what it is, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.investments.column_kinds import ColumnKinds
from sharedsafety.investments.column_profiles import ColumnProfile, TableProfile
from sharedsafety.investments.column_words import named_kind, phase_named, phrase_of, year_named


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a column was taken for something: the key of a sentence, and the word of its name that speaks for it."""

    key: str
    word: str = ""

    def sentence(self, language: str = "en") -> str:
        """Return the reason in words.

        >>> Reason("word", "dept").sentence("es")
        'su nombre dice «dept»'
        """
        return str(_words()[self.key][language]).format(word=self.word)


def field_words(field: str, language: str = "en") -> str:
    """Return what a column can be taken for, in words; an empty field is a column that is not used.

    >>> field_words("fund"), field_words("", "es")
    ('fund', 'no se usa')
    """
    return str(_words()["fields"][field or "none"][language])


def column_reasons(
    profile: TableProfile, kinds: ColumnKinds, columns: Mapping[str, str], said: Collection[str]
) -> dict[str, Reason]:
    """Return name of each column -> why it was taken for what ``columns`` says.

    Args:
        said: the columns that a person spoke about.
    """
    by_name = {column.name: column for column in profile.columns}
    second = {name for names in kinds.labels.values() for name in names}
    found = {name: _reason(by_name[name], field, kinds, name in second) for name, field in columns.items()}
    return found | {name: Reason("said") for name in columns if name in said}


def _reason(column: ColumnProfile, field: str, kinds: ColumnKinds, second: bool) -> Reason:
    word = phrase_of(column.name) or ""
    if not column.filled:
        return Reason("empty")
    if field:
        return _used(column.name, field, word)
    if column.name in kinds.totals:
        return Reason("total")
    named = named_kind(column.name)
    if named and named.kind in ("other", "date"):
        return Reason("other", word)
    return Reason("second") if second or named else Reason("unknown")


def _used(name: str, field: str, word: str) -> Reason:
    if field == "amount" and (year_named(name) is not None or phase_named(name) is not None):
        return Reason("year_or_phase")
    return Reason("word", word) if word else Reason("holds")


def _words() -> dict[str, Any]:
    return read_catalogue("investments/column_reasons")
