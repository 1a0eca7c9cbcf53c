"""The work list of one person: which programs to code, which wait for a second person, which are in dispute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.double_coding import CodersAgree, coders_agree
from sharedsafety.investments.program_cents import cents_to_code
from sharedsafety.investments.work_list import WorkList, WorkRow, work_list
from sharedsafety_web.investments.selectors.codings import ProgramCodings, coder_name, program_codings
from sharedsafety_web.investments.selectors.desk import MoneyDesk, money_desk

#: So many programs of a part are listed on the page; ``?part=`` lists all of one.
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One program as one person meets it: ``part`` says what is to be done, ``mine`` whether they have coded it."""

    row: WorkRow
    name: str
    department: str
    part: str
    status: str
    mine: bool

    @property
    def dollars(self) -> float:
        """Return what it spends in the headline year."""
        return self.row.cents / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work list of one person, part by part (``PARTS``); ``gone`` are coded programs that the budget lost."""

    desk: MoneyDesk
    listed: WorkList
    parts: Mapping[str, tuple[Job, ...]]
    agree: CodersAgree
    gone: tuple[str, ...]

    @property
    def uncoded(self) -> tuple[Job, ...]:
        """Return the programs under which a coding that lost its program could be put."""
        return self.parts["uncoded"]


#: What can be to be done with a program, the most pressing first.
PARTS = ("disputed", "taxonomy", "changed", "uncoded", "second", "coded")


def coding_work(*, community: Any, person: Any) -> Work:
    """Return the work list of one person.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    desk = money_desk(community=community)
    codings = program_codings(community=community, coding=desk.folder.coding)
    cents = cents_to_code(desk.books.cube, desk.headline)
    listed = work_list(cents, desk.folder.coding)
    seen = spending_seen(desk)
    known = {row["program_key"]: row for row in desk.books.cube.programs.to_pylist()}
    parts: dict[str, list[Job]] = {part: [] for part in PARTS}
    for row in listed.rows:
        job = _job(row, known[row.program_key], codings.get(row.program_key), person, seen)
        parts[job.part].append(job)
    return Work(
        desk=desk,
        listed=listed,
        parts={part: tuple(jobs) for part, jobs in parts.items()},
        agree=coders_agree([*_all_rows(codings)], cents),
        gone=tuple(key for key, each in codings.items() if key not in known and each.in_folder),
    )


def next_program(*, community: Any, person: Any, after: str) -> str | None:
    """Return the program that this person should code next, or None when nothing is left for them.

    Args:
        after: the program just coded, which is not offered again.
    """
    work = coding_work(community=community, person=person)
    jobs = (job for part in ("taxonomy", "changed", "uncoded", "second") for job in work.parts[part])
    return next((job.row.program_key for job in jobs if not job.mine and job.row.program_key != after), None)


def spending_seen(desk: MoneyDesk) -> Mapping[str, Mapping[str, int]]:
    """Return what each program spends, by "year phase fund", in cents: what a coder saw, to tell when it changes."""
    found: dict[str, dict[str, int]] = {}
    for row in desk.books.cube.table.to_pylist():
        if row["flow"] != "revenue":
            place = f"{row['fiscal_year']} {row['phase']} {row['fund_code']}"
            own = found.setdefault(row["program_key"], {})
            own[place] = own.get(place, 0) + row["amount_cents"]
    return found


def has_changed(known: ProgramCodings, now: Mapping[str, int]) -> bool:
    """Return whether money that the last person saw is other now, or gone; years that came since change nothing."""
    seen: Mapping[str, int] = next((each.seen for each in reversed(known.history) if each.seen), {})
    return any(now.get(place) != cents for place, cents in seen.items())


def _job(
    row: WorkRow,
    names: Mapping[str, str],
    known: ProgramCodings | None,
    person: Any,
    seen: Mapping[str, Mapping[str, int]],
) -> Job:
    mine = bool(known and known.own(coder_name(person)))
    return Job(
        row=row,
        name=names["program"] or names["department"] or row.program_key,
        department=names["department"] or "",
        part=_part(row, known, seen.get(row.program_key, {})),
        status=known.status if known else "unreviewed",
        mine=mine,
    )


def _part(row: WorkRow, known: ProgramCodings | None, now: Mapping[str, int]) -> str:
    if known is None or (not row.coded and not known.history and not known.proposal):
        return "uncoded"
    if known.is_disputed:
        return "disputed"
    if known.proposal:
        return "taxonomy"
    if has_changed(known, now):
        return "changed"
    return "second" if row.by_two and known.status == "single" else "coded"


def _all_rows(codings: Mapping[str, ProgramCodings]) -> Iterator[CodedShare]:
    """Yield what everybody says now, each under their own name."""
    for known in codings.values():
        for coder, rows in known.now.items():
            yield from (replace(row, coder=coder) for row in rows)
