"""Sentences about a release: what is new in it, one sentence for each change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sharedsafety.report import numbers
from sharedsafety.report.dates import period
from sharedsafety.report.names import name
from sharedsafety.report.release_changes import Change
from sharedsafety.report.sentences import sentence


def change_sentence(change: Change, titles: Mapping[str, str], year: Callable[[str], str], language: str = "en") -> str:
    """Return one change in words.

    Args:
        change: what two releases tell differently.
        titles: names of priorities and indicators by id, and of who was asked by ``request/<id>``, in the language.
        year: gives a budget year and phase such as ``2026 adopted`` its name in the language.

    >>> found = Change(kind="verdict", about="homicides", detail="", before="cant_tell", after="improving")
    >>> change_sentence(found, {"homicides": "Homicides"}, str)
    "Homicides: better. The last release said: can't tell."
    """
    kind = _DETAILS.get(change.kind)
    values = {
        "title": titles.get(change.about, change.about),
        "detail": name(kind, change.detail, language) if kind else year(change.detail),
        "before": _side(change, change.before, language),
        "after": _side(change, change.after, language),
    }
    return sentence(f"release.{change.kind}_{_way(change)}", language, **values)


def place_shows(years: Sequence[int], signs: int, language: str = "en") -> str:
    """Return what a place's pages show, in one line: the budget years (each by the year it ends) and the signs.

    >>> place_shows([2010, 2022], 87)
    'Budgets of the fiscal years that end in 2010–2022. Signs of change: 87.'
    """
    span = "–".join(dict.fromkeys(str(year) for year in (min(years), max(years)))) if years else ""
    budgets = sentence("place_shows.budgets" if span else "place_shows.no_budgets", language, years=span)
    return f"{budgets} {sentence('place_shows.signs', language, signs=signs)}"


def _way(change: Change) -> str:
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def _side(change: Change, value: str | float | None, language: str) -> str:
    writer = _WRITERS.get(change.kind)
    return writer(value, language) if writer and value is not None else ""


#: What the detail of a change is, where it is not a budget year and phase.
_DETAILS = {"lamp": "lamp", "request": "needed", "answer": "needed"}
#: How one side of a change is written in a language.
_WRITERS: Mapping[str, Callable[[str | float, str], str]] = {
    "money": lambda value, language: numbers.money(float(value), language),
    "uncoded": lambda value, language: numbers.money(float(value), language),
    "cant_tell": lambda value, language: numbers.count(float(value), language),
    "lamp": lambda value, language: name("lamp_state", str(value), language),
    "verdict": lambda value, language: name("verdict", str(value), language),
    "answer": lambda value, language: name("request_state", str(value), language),
    "request": lambda value, language: str(value),
    "priority": lambda value, language: str(value),
    "indicator": lambda value, language: str(value),
    "latest": lambda value, language: period(str(value), language),
}
