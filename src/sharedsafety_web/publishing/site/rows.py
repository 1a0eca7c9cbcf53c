"""Rows of money tables and programs as the pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sharedsafety.folder.assessment import Program
from sharedsafety.investments.results import MoneyRow
from sharedsafety.report import names, numbers
from sharedsafety_web.publishing.site.edition import Edition, slugs

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRow:
    """One program in a list; ``counted`` is the part of its money that the list counts, where that is known."""

    name: str
    department: str
    address: str
    purpose: str
    amount: str
    counted: str
    status: str


def row_address(edition: Edition, table: str, code: str) -> str:
    """Return the address of a row's page, or nothing where its table has none."""
    return row_addresses(edition).get((table, code), "")


@lru_cache(maxsize=2)
def row_addresses(edition: Edition) -> Mapping[tuple[str, str], str]:
    """Return the address of every row's page by table and code."""
    return {
        (table, row.code): f"money/{table}/{slug}.html" for table in OPENED for row, slug in _with_slugs(edition, table)
    }


def program_rows(edition: Edition, keys: Iterable[str], counted: str = "") -> tuple[ProgramRow, ...]:
    """Return programs as rows, largest first; ``counted`` names a family or category whose part is shown."""
    found = [edition.programs[key] for key in keys if key in edition.programs]
    ranked = sorted(found, key=lambda program: (-edition.program_amount(program), program.name))
    return tuple(_program_row(edition, program, counted) for program in ranked)


def coded_part(program: Program, code: str) -> float:
    """Return the share of a program's money coded into a category, or into a family of categories."""
    return float(sum(c.share for c in program.coding if c.category == code or c.category.startswith(f"{code}-")))


def _with_slugs(edition: Edition, table: str) -> Iterable[tuple[MoneyRow, str]]:
    rows = edition.view.tables.get(table, ())
    return zip(rows, slugs([row.code for row in rows]), strict=True)


def _program_row(edition: Edition, program: Program, counted: str) -> ProgramRow:
    amount = edition.program_amount(program)
    main = max(program.coding, key=lambda coded: coded.share, default=None)
    category = main.category if main else "uncoded"
    purpose = names.name("category", category, edition.language)
    if main and main.share < 1:
        purpose = f"{purpose} ({numbers.share(float(main.share), edition.language)})"
    return ProgramRow(
        name=program.name,
        department=program.department,
        address=edition.program_address(program.program_key),
        purpose=purpose,
        amount=numbers.exact_money(amount, edition.language),
        counted=numbers.exact_money(amount * coded_part(program, counted), edition.language) if counted else "",
        status=names.name("coding_status", main.status if main else "uncoded", edition.language),
    )
