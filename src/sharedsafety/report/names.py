"""Plain names of codes, in the readers' words, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.investments.results import MoneyRow
from sharedsafety.report.dates import fiscal_year

_KIND_OF_TABLE = {
    "principle_strict": "principle",
    "principle_generous": "principle",
    "principle_gross": "principle",
    "principle_gross_strict": "principle",
    "principle_gross_generous": "principle",
    "category_with_overhead": "category",
    "category_free": "category",
    "family_free": "family",
    "purpose": "part",
}


def kinds() -> tuple[str, ...]:
    """Return the kinds of codes that have names, such as ``family`` or ``lamp_state``."""
    return tuple(read_catalogue("report/names"))


def names(kind: str, language: str = "en") -> Mapping[str, str]:
    """Return every code of a kind with its name, in the order of the data file.

    Raises:
        BadData: there is no such kind.
    """
    catalogue = read_catalogue("report/names")
    if kind not in catalogue:
        raise BadData("name-missing", file="report/names.yaml", kind=kind, name="")
    return {code: text[language] for code, text in catalogue[kind].items()}


def name(kind: str, code: str, language: str = "en") -> str:
    """Return the plain name of one code.

    Raises:
        BadData: the code has no name; nothing is ever shown as a bare code.

    >>> name("family", "JS"), name("lamp_state", "cant_tell", "es")
    ('Police, courts, jail and probation', 'no se puede saber')
    """
    found = names(kind, language)
    if code not in found:
        raise BadData("name-missing", file="report/names.yaml", kind=kind, name=code)
    return found[code]


def coded_name(code: str, language: str = "en") -> str:
    """Return the plain name of a family or of a category, where rows of both stand in one table.

    >>> coded_name("JS"), coded_name("SV-TRC")
    ('Police, courts, jail and probation', 'Trauma care and healing')
    """
    return name("family" if code in names("family") else "category", code, language)


def row_name(table: str, row: MoneyRow, language: str = "en") -> str:
    """Return the name of a row of a money table: as published, or the plain name of its code."""
    return row_label(table, row.code, row.name, language)


def row_label(table: str, code: str, published: str | None, language: str = "en") -> str:
    """Return the name of a row of a money table from its code, or its published name where it has one.

    >>> row_label("purpose", "heals", None), row_label("department", "Sheriff", "Sheriff")
    ('heals', 'Sheriff')
    """
    return published if published is not None else name(_KIND_OF_TABLE.get(table, table), code, language)


def year_name(year: int, phase: str, start_month: int, language: str = "en") -> str:
    """Return a budget year with its phase in words.

    >>> year_name(2022, "adopted", 7)
    '2021-22, adopted budget'
    """
    return f"{fiscal_year(year, start_month)}, {name('phase', phase, language)}"
