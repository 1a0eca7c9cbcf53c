"""What people decided about the programs of one community, beside what its folder holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharedsafety.folder.coding_change import coding_texts, kept_coding
from sharedsafety.framework.taxonomy_changes import taxonomy_changes
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people
from sharedsafety.investments.double_coding import says
from sharedsafety.investments.migrate_coding import proposed_rows
from sharedsafety.investments.settled import settled
from sharedsafety_web.investments.models import Decision

Rows = tuple[CodedShare, ...]
#: Put after a name whose bearer says something else here than the file says under it.
_FILE = " (file)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramCodings:
    """Everything people said of one program.

    Args:
        history: every decision, oldest first.
        now: coder -> what they say now; a coding that came with the folder stands under the name it has there.
        in_folder: the rows of the folder, whoever wrote them.
        comes_to: the rows that belong in the folder: the last settling, or what all agree on; None while they differ.
        proposal: rows to begin with where the categories changed after it was coded and a person must look.
    """

    program_key: str
    history: tuple[Decision, ...]
    now: Mapping[str, Rows]
    in_folder: Rows
    comes_to: Rows | None
    proposal: Rows = ()

    @property
    def is_disputed(self) -> bool:
        """Return whether people say different things and nobody has settled it."""
        return self.comes_to is None

    @property
    def status(self) -> str:
        """Return ``unreviewed``, ``single``, ``double`` or ``adjudicated``, as the folder has it."""
        return self.in_folder[0].status if self.in_folder else "unreviewed"

    @property
    def settled_by(self) -> Decision | None:
        """Return the settling, where it is the last word."""
        last = self.history[-1] if self.history else None
        return last if last and last.kind == Decision.Kind.SETTLING else None

    def own(self, coder: str) -> Decision | None:
        """Return the last coding of one person, unless the categories changed since and they must look again."""
        mine = [each for each in self.history if each.coder == coder and each.kind == Decision.Kind.CODING]
        return mine[-1] if mine and rows_of(mine[-1]) else None

    @property
    def is_as_written(self) -> bool:
        """Return whether the folder has what this workspace left there; a file edited by hand since has not."""
        stands = _cells(self.in_folder)
        kept = (_in_order(decision.rows) for decision in self.history)  # of categories that changed since, too
        return not coded_by_people(self.in_folder) or stands in kept or stands in map(_cells, _left(self.history))

    @property
    def is_waiting(self) -> bool:
        """Return whether what it comes to is not in the folder yet; what was edited by hand is never written over."""
        rows = self.comes_to
        return bool(self.history) and rows is not None and self.is_as_written and _cells(rows) != _cells(self.in_folder)


def coder_name(person: Any) -> str:
    """Return the name under which a person's codings stand: their number, as in the record of actions."""
    return f"person {person.pk}"


def nothing_said(program: str) -> ProgramCodings:
    """Return what is said of a program of which nobody said anything."""
    return ProgramCodings(program_key=program, history=(), now={}, in_folder=(), comes_to=())


def codings_about(*, community: Any, coding: Sequence[CodedShare], program: str) -> ProgramCodings:
    """Return what is said of one program, without looking at what was decided about others."""
    own = [row for row in coding if row.program_key == program]
    found = _by_program(Decision.objects.filter(community=community, program_key=program), own)
    return found.get(program) or nothing_said(program)


def program_codings(*, community: Any, coding: Sequence[CodedShare]) -> Mapping[str, ProgramCodings]:
    """Return what is said of each program that anybody coded, here or in the folder."""
    return _by_program(Decision.objects.filter(community=community), coding)


def _by_program(decisions: Iterable[Decision], coding: Sequence[CodedShare]) -> Mapping[str, ProgramCodings]:
    made: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        made[decision.program_key].append(decision)
        if decision.kind == Decision.Kind.CARRIED:  # what was said before stands under another program since
            made[decision.program_key].clear()
    stated: dict[str, list[CodedShare]] = defaultdict(list)
    for row in coding:
        stated[row.program_key].append(row)
    keys = sorted({*made, *stated})
    return {key: codings_of(key, made.get(key, ()), stated.get(key, ())) for key in keys}


def codings_of(program_key: str, history: Sequence[Decision], in_folder: Sequence[CodedShare]) -> ProgramCodings:
    """Return what is said of one program; a coding whose categories changed in substance says nothing any more."""
    proposal = proposed_rows(in_folder, taxonomy_changes())
    came = {} if proposal else came_with_folder(history, in_folder)
    now: dict[str, Rows] = {**came}
    speaking = {decision.pk: rows for decision in history if (rows := rows_of(decision))}
    for decision in history:
        if decision.kind == Decision.Kind.CODING and decision.pk in speaking:
            now[decision.coder] = speaking[decision.pk]
    now = {name: rows for name, rows in now.items() if not _is_said_by_its_bearer(name, now)}
    last = history[-1] if history else None
    by_settling = speaking.get(last.pk) if last and last.kind == Decision.Kind.SETTLING and not came else None
    return ProgramCodings(
        program_key=program_key,
        history=tuple(history),
        now=now,
        in_folder=tuple(in_folder),
        comes_to=by_settling or (settled(now) if now else tuple(in_folder)),
        proposal=proposal,
    )


def rows_of(decision: Decision) -> Rows:
    """Return the rows of a decision as values, in the taxonomy in force; none where that no longer knows them."""
    return kept_coding(decision.rows, taxonomy_changes())


def is_blind(codings: ProgramCodings, *, person: Any, community: Any) -> bool:
    """Return whether others' codings of a program are kept from a person.

    Two people code without seeing each other: who may code sees others' codings after saving, or once settled.
    """
    by_two = codings.status in {"double", "adjudicated"} and not codings.is_disputed
    has_saved = codings.own(coder_name(person)) is not None
    return not has_saved and not by_two and bool(person.has_perm("workspace.code", community))


def came_with_folder(history: Sequence[Decision], in_folder: Sequence[CodedShare]) -> dict[str, Rows]:
    """Return the coding that people wrote into the folder elsewhere, under the names it has there; else nothing.

    Rows that say what somebody decided here were written by this workspace.
    """
    people = coded_by_people(in_folder)
    if not people:
        return {}
    (rows,) = people.values()
    if says(rows) in {says(rows_of(decision)) for decision in history}:
        return {}
    return {name_in_file(history, rows): rows}


def name_in_file(history: Sequence[Decision], rows: Rows) -> str:
    """Return the name that rows have in the file, told apart as the file's from who says something else here."""
    name = "; ".join(dict.fromkeys(row.coder.strip() for row in rows))
    said = [decision for decision in history if decision.coder == name]
    return f"{name}{_FILE}" if said and says(rows_of(said[-1])) != says(rows) else name


def _is_said_by_its_bearer(name: str, now: Mapping[str, Rows]) -> bool:
    """Return whether who is named in the file has come to say what it says: one opinion, not two."""
    own = now.get(name.removesuffix(_FILE))
    return name.endswith(_FILE) and own is not None and says(own) == says(now[name])


def _left(history: Sequence[Decision]) -> Iterator[Rows]:
    """Yield every coding that may stand in the folder if nobody else wrote: what came, and what each one came to."""
    now: dict[str, Rows] = {}
    for decision in history:
        rows = rows_of(decision)
        if rows and decision.kind == Decision.Kind.CODING:
            now[decision.coder] = rows
            yield rows
            yield settled(now) or ()
        elif rows:
            yield rows


def _cells(rows: Sequence[CodedShare]) -> list[dict[str, str]]:
    return _in_order([coding_texts(row) for row in rows])


def _in_order(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda cells: (cells["category"], cells.get("level", "")))
