"""What people decide about programs: kept first, whatever else happens; then put into the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.coding_change import coding_texts, given_coding, put_coding
from sharedsafety.investments.coded import CodedShare
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add
from sharedsafety_web.investments.models import Decision
from sharedsafety_web.investments.selectors.codings import (
    ProgramCodings,
    coder_name,
    codings_about,
    name_in_file,
    program_codings,
)
from sharedsafety_web.investments.selectors.desk import folder_read, money_desk

#: Seconds: two people who save at once write one after the other.
PATIENCE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a decision: ``single``, ``double``, ``adjudicated`` or ``disputed``.

    ``findings`` say why it is kept but not in the folder yet; the next decision of anybody puts it there.
    """

    decision: Decision
    outcome: str
    findings: tuple[Finding, ...]


def coding_save(
    *, community: Any, person: Any, program: str, rows: Sequence[Mapping[str, str]], before: int | None, seen: Any
) -> Saved:
    """Return what became of one person's coding of a program.

    Args:
        rows: cells of ``budget/coding.csv`` by column, as typed; who, state and taxonomy are filled in.
        before: the person's own last decision about the program as they saw it, by its number.
        seen: what the program spent as they saw it.

    Raises:
        BadInput: the rows have faults, or the same person saved something else meanwhile; nothing is kept.
    """
    with transaction.atomic():
        made = coding_keep(_codings(community, program), community=community, person=person, rows=rows, before=before,
                           seen=seen)  # fmt: skip
    return _put(community, made)


def coding_keep(
    known: ProgramCodings,
    *,
    community: Any,
    person: Any,
    rows: Sequence[Mapping[str, str]],
    before: int | None,
    seen: Any,
) -> Decision:
    """Return one person's coding of a program as it is kept, beside what is known of it; the folder waits.

    Raises:
        BadInput: as ``coding_save``.
    """
    whose = {"program_key": known.program_key, "coder": coder_name(person), "status": "single"}
    given = given_coding([{**row, **whose} for row in rows])
    if not given.rows:
        raise BadInput.with_all(given.findings or [Finding(code="coding-empty")])
    mine = known.own(coder_name(person))
    if (mine.pk if mine else None) != before:
        raise BadInput("coding-saved-meanwhile", value=known.program_key)
    _keep_what_came(community, known)
    kept = {"rows": [coding_texts(row) for row in given.rows], "seen": seen, "coder": coder_name(person)}
    return _kept(community, person, known.program_key, Decision.Kind.CODING, kept, "program-coded")


def dispute_settle(
    *, community: Any, person: Any, program: str, choice: str, reason: str, before: int, seen: Any
) -> Saved:
    """Return what became of settling a dispute: one of the codings is taken, with the reason why.

    Args:
        choice: the coder whose coding is taken.
        before: the last decision about the program as the person saw it, by its number.

    Raises:
        BadInput: there is no dispute (any more), somebody decided meanwhile, the person is one of the coders, the
            choice is none of the codings, or no reason is given; nothing is kept.
    """
    with transaction.atomic():
        known = _codings(community, program)
        _refuse_settling(known, person, choice, reason, before)
        rows = [{**coding_texts(row), "status": "adjudicated", "note": _reasons(row.note, reason)} for row in
                known.now[choice]]  # fmt: skip
        for cells in rows:
            cells["coder"] = "; ".join(known.now)
        if faults := given_coding(rows).findings:
            raise BadInput.with_all(faults)
        _keep_what_came(community, known)
        kept = {"rows": rows, "seen": seen, "coder": coder_name(person), "reason": reason}
        made = _kept(community, person, program, Decision.Kind.SETTLING, kept, "dispute-settled")
    return _put(community, made)


def coding_carry(*, community: Any, person: Any, old: str, new: str) -> None:
    """Put the coding of a program that is gone from the budget under the program that it became.

    Raises:
        BadInput: the old one is not coded or still in the budget, the new one is coded already or not in the budget,
            or somebody else writes just now.
    """
    with folder_alone(community, patience=PATIENCE) as root, transaction.atomic():
        rows = _carried(community, old, new)
        record_add(action="coding-carried", actor=person, community=community, program=old, into=new)
        Decision.objects.bulk_create(
            Decision(**{name: getattr(each, name) for name in _CARRIED}, program_key=new, rows=_renamed(each.rows, new))
            for each in _codings(community, old).history
        )
        about = {"community": community, "program_key": old, "kind": Decision.Kind.CARRIED, "person": person}
        Decision.objects.create(**about, coder=coder_name(person), made_at=timezone.now(), rows=[], seen={})
        moved = given_coding([{**coding_texts(row), "program_key": new} for row in rows]).rows
        put_coding(root, {old: (), new: moved})


def _carried(community: Any, old: str, new: str) -> list[CodedShare]:
    desk = money_desk(community=community)
    rows = [row for row in desk.folder.coding if row.program_key == old]
    living = set(desk.books.cube.programs["program_key"].to_pylist())
    taken = new in program_codings(community=community, coding=desk.folder.coding)
    if not rows or old in living or new not in living or taken:
        raise BadInput("coding-carry-refused", value=old, target=new)
    return rows


_CARRIED = ("community", "kind", "person", "coder", "made_at", "seen", "reason")


def _renamed(rows: Sequence[Mapping[str, str]], program: str) -> list[dict[str, str]]:
    return [{**row, "program_key": program} for row in rows]


def _reasons(note: str, reason: str) -> str:
    return " / ".join(part for part in (note.strip(), reason.strip()) if part)


def _refuse_settling(known: ProgramCodings, person: Any, choice: str, reason: str, before: int) -> None:
    last = known.history[-1].pk if known.history else 0
    if not known.is_disputed or last != before:
        raise BadInput("dispute-changed-meanwhile", value=known.program_key)
    if coder_name(person) in known.now:
        raise BadInput("dispute-own", value=known.program_key)
    if choice not in known.now:
        raise BadInput("dispute-no-choice", value=known.program_key)
    if not reason.strip():
        raise BadInput("dispute-no-reason", value=known.program_key)


def _codings(community: Any, program: str) -> ProgramCodings:
    """Return what is said of a program; where the folder can't be read, what was decided here."""
    try:
        coding = folder_read(community=community).coding
    except SharedSafetyError:
        coding = ()
    return codings_about(community=community, coding=coding, program=program)


def _kept(community: Any, person: Any, program: str, kind: str, kept: Mapping[str, Any], action: str) -> Decision:
    """Return the decision as it is kept; the record says that it was made, never what it says: others code blind."""
    record_add(action=action, actor=person, community=community, program=program)
    about = {"community": community, "program_key": program, "kind": kind, "person": person}
    return Decision.objects.create(**about, made_at=timezone.now(), **kept)


def _keep_what_came(community: Any, known: ProgramCodings) -> None:
    """Keep a coding that others wrote into the file beside the decisions made here: no reason is ever lost."""
    if known.is_as_written:
        return
    rows = [coding_texts(row) for row in known.in_folder]
    about = {"community": community, "program_key": known.program_key, "kind": Decision.Kind.CODING}
    coder = name_in_file(known.history, known.in_folder)[:100]
    Decision.objects.create(**about, coder=coder, made_at=timezone.now(), rows=rows, seen={})


def codings_put(*, community: Any) -> tuple[Finding, ...]:
    """Put what waits into the folder; a folder that can't be written keeps waiting, and why is returned."""
    try:
        with folder_alone(community, patience=PATIENCE) as root:
            coding = folder_read(community=community).coding
            found = program_codings(community=community, coding=coding)
            waiting = {key: each.comes_to or () for key, each in found.items() if each.is_waiting}
            if waiting:
                put_coding(root, waiting)
    except SharedSafetyError as error:
        return tuple(error.findings)
    return ()


def _put(community: Any, made: Decision) -> Saved:
    findings = codings_put(community=community)
    rows = _codings(community, made.program_key).comes_to
    return Saved(decision=made, outcome=rows[0].status if rows else "disputed", findings=findings)
