"""One program as the person who codes it meets it: its money, its text, what may be seen of others' codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from sharedsafety.folder.assessment import Program
from sharedsafety.folder.community import ProgramText
from sharedsafety.folder.programs import programs_of
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.suggestions import Suggestion
from sharedsafety.report.names import year_name
from sharedsafety_web.investments.models import Decision
from sharedsafety_web.investments.selectors.codings import (
    ProgramCodings,
    coder_name,
    codings_about,
    is_blind,
)
from sharedsafety_web.investments.selectors.desk import MoneyDesk, money_desk
from sharedsafety_web.investments.selectors.suggested import suggestion_for
from sharedsafety_web.investments.selectors.work import has_changed, spending_seen

#: So many kinds of lines and so many years are shown side by side; the rest is added up in one row.
LINES_SHOWN = 12
YEARS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """Lines of one fund and object: dollars a year, None in a year without such a line."""

    fund: str
    object: str
    dollars: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPage:
    """Everything the page of a program shows to one person.

    Args:
        years: names of the years of ``lines``, oldest first.
        totals: dollars of each of them; more: how many kinds of lines are only in the totals.
        headline: name of the year and phase with which the pages open.
        codings: what people said of it; ``is_blind`` keeps others' codings from one who has not saved their own.
        own: the person's own last coding.
        seen: what it spends now, kept with a decision so that a later change is told.
    """

    desk: MoneyDesk
    program: Program
    text: ProgramText | None
    years: tuple[str, ...]
    lines: tuple[LineRow, ...]
    totals: tuple[float, ...]
    more: int
    headline: str
    codings: ProgramCodings
    own: Decision | None
    is_blind: bool
    has_changed: bool
    suggestion: Suggestion | None
    seen: Mapping[str, int]

    @property
    def dollars(self) -> float:
        """Return what it spends in the year and phase with which the pages open."""
        return self.desk.cents.get(self.program.program_key, 0) / 100

    @property
    def is_coded_by_others_only(self) -> bool:
        """Return whether somebody else coded it and the person may not see how yet."""
        return self.is_blind and bool(self.codings.now)


def program_page(*, community: Any, person: Any, program: str, language: str) -> ProgramPage | None:
    """Return the page of one program, or None where the budget has no such program.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    desk = money_desk(community=community)
    found = _program(desk, program)
    if found is None:
        return None
    codings = codings_about(community=community, coding=desk.folder.coding, program=program)
    own = codings.own(coder_name(person))
    seen = spending_seen(desk).get(program, {})
    years, lines, totals = _over_years(desk, found, language)
    uncoded = not codings.now
    return ProgramPage(
        desk=desk,
        program=found,
        text=found.text,
        years=years,
        lines=lines[:LINES_SHOWN],
        totals=totals,
        more=max(0, len(lines) - LINES_SHOWN),
        headline=year_name(*desk.headline, desk.folder.profile.fiscal_year_start, language),
        codings=codings,
        own=own,
        is_blind=is_blind(codings, person=person, community=community),
        has_changed=has_changed(codings, seen),
        suggestion=suggestion_for(desk, program) if uncoded else None,
        seen=seen,
    )


def _program(desk: MoneyDesk, program: str) -> Program | None:
    lines, programs = desk.books.lines, desk.books.cube.programs
    own = programs.filter(pc.equal(programs["program_key"], program))
    if not own.num_rows:
        return None
    cube = LedgerCube(table=desk.books.cube.table, programs=own)
    (found,) = programs_of(desk.folder, cube, lines.filter(pc.equal(lines["program_key"], program)), ())
    return found


def _over_years(
    desk: MoneyDesk, program: Program, language: str
) -> tuple[tuple[str, ...], tuple[LineRow, ...], tuple[float, ...]]:
    """Return the newest years in the phase that the pages open with, or in any where it has none, and the lines."""
    spent = [line for line in program.lines if line.flow != "revenue"]
    in_phase = [line for line in spent if line.phase == desk.headline[1]] or spent
    years = sorted({(line.fiscal_year, line.phase) for line in in_phase})[-YEARS_SHOWN:]
    sums: dict[tuple[str, str], dict[tuple[int, str], float]] = defaultdict(lambda: defaultdict(float))
    for line in in_phase:
        sums[line.fund or line.fund_code, line.object][line.fiscal_year, line.phase] += line.amount_usd
    rows = [
        LineRow(fund=fund, object=name, dollars=tuple(by_year.get(year) for year in years))
        for (fund, name), by_year in sums.items()
    ]
    rows.sort(key=lambda row: (-abs(row.dollars[-1] or 0), row.fund, row.object))
    month = desk.folder.profile.fiscal_year_start
    rows = [row for row in rows if any(usd is not None for usd in row.dollars)]
    names = tuple(year_name(year, phase, month, language) for year, phase in years)
    totals = tuple(sum(row.dollars[at] or 0 for row in rows) for at in range(len(years)))
    return names, tuple(rows), totals
