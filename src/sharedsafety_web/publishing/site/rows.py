"""Rows of money tables and programs as the pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sharedsafety.core.file_names import file_names
from sharedsafety.folder.assessment import Program
from sharedsafety.investments.results import MoneyRow
from sharedsafety.report import names, numbers
from sharedsafety_web.publishing.site.edition import Edition

#: Tables whose rows have a page of their own, on which their programs stand.
OPENED = (
    "family",
    "category",
    "principle",
    "level",
    "mode",
    "control",
    "recurrence",
    "holder",
    "department",
    "fund",
    "stated_label",
)


#: A purpose with less of a program's money than this is not its main purpose.
_MAIN = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRow:
    """One program in a list; ``counted`` is the part of its money that the list counts, where that is known.

    ``cells`` is everything but that part, already written: a program stands in many lists, and is written once.
    """

    cells: SafeString
    amount: SafeString
    counted: str
    status: SafeString


def row_address(edition: Edition, table: str, code: str) -> str:
    """Return the address of a row's page, or nothing where its table has none."""
    return row_addresses(edition).get((table, code), "")


@lru_cache(maxsize=2)
def row_addresses(edition: Edition) -> Mapping[tuple[str, str], str]:
    """Return the address of every row's page by table and code."""
    return {
        (table, row.code): f"money/{table}/{slug}.html" for table in OPENED for row, slug in _with_slugs(edition, table)
    }


def program_rows(
    edition: Edition, keys: Iterable[str], counted: str | Mapping[str, float] = "", up: str = ""
) -> tuple[ProgramRow, ...]:
    """Return programs as rows, largest first.

    ``counted`` names a family or category whose part is shown, or gives each program's dollars that the list counts.
    ``up`` is the way from the page to the folder of its language.
    """
    found = [edition.programs[key] for key in keys if key in edition.programs]
    ranked = sorted(found, key=lambda program: (-edition.program_amount(program), program.name))
    return tuple(_program_row(edition, program, counted, up) for program in ranked)


def coded_part(program: Program, code: str) -> float:
    """Return the share of a program's money coded into a category, or into a family of categories."""
    return float(sum(c.share for c in program.coding if c.category == code or c.category.startswith(f"{code}-")))


def purpose(program: Program, language: str) -> str:
    """Return what a program is mainly for; where no purpose has half of its money, that there may be several."""
    main = max(program.coding, key=lambda coded: coded.share, default=None)
    if main is None:
        return names.name("category", "uncoded", language)
    if main.share < _MAIN:
        return gettext("several possible purposes")
    words = names.name("category", main.category, language)
    return words if main.share == 1 else f"{words} ({numbers.share(float(main.share), language)})"


def _with_slugs(edition: Edition, table: str) -> Iterable[tuple[MoneyRow, str]]:
    rows = edition.view.tables.get(table, ())
    return zip(rows, file_names([row.code for row in rows]), strict=True)


def _part(edition: Edition, program: Program, counted: str | Mapping[str, float]) -> float | None:
    if isinstance(counted, str):
        return edition.program_amount(program) * coded_part(program, counted) if counted else None
    return counted.get(program.program_key)


def _program_row(edition: Edition, program: Program, counted: str | Mapping[str, float], up: str) -> ProgramRow:
    cells, amount, status = _written(edition, program.program_key, up)
    part = _part(edition, program, counted)
    return ProgramRow(
        cells=cells,
        amount=amount,
        status=status,
        counted=numbers.exact_money(part, edition.language) if part is not None else "",
    )


@lru_cache(maxsize=8192)
def _written(edition: Edition, key: str, up: str) -> tuple[SafeString, SafeString, SafeString]:
    program = edition.programs[key]
    status = program.coding[0].status if program.coding else "uncoded"
    context = {
        "name": edition.program_name(program),
        "department": edition.department_name(program.department),
        "address": f"{up}{edition.program_address(key)}",
        "purpose": purpose(program, edition.language),
    }
    amount = numbers.exact_money(edition.program_amount(program), edition.language)
    return (
        mark_safe(render_to_string("components/program_cells.html", context)),  # a template escapes its own words
        mark_safe(escape(amount)),
        mark_safe(escape(names.name("coding_status", status, edition.language))),
    )
