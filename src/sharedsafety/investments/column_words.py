"""What the name of a published column says it holds: words from ``data/investments/column_words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sharedsafety.core.person_columns import plain_name
from sharedsafety.core.reviewed import load_data
from sharedsafety.investments.fiscal_years import fiscal_year_of
from sharedsafety.investments.mapping import Phase

_YEAR = re.compile(
    r"(?<![\d.])(?:FY|AF|EF|Ejercicio)?\s?'?((?:(?:19|20)\d\d|\d\d)\s?[-/\u2013]\s?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d)(?![\d])"
    r"|(?<![a-z])FY\s?'?(\d\d)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class ColumnWords:
    """The reviewed words and limits by which a mapping is proposed."""

    names: Mapping[str, tuple[str, ...]]
    code_words: tuple[str, ...]
    phases: Mapping[Phase, tuple[str, ...]]
    flows: Mapping[str, tuple[str, ...]]
    passed_on: Mapping[str, tuple[str, ...]]
    nothing: tuple[str, ...]
    not_money: tuple[str, ...]
    fund_parts: tuple[str, ...]
    total_parts: tuple[str, ...]
    header_rows: int
    name_words: int
    numeric_share: float
    texts_kept: int
    wide_columns: int
    subtotal_share: float
    blank_share: float
    number_share: float
    renamed_likeness: float
    choices_shown: int
    lines_shown: int
    types: Mapping[str, str]


def column_words() -> ColumnWords:
    """Return the reviewed words and limits."""
    return load_data("investments/column_words", ColumnWords)


@dataclass(frozen=True, slots=True)
class NamedKind:
    """What a name says: the kind of column, how early its word stands in the list, and whether it holds codes."""

    kind: str
    rank: int
    is_code: bool


@lru_cache(maxsize=1 << 14)
def named_kind(name: str) -> NamedKind | None:
    """Return what a column's name says it holds, or None where no word is known.

    >>> named_kind("Dept_Code"), named_kind("Fuente de financiamiento"), named_kind("xyz")
    (NamedKind(kind='department', rank=1, is_code=True), NamedKind(kind='fund', rank=3, is_code=False), None)
    """
    phrase = phrase_of(name)
    if phrase is None:
        return None
    kind, rank = _phrases()[phrase]
    codes = set(plain_name(name).split()) & set(column_words().code_words)
    return NamedKind(kind, rank, bool(codes) and kind not in ("other", "amount"))


def phrase_of(name: str) -> str | None:
    """Return the known words by which a column's name says what it holds: of several the longest.

    >>> phrase_of("Dept Name"), phrase_of("xyz")
    ('dept', None)
    """
    plain, known = plain_name(name), _phrases()
    found = [phrase for phrase in known if _holds(plain, phrase)]
    if not found or len(plain.split()) > column_words().name_words:
        return None
    return max(found, key=lambda phrase: (len(phrase), -known[phrase][1]))


@lru_cache(maxsize=1 << 14)
def phase_named(text: str) -> Phase | None:
    """Return the phase of the budget a text names, or None.

    >>> phase_named("2020-21 Adopted Budget"), phase_named("Presupuesto ejercido"), phase_named("Budget")
    ('adopted', 'actual', None)
    """
    plain = plain_name(text)
    return next((phase for phase, words in column_words().phases.items() if _any(plain, words)), None)


@lru_cache(maxsize=1 << 14)
def year_named(text: str) -> int | None:
    """Return the fiscal year a column's name holds, or None.

    >>> year_named("2019-20 Actuals"), year_named("FY22 Adopted"), year_named("Salaries 10"), year_named("Year 2024")
    (2020, 2022, None, 2024)
    """
    years = {fiscal_year_of(first or short) for first, short in _YEAR.findall(text.replace("_", " "))} - {None}
    return years.pop() if len(years) == 1 else None


def flow_named(text: str) -> str | None:
    """Return the flow a mark of revenue or spending means, or None.

    >>> flow_named("E"), flow_named("Ingresos"), flow_named("Capital")
    ('expenditure', 'revenue', None)
    """
    plain = plain_name(text)
    return next((flow for flow, words in column_words().flows.items() if plain in words), None)


def passed_on_named(text: str) -> str | None:
    """Return ``transfer_out`` or ``internal_charge`` where a label says that money goes to another part, else None.

    >>> passed_on_named("Operating Transfers Out"), passed_on_named("Transferability study")
    ('transfer_out', None)
    """
    plain = plain_name(text)
    return next((flow for flow, words in column_words().passed_on.items() if _any(plain, words)), None)


def is_not_money(name: str) -> bool:
    """Return whether a column's name says that the table counts something else than money."""
    return plain_name(name) in column_words().not_money


def is_total_name(text: str) -> bool:
    """Return whether a column's name says that it is the total of other columns.

    >>> is_total_name("Total"), is_total_name("Parks_Total Governmental Funds_x"), is_total_name("Total 2022")
    (True, True, True)
    """
    words = column_words().total_parts
    return any(plain_name(part) in words for part in text.split("_")) or plain_name(text).split(" ")[0] in words


def fund_part(name: str) -> str | None:
    """Return the kind of fund that stands as a part of a wide column's name, or None.

    >>> fund_part("Roads_Special Revenue_Public Ways"), fund_part("Special Revenue Fund")
    ('Special Revenue', None)
    """
    parts = (part.strip() for part in name.split("_")[1:])
    return next((part for part in parts if part.casefold() in column_words().fund_parts), None)


def says_nothing(text: str) -> bool:
    """Return whether a text stands for an empty cell, such as ``N/A`` or ``NULL``."""
    return text.casefold() in column_words().nothing


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    return {phrase: (kind, rank) for kind, phrases in column_words().names.items()
            for rank, phrase in enumerate(phrases)}  # fmt: skip


def _any(plain: str, phrases: Iterable[str]) -> bool:
    return any(_holds(plain, phrase) for phrase in phrases)


def _holds(plain: str, phrase: str) -> bool:
    return f" {phrase} " in f" {plain} "
