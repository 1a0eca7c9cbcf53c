"""What the public record of a site tells: where each release stands, promises kept, tables held, dissent, delays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sharedsafety.core.hash_chain import ChainEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseState:
    """Where one release stands by the record. Days are ISO dates; ``manifest`` is the SHA-256 of its list of files.

    ``reviewed_by`` are the seats that approved it (data/core/roles.yaml), ``independent`` whether a privacy steward
    other than the drafter was among them. ``corrects`` is the number of the release it corrects.
    """

    number: int
    on: str
    manifest: str
    next_promised: str | None = None
    independent: bool = False
    reviewed_by: tuple[str, ...] = ()
    corrects: int | None = None
    note: str = ""
    withdrawn_on: str | None = None
    withdrawn_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promised day of the next release, and whether it was kept; None while the day has not come."""

    by: str
    kept: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """What a reviewer sent back, a table or (``table`` empty) a whole draft, with the published reason."""

    table: str
    seat: str
    reason: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A minority statement, printed unedited."""

    by: str
    text: str
    on: str


def release_states(entries: Iterable[ChainEntry]) -> tuple[ReleaseState, ...]:
    """Return where each release stands, in the order in which they were published.

    >>> release_states(())
    ()
    """
    states: dict[int, ReleaseState] = {}
    for content in (entry.content for entry in entries):
        if content["action"] == "published":
            states[content["release"]] = _published(content)
        elif content["action"] == "withdrawn" and content["release"] in states:
            states[content["release"]] = _withdrawn(states[content["release"]], content)
    return tuple(states.values())


def promises(
    entries: Sequence[ChainEntry], today: str, *, made_today: bool = False, last: int = 3
) -> tuple[Promise, ...]:
    """Return the last promised days, oldest first, each with whether a release came by then.

    Args:
        entries: the record.
        today: ISO date; what was promised for a later day is still open.
        made_today: whether a release of today is being made, which keeps or breaks the newest promise.
        last: how many are told.

    >>> promises((), "2026-11-26")
    ()
    """
    states = release_states(entries)
    came = [*(later.on for later in states[1:]), today if made_today else None]
    made = ((state.next_promised, day) for state, day in zip(states, came, strict=False))  # none without a release
    return tuple(Promise(by=by, kept=_kept(by, day, today)) for by, day in made if by)[-last:]


def held_tables(entries: Iterable[ChainEntry]) -> Mapping[str, SentBack]:
    """Return the tables that no release may show, by their id: sent back and not let go since.

    >>> dict(held_tables(()))
    {}
    """
    held: dict[str, SentBack] = {}
    for content in (entry.content for entry in entries):
        if content["action"] == "sent-back" and content["table"]:
            held[content["table"]] = _sent_back(content)
        elif content["action"] == "let-go":
            held.pop(content["table"], None)
    return held


def sent_back(entries: Iterable[ChainEntry]) -> tuple[SentBack, ...]:
    """Return everything that was sent back, drafts and tables, in its order."""
    return tuple(_sent_back(entry.content) for entry in entries if entry.content["action"] == "sent-back")


def dissents(entries: Iterable[ChainEntry]) -> tuple[Dissent, ...]:
    """Return the minority statements in the order in which they were said."""
    said = (entry.content for entry in entries if entry.content["action"] == "dissent")
    return tuple(Dissent(by=content["by"], text=content["text"], on=content["on"]) for content in said)


def under_review_since(entries: Iterable[ChainEntry]) -> str | None:
    """Return the day (ISO) since which a draft has been held too long, or None; its end is told by any later step."""
    since = None
    for content in (entry.content for entry in entries):
        if content["action"] == "under-review":
            since = content["since"]
        elif content["action"] in {"published", "sent-back"} and not content.get("table"):
            since = None
    return since


def _kept(by: str, came: str | None, today: str) -> bool | None:
    if came is not None:
        return came <= by
    return None if today <= by else False


def _published(content: Mapping[str, Any]) -> ReleaseState:
    return ReleaseState(
        number=content["release"],
        on=content["on"],
        manifest=content["manifest"],
        next_promised=content["next_promised"],
        independent=content["independent"],
        reviewed_by=tuple(content["reviewed_by"]),
        corrects=content["corrects"],
        note=content["note"],
    )


def _withdrawn(state: ReleaseState, content: Mapping[str, Any]) -> ReleaseState:
    return replace(
        state,
        manifest=content["manifest"],
        withdrawn_on=content["on"],
        withdrawn_by=content["by"],
        reason=content["reason"],
    )


def _sent_back(content: Mapping[str, Any]) -> SentBack:
    return SentBack(table=content["table"], seat=content["seat"], reason=content["reason"], on=content["on"])
