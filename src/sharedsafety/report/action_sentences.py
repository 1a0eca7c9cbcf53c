"""What is said of an action of the road map: who is responsible, how it stands, by when it is due."""

from __future__ import annotations

from datetime import date

from sharedsafety.report.sentences import sentence

#: Statuses of an action that is over: its date can't be missed any more.
OVER = frozenset({"done", "stopped"})


def is_late(status: str, due: str | None, as_of: str) -> bool:
    """Return whether an action's day (ISO) has passed and it is not over.

    >>> is_late("stalled", "2025-12-31", "2026-01-02")
    True
    """
    return due is not None and due < as_of and status not in OVER


def action_lead(owner: str, status: str, due: str | None, as_of: str, language: str = "en") -> str:
    """Return who is responsible for an action, how it stands, and by when it is due or for how long it is overdue.

    Args:
        owner: office, body or group, in the language.
        status: ``not_started``, ``under_way``, ``done``, ``stalled`` or ``stopped``.
        due: ISO date, or None where none is recorded.
        as_of: ISO date from which days are counted.

    >>> action_lead("Public Health", "under_way", "2027-03-31", "2026-11-26")
    'Public Health is responsible. It is under way. It is due on 31 March 2027.'
    """
    parts = [sentence("action.owner", language, owner=owner), sentence(f"action.{status}", language)]
    return " ".join([*parts, *_when(status, due, as_of, language)])


def _when(status: str, due: str | None, as_of: str, language: str) -> list[str]:
    if status in OVER:
        return []
    if due is None:
        return [sentence("action.undated", language)]
    if not is_late(status, due, as_of):
        return [sentence("action.due", language, due=due)]
    days = (date.fromisoformat(as_of) - date.fromisoformat(due)).days
    return [sentence(f"action.late_{'one' if days == 1 else 'many'}", language, due=due, days=days)]
