"""What is known of a budget file besides its lines: a row of ``budget/documents.csv`` for each year and phase in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.cells import is_id
from sharedsafety.investments.amounts import amount_of
from sharedsafety.investments.column_words import phase_named, year_named
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.program_keys import slug

DOCUMENTS = "budget/documents.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFacts:
    """What people say of a file.

    Args:
        name: short name; documents are called ``name-fiscal_year-phase``.
        title, publisher, licence, source, retrieved_on, note: as in ``documents.csv``.
        controls: ``fiscal_year-phase`` -> the total of spending that the document prints, as text.
        control_fund, control_source: what that total covers and where it stands.
        headline: ``fiscal_year-phase`` with which the community's pages shall open, or empty: as before.
    """

    name: str
    title: str
    publisher: str
    licence: str
    source: str
    retrieved_on: str
    controls: Mapping[str, str] = field(default_factory=dict)
    control_fund: str = ""
    control_source: str = ""
    note: str = ""
    headline: str = ""


def document_rows(
    facts: BudgetFacts, parts: Sequence[tuple[int, str]], *, file: str, sha256: str
) -> list[dict[str, str]]:
    """Return the rows of ``documents.csv`` for a file, each column as text.

    Args:
        parts: each fiscal year and phase in the file.
        file: its place, from the folder ``budget``.

    Raises:
        BadInput: the short name can't be part of an address, or a printed total is no amount.
    """
    if not is_id(document_id(facts.name, 2000, "estimate")):
        raise BadInput("not-an-id", file=DOCUMENTS, column="doc_id", value=facts.name)
    same = {name: getattr(facts, name) for name in ("publisher", "licence", "source", "retrieved_on", "note")}
    rows = []
    for year, phase in parts:
        control = _amount(facts.controls.get(f"{year}-{phase}", ""))
        title = facts.title if len(parts) == 1 else f"{facts.title} ({year} {phase})"
        own = {"doc_id": document_id(facts.name, year, phase), "fiscal_year": str(year), "phase": phase, "title": title}
        printed = {"control_fund": facts.control_fund, "control_source": facts.control_source} if control else {}
        rows.append({**own, **same, "file": file, "sha256": sha256, "control_total_usd": control, **printed})
    return rows


def document_id(name: str, fiscal_year: int | str, phase: str) -> str:
    """Return what the document of one year and phase of a file is called.

    >>> document_id("county", 2024, "adopted")
    'county-2024-adopted'
    """
    return f"{name}-{fiscal_year}-{phase}"


def short_name(file: str) -> str:
    """Return a short name for a file that is called something; years and phases are told by its documents.

    >>> short_name("Budget of X, FY2024 adopted.csv")
    'budget-of-x'
    >>> short_name("FY22-23__adopted.csv")
    'budget'
    """
    words = slug(file.partition(".")[0]).split("-")
    kept = [word for word in words if year_named(word) is None and phase_named(word) is None and word != "fy"]
    named = any(word and not word.isdigit() for word in kept)  # what is left of "FY22-23" names no document
    return "-".join(kept)[:40].strip("-") if named else "budget"


def under_name(mapping: BudgetMapping, facts: BudgetFacts, file: str) -> BudgetMapping:
    """Return a proposed mapping for a file at its place, its documents called by their short name."""
    document = document_id(facts.name, "{fiscal_year}", "{phase}")
    return replace(mapping, files=tuple(_renamed(each, document, file) for each in mapping.files))


def _renamed(each: FileMapping, document: str, file: str) -> FileMapping:
    return replace(
        each,
        file=file,
        amounts=tuple(replace(amount, document=document) for amount in each.amounts),
        unpivot=tuple(replace(wide, document=document) for wide in each.unpivot),
    )


def _amount(text: str) -> str:
    """Return a printed total as dollars with cents; a blank stays blank."""
    found = amount_of(text)
    if found is None:
        params = {"value": text[:80]}
        raise BadInput.with_all(
            [Finding(code="text-in-amount", file=DOCUMENTS, column="control_total_usd", params=params)]
        )
    if found.cents is None:
        return ""
    return f"{'-' if found.cents < 0 else ''}{abs(found.cents) // 100}.{abs(found.cents) % 100:02d}"
