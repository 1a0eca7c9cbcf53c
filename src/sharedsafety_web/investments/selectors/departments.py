"""The departments of a community: their programs with coding and reason, whether they were asked, what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people
from sharedsafety.investments.program_keys import slug
from sharedsafety.investments.replies import CheckStanding, Mandate, Reply, binding, checks_on
from sharedsafety.report.names import year_name
from sharedsafety_web.investments.selectors.codings import ProgramCodings, is_blind, program_codings
from sharedsafety_web.investments.selectors.desk import MoneyDesk, money_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """One department: its address, money and programs, and how its check stands; None where it was not asked."""

    name: str
    slug: str
    dollars: float
    programs: int
    check: CheckStanding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedProgram:
    """One program as its department gets it: money, coding and reason, what binds it, what was said of it.

    ``is_blind`` says that its coding is kept from a reader who has to code it without seeing the other's.
    """

    program_key: str
    name: str
    dollars: float
    coding: tuple[CodedShare, ...]
    mandates: tuple[Mandate, ...]
    replies: tuple[Reply, ...]
    is_blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPage:
    """One department with its programs, largest first; ``headline`` names the year and phase."""

    row: DepartmentRow
    headline: str
    programs: tuple[CheckedProgram, ...]


def department_list(*, community: Any, today: date) -> tuple[DepartmentRow, ...]:
    """Return the departments with money in the headline year, largest first.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    return _rows(money_desk(community=community), today)


def department_page(
    *, community: Any, person: Any, department: str, today: date, language: str
) -> DepartmentPage | None:
    """Return one department by the slug of its name as one person may see it, or None where there is none.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    desk = money_desk(community=community)
    row = next((each for each in _rows(desk, today) if each.slug == department), None)
    if row is None:
        return None
    own = [each for each in desk.books.cube.programs.to_pylist() if (each["department"] or "") == row.name]
    funds = _funds(desk)
    found = [_program(desk, each, funds) for each in own if each["program_key"] in desk.cents]
    codings = program_codings(community=community, coding=desk.folder.coding)
    programs = [_for(person, community, each, codings) for each in found]
    programs.sort(key=lambda each: (-abs(each.dollars), each.name))
    headline = year_name(*desk.headline, desk.folder.profile.fiscal_year_start, language)
    return DepartmentPage(row=row, headline=headline, programs=tuple(programs))


def reply_list(*, community: Any) -> tuple[tuple[Reply, str], ...]:
    """Return every reply with the name of its program, newest first.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    desk = money_desk(community=community)
    names = {row["program_key"]: row["program"] or row["department"] for row in desk.books.cube.programs.to_pylist()}
    found = sorted(desk.folder.replies, key=lambda each: (each.received_on, each.id), reverse=True)
    return tuple((each, names.get(each.program_key) or each.program_key) for each in found)


def program_names(*, community: Any) -> tuple[tuple[str, str], ...]:
    """Return the key of every program and its name, by name.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    rows = money_desk(community=community).books.cube.programs.to_pylist()
    named = ((row["program_key"], row["program"] or row["department"] or row["program_key"]) for row in rows)
    return tuple(sorted(named, key=lambda each: (each[1], each[0])))


def _rows(desk: MoneyDesk, today: date) -> tuple[DepartmentRow, ...]:
    standing = {each.department: each for each in checks_on(desk.folder.department_checks, today)}
    cents: dict[str, int] = defaultdict(int)
    programs: dict[str, int] = defaultdict(int)
    for row in desk.books.cube.programs.to_pylist():
        if row["department"] and row["program_key"] in desk.cents:
            cents[row["department"]] += desk.cents[row["program_key"]]
            programs[row["department"]] += 1
    return tuple(
        DepartmentRow(
            name=name, slug=slug(name), dollars=cents[name] / 100, programs=programs[name], check=standing.get(name)
        )
        for name in sorted(cents, key=lambda each: (-abs(cents[each]), each))
    )


def _funds(desk: MoneyDesk) -> Mapping[str, Set[str]]:
    """Return program -> codes of the funds that pay for it, in any year."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in desk.books.cube.table.to_pylist():
        found[row["program_key"]].add(row["fund_code"])
    return found


def _for(person: Any, community: Any, program: CheckedProgram, codings: Mapping[str, ProgramCodings]) -> CheckedProgram:
    """Return a program without its coding for one who has to code it blind."""
    known = codings.get(program.program_key)
    if not known or not coded_by_people(program.coding) or not is_blind(known, person=person, community=community):
        return program
    return replace(program, coding=(), is_blind=True)


def _program(desk: MoneyDesk, row: Mapping[str, Any], funds: Mapping[str, Set[str]]) -> CheckedProgram:
    key = row["program_key"]
    return CheckedProgram(
        program_key=key,
        name=row["program"] or row["department"] or key,
        dollars=desk.cents[key] / 100,
        coding=tuple(each for each in desk.folder.coding if each.program_key == key),
        mandates=binding(desk.folder.mandates, key, funds[key]),
        replies=tuple(each for each in desk.folder.replies if each.program_key == key),
    )
