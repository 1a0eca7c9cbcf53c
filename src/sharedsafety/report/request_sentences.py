"""Sentences about requests for data: when somebody was asked, how long it has been, and what the answer was."""

from __future__ import annotations

from sharedsafety.report.sentences import sentence


def asked_sentence(asked_on: str, language: str = "en") -> str:
    """Return on which day (ISO date) a request was made.

    >>> asked_sentence("2026-01-05")
    'Asked on 5 January 2026.'
    """
    return sentence("asked.asked_on", language, asked_on=asked_on)


def outcome_sentence(state: str, answered_on: str | None, days: int, language: str = "en") -> str:
    """Return what came of a request.

    Args:
        state: ``waiting``, ``given``, ``part``, ``refused`` or ``no_data``.
        answered_on: ISO date of the answer; None while the request waits.
        days: calendar days without an answer, or to the answer.

    >>> outcome_sentence("refused", "2026-01-06", 1)
    'Refused on 6 January 2026, 1 day later.'
    """
    if answered_on is None:
        return sentence(f"asked.waiting{_ending(days)}", language, days=days)
    after = sentence(f"asked.after{_ending(days)}", language, days=days)
    return sentence(f"asked.{state}", language, answered_on=answered_on, after=after)


def still_open_sentence(state: str, language: str = "en") -> str:
    """Return what an answer left undone, for a question that is open; empty while there is no answer.

    >>> still_open_sentence("part")
    'The rest is still missing.'
    """
    return "" if state in {"waiting", "not_asked"} else sentence(f"asked.{state}_open", language)


def waiting_sentence(questions: int, days: int, language: str = "en") -> str:
    """Return how many questions wait for an answer, and how many days the longest has waited.

    >>> waiting_sentence(3, 176)
    'For 3 of the questions a request waits for an answer, the longest for 176 days.'
    """
    if not questions:
        return sentence("asked.none_waiting", language)
    length = sentence("asked.days_one" if days == 1 else "asked.days", language, days=days)
    return sentence("asked.wait_one" if questions == 1 else "asked.wait", language, questions=questions, length=length)


def _ending(days: int) -> str:
    return {0: "_today", 1: "_one"}.get(days, "")
