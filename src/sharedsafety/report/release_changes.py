"""What is new in a release: two ``assessment.json`` compared, fact by fact, as plain sentences can tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]
#: What a fact is about: its kind, the id of its object, and a detail such as the name of a lamp.
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that two releases tell differently; None on the side that does not tell it.

    ``kind``: priority, money, lamp, indicator, verdict, latest, year, uncoded, request, answer or cant_tell. ``about``
    is the id of the priority or indicator, or ``request/<id>``; ``detail`` the lamp, the budget year and phase, or the
    code of what was asked for. Money is in dollars.
    """

    kind: str
    about: str
    detail: str
    before: str | float | None
    after: str | float | None


def release_changes(before: Plain, after: Plain) -> tuple[Change, ...]:
    """Return what the later of two assessments tells differently, in the order in which a reader asks for it.

    Args:
        before: ``assessment.json`` of the earlier release, as read.
        after: that of the later one.

    What was said of an object that came or went is told by its coming or going alone.

    Source: pages.md, "what is new in this release".

    >>> release_changes(BARE, BARE)
    ()
    """
    known, now = dict(_facts(before)), dict(_facts(after))
    keys = dict.fromkeys((*now, *known))
    found = (
        Change(kind=key[0], about=key[1], detail=key[2], before=known.get(key), after=now.get(key))
        for key in keys
        if known.get(key) != now.get(key)
    )
    return tuple(change for change in found if _is_told(change))


def _is_told(change: Change) -> bool:
    if change.kind == "answer":
        return change.after is not None
    return change.kind in {"priority", "indicator", "year", "request"} or None not in (change.before, change.after)


def _facts(assessment: Plain) -> Iterator[tuple[_Key, str | float]]:
    for view in assessment["money"]["views"]:
        yield ("year", "", f"{view['fiscal_year']} {view['phase']}"), "loaded"
    for priority in assessment["priorities"]:
        yield from _priority_facts(priority)
    names = {indicator["id"]: indicator["name"] for indicator in assessment["indicators"]}
    for result in assessment["results"]:
        yield from _indicator_facts(result, names)
    for asked in assessment.get("requests", ()):  # releases before requests have none
        yield from _request_facts(asked)
    yield from _open_facts(assessment)


def _priority_facts(priority: Plain) -> Iterator[tuple[_Key, str | float]]:
    about = priority["stated"]["id"]
    yield ("priority", about, ""), priority["stated"]["title"]
    amount = priority["money"]["amount"]
    if amount["value"] is not None:
        yield ("money", about, amount["basis"].removeprefix("FY")), _as_read(amount["value"])
    for lamp in priority["money"]["lamps"]:
        yield ("lamp", about, lamp["name"]), lamp["state"]


def _indicator_facts(result: Plain, names: Mapping[str, str]) -> Iterator[tuple[_Key, str | float]]:
    about = result["indicator_id"]
    yield ("indicator", about, ""), names[about]
    yield ("verdict", about, ""), result["verdict"]["state"]
    if result["latest"]:
        yield ("latest", about, ""), result["latest"]["period"]


def _request_facts(asked: Plain) -> Iterator[tuple[_Key, str | float]]:
    request = asked["request"]
    about, detail = f"request/{request['id']}", request["needed"]
    yield ("request", about, detail), request["holder"]
    if asked["state"] != "waiting":
        yield ("answer", about, detail), asked["state"]


def _open_facts(assessment: Plain) -> Iterator[tuple[_Key, str | float]]:
    year, phase = assessment["money"]["headline"]
    views = assessment["money"]["views"]
    uncoded = [v["totals"]["uncoded"]["value"] for v in views if [v["fiscal_year"], v["phase"]] == [year, phase]]
    if uncoded and uncoded[0] is not None:
        yield ("uncoded", "", f"{year} {phase}"), _as_read(uncoded[0])
    yield ("cant_tell", "", ""), float(len(assessment["cant_tell"]))


def _as_read(dollars: float) -> float:
    """Return dollars as sentences round them: a change nobody can read is no news."""
    return float(f"{dollars:.3g}")


#: An assessment of nothing, for examples and for a first release.
BARE: Plain = {
    "money": {"views": (), "headline": (0, "")},
    "priorities": (),
    "indicators": (),
    "results": (),
    "cant_tell": (),
}
