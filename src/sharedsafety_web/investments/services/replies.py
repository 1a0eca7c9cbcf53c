"""What the workspace writes about departments, replies and mandates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.replies import CHECKS, MANDATES, REPLIES
from sharedsafety.folder.replies_change import next_id, put_reply_rows
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add
from sharedsafety_web.investments.selectors.desk import MoneyDesk, folder_read, money_desk

_REPLY = ("program_key", "from_kind", "from_name", "received_on", "kind", "text", "source")


def department_asked(*, community: Any, person: Any, entry: Mapping[str, str | None]) -> None:
    """Write down that a department was asked, or that it answered.

    Raises:
        BadInput: the days are not in order, the table has faults, or somebody else writes; nothing is written.
    """
    _put(community, person, CHECKS, entry, "department-asked", department=entry["department"])


def reply_enter(*, community: Any, person: Any, entry: Mapping[str, str | None]) -> None:
    """Write a reply down as it was received; its words are never changed afterwards.

    Raises:
        BadInput: no budget has its program, it does not say from whom, the table has faults, or somebody else
            writes; nothing is written.
    """
    with folder_alone(community), transaction.atomic():
        desk = money_desk(community=community)
        _program_known(desk, entry["program_key"])
        folder = desk.folder
        row = {**{name: entry.get(name) for name in _REPLY}, "id": next_id(folder), "outcome": "open"}
        record_add(action="reply-entered", actor=person, community=community, program=row["program_key"])
        put_reply_rows(folder, REPLIES, [row])


def reply_decide(*, community: Any, person: Any, reply: str, outcome: str, note: str, day: date) -> None:
    """Write down what came of a reply; one that was decided already is left as it is.

    Raises:
        BadInput: there is no such open reply, the table has faults, or somebody else writes; nothing is written.
    """
    with folder_alone(community), transaction.atomic():
        folder = folder_read(community=community)
        found = next((each for each in folder.replies if each.id == reply and each.outcome == "open"), None)
        if found is None:
            raise BadInput("reply-not-open", value=reply)
        record_add(action="reply-decided", actor=person, community=community, program=found.program_key)
        said = {name: getattr(found, name) for name in _REPLY}
        decided = {"id": reply, "outcome": outcome, "outcome_on": day.isoformat(), "outcome_note": note}
        put_reply_rows(folder, REPLIES, [{**said, **decided}])


def mandate_enter(*, community: Any, person: Any, entry: Mapping[str, str | None]) -> None:
    """Write down a law, a court order or a contract that binds money; one with the same id is replaced.

    Raises:
        BadInput: it binds nothing, no budget has its program, the table has faults, or somebody else writes;
            nothing is written.
    """
    if entry.get("program_key"):
        _program_known(money_desk(community=community), entry["program_key"])
    _put(community, person, MANDATES, entry, "mandate-entered", mandate=entry["id"])


def _program_known(desk: MoneyDesk, key: str | None) -> None:
    if key not in desk.books.cube.programs["program_key"].to_pylist():
        raise BadInput("entry-program-unknown", value=key)


def _put(
    community: Any, person: Any, path: str, entry: Mapping[str, str | None], action: str, **about: str | None
) -> None:
    with folder_alone(community), transaction.atomic():
        record_add(action=action, actor=person, community=community, **about)
        put_reply_rows(folder_read(community=community), path, [entry])
