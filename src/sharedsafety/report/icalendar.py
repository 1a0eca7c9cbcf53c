"""Days for a calendar program: whole-day events as one iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sharedsafety.core.plain_text import on_one_line, without_unseen

#: The first lines of every calendar of this program; by them an earlier one is known.
OPENING = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Shared Safety//Plan//EN\r\n"

_LINE_OCTETS = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDays:
    """One event: ``first`` to ``last``, both whole days of it; the same ``uid`` again replaces the event."""

    uid: str
    first: date
    last: date
    summary: str
    description: str = ""


def calendar_text(events: Iterable[WholeDays], *, name: str, stamped_on: date, language: str = "en") -> str:
    """Return the events as one calendar: CRLF line ends, no line longer than 75 octets.

    Args:
        name: name of the calendar (RFC 7986 and the older name that programs read).
        stamped_on: the day the plan was made; of two events with one ``uid`` programs keep the later stamp.

    Source: RFC 5545 sections 3.1 (folding), 3.3.11 (text), 3.6.1 (events); RFC 7986 section 5.1.

    >>> days = WholeDays(uid="a@b", first=date(2026, 11, 26), last=date(2026, 11, 27), summary="One; two")
    >>> "SUMMARY;LANGUAGE=en:One\\\\; two" in calendar_text([days], name="Plan", stamped_on=date(2026, 11, 1))
    True
    """
    called = escaped(name)
    lines = ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"NAME:{called}", f"X-WR-CALNAME:{called}"]
    for event in events:
        lines += _event(event, stamped_on, language)
    return OPENING + "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: WholeDays, stamped_on: date, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamped_on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION;LANGUAGE={language}:{escaped(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""Return a text as a calendar holds it, on one line.

    >>> escaped("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return on_one_line(without_unseen(text))


def folded(line: str) -> str:
    """Return a line cut into lines of at most 75 octets, never inside a letter; the rest begins with a space.

    >>> [len(part.encode()) for part in folded("á" * 40).split("\\r\\n")]
    [74, 7]
    """
    parts, size = [""], 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > _LINE_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += octets
    return "\r\n".join(parts)
