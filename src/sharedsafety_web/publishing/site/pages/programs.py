"""The list of all programs, and a page for each program down to its ledger lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import LedgerLine, Program, ProgramAmount
from sharedsafety.report import numbers
from sharedsafety_web.publishing.site.bars import percent_of
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.ledger_rows import ledger_rows
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.pages.replies import bound_lines, said_of
from sharedsafety_web.publishing.site.pairs import program_pairs
from sharedsafety_web.publishing.site.rows import program_rows, row_address
from sharedsafety_web.publishing.site.supplanting import program_check

#: More lines than this and each year's lines have a page of their own, so that no page grows heavy.
_LINES_ON_ONE_PAGE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfLines:
    """The ledger lines of one year and phase; ``address`` where they stand on a page of their own."""

    name: str
    total: float
    lines: tuple[LedgerLine, ...]
    address: str = ""
    rows: str = ""


def pages(edition: Edition) -> Iterator[Page]:
    """Return the list of programs, then every program with its lines."""
    yield Page(
        address="programs.html",
        template="programs.html",
        title=gettext("All programs"),
        description=gettext("Every program of the budget, the largest first, with its purpose and its coding."),
        section="money",
        station="money",
        crumbs=_crumbs()[:1],
        context={"rows": program_rows(edition, edition.programs)},
    )
    for program in edition.assessment.programs:
        yield from _program_pages(edition, program)


def _program_pages(edition: Edition, program: Program) -> Iterator[Page]:
    years = _years(edition, program)
    split = len(program.lines) > _LINES_ON_ONE_PAGE
    if split:
        years = [replace(year, address=_lines_address(edition, program, at)) for at, year in enumerate(years)]
    years = _with_rows(edition, program, years, up="../../" if split else "../")
    name, department = edition.program_name(program), edition.department_name(program.department)
    amount = numbers.money(edition.program_amount(program), edition.language)
    about = f"{name}, {department}: {amount}, {edition.year}"
    yield Page(
        address=edition.program_address(program.program_key),
        template="program.html",
        title=name.words,
        title_language=name.language or None,
        description=about,
        section="money",
        station="money",
        crumbs=_crumbs(),
        context={
            "program": program,
            "department": department,
            "original": _original(edition),
            "labels": [(edition.basis_name(year), edition.label_name(label)) for year, label in program.stated_labels],
            "text": edition.text(f"program/{program.program_key}", "text", program.text.text) if program.text else None,
            "text_source": edition.line(program.text.source) if program.text else None,
            "coding": [(coded, edition.line(coded.note), edition.line(coded.coder)) for coded in program.coding],
            "amount": edition.program_amount(program),
            "amounts": _amounts(edition, program.amounts),
            "years": years,
            "split": split,
            "priorities": edition.priority_links(program.priorities),
            "measures": edition.indicator_links(program.measures),
            "funds": _funds(edition, program),
            **_over_years(edition, program),
            **said_of(edition, program),
        },
    )
    if split:
        yield from (_lines_page(edition, program, name, year) for year in years)


def _with_rows(edition: Edition, program: Program, years: list[YearOfLines], *, up: str) -> list[YearOfLines]:
    """Return years with the rows of their tables written."""
    words, bound = _original(edition), bound_lines(edition, program)
    return [replace(year, rows=ledger_rows(year.lines, edition.language, up, words, bound)) for year in years]


def _over_years(edition: Edition, program: Program) -> Mapping[str, Any]:
    """Return the program's money for each resident, between two budgets, and restricted beside local."""
    return {
        "per_resident": _per_resident(edition, program),
        "price_year": _price_year(edition),
        "supplanting": program_check(edition, program.program_key),
        "pairs": list(program_pairs(edition, program)),
    }


def _lines_page(edition: Edition, program: Program, name: Text, year: YearOfLines) -> Page:
    own = Crumb(title=name.words, address=edition.program_address(program.program_key), language=name.language)
    return Page(
        address=year.address,
        template="lines.html",
        title=f"{name}: {year.name}",
        description=f"{name}: {year.name}",
        section="money",
        station="money",
        crumbs=(*_crumbs(), own),
        context={"program": program, "year": year},
    )


def _crumbs() -> tuple[Crumb, ...]:
    return (
        Crumb(title=gettext("Where the money goes"), address="money.html"),
        Crumb(title=gettext("All programs"), address="programs.html"),
    )


def _original(edition: Edition) -> str:
    first = edition.assessment.profile.languages[0]
    return first if first != edition.language else ""


def _years(edition: Edition, program: Program) -> list[YearOfLines]:
    ranked = sorted(program.lines, key=lambda line: (-line.fiscal_year, line.phase, line.doc_id, line.source_row))
    return [
        YearOfLines(name=edition.year_name(year, phase), total=sum(line.amount_usd for line in lines), lines=lines)
        for (year, phase), found in groupby(ranked, key=lambda line: (line.fiscal_year, line.phase))
        if (lines := tuple(found))
    ]


def _lines_address(edition: Edition, program: Program, at: int) -> str:
    return f"programs/{edition.addresses[program.program_key]}/lines-{at + 1}.html"


def _price_year(edition: Edition) -> str:
    found = edition.assessment.money.over_time
    return edition.fiscal_year(found.price_year) if found and found.price_year else ""


def _per_resident(edition: Edition, program: Program) -> list[tuple[str, Figure]]:
    """Return the program's own money for each resident, in the prices of the latest year that has a figure."""
    found = edition.assessment.money.over_time
    known = {each.fiscal_year: each.amount_usd for each in program.amounts if found and each.phase == found.phase}
    return [
        (
            edition.fiscal_year(year.fiscal_year),
            Figure(value=known[year.fiscal_year] * year.factor / year.people, unit="usd_per_person", basis="real"),
        )
        for year in (found.years if found else ())
        if year.factor and year.people and year.fiscal_year in known
    ]


def _amounts(edition: Edition, amounts: tuple[ProgramAmount, ...]) -> list[tuple[str, ProgramAmount, str]]:
    longest = max((abs(amount.amount_usd) for amount in amounts), default=0.0) or 1.0
    return [
        (edition.year_name(each.fiscal_year, each.phase), each, percent_of(each.amount_usd, longest))
        for each in amounts
    ]


def _funds(edition: Edition, program: Program) -> list[tuple[Text, str, float]]:
    """Return the funds of a program in the year the pages open with: name, address of its page, dollars."""
    known = {row.code: edition.row_name("fund", row) for row in edition.view.tables.get("fund", ())}
    sums: dict[tuple[Text, str], float] = {}
    for line in program.lines:
        if (line.fiscal_year, line.phase) == edition.assessment.money.headline:
            own = edition.line(line.fund or line.fund_code)
            fund = known.get(line.fund_code, own), row_address(edition, "fund", line.fund_code)
            sums[fund] = sums.get(fund, 0.0) + line.amount_usd
    return sorted(((*fund, usd) for fund, usd in sums.items()), key=lambda each: (-each[2], each[0].words))
