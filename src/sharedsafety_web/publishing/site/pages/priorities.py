"""A priority as a trace page: nine stations, five lamps with their working, the programs that serve it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.investments.results import Lamp
from sharedsafety.report import names
from sharedsafety.report.priority_sentences import (
    added_and_already,
    amount,
    amount_with_range,
    asked_in_short,
    stated_by,
)
from sharedsafety_web.core.templatetags.figures import spread
from sharedsafety_web.publishing.site.adopted_rules import adopted_rules
from sharedsafety_web.publishing.site.doubts import lamp_words, working
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.pages.framework_practice import responsibility_shown
from sharedsafety_web.publishing.site.pages.front import Sign, sign, stated_by_words
from sharedsafety_web.publishing.site.rows import program_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station of the thread: its sentence, or the reason why the line is broken there.

    ``links`` are titles of pages with their addresses, for a station that is other pages.
    """

    code: str
    title: Text | None = None
    note: Text | None = None
    broken: str = ""
    links: tuple[tuple[Text, str], ...] = ()
    signs: tuple[Sign, ...] = ()
    is_here: bool = False


def pages(edition: Edition) -> Iterator[Page]:
    """Return a page for each priority."""
    for result in edition.assessment.priorities:
        yield _page(edition, result)


def _page(edition: Edition, result: PriorityResult) -> Page:
    stated = result.stated
    title, by = edition.text(f"priority/{stated.id}", "title", stated.title), stated_by_words(edition, stated)
    counted, trace = _counted(result), stations(edition, result)
    lead = " ".join(
        part
        for part in (
            amount_with_range(result.money, edition.language),
            added_and_already(result.money, edition.language) if stated.adopted_on else "",
            stated_by(replace(stated, stated_by=by.words or None), edition.language),
        )
        if part
    )
    return Page(
        address=f"priorities/{stated.id}.html",
        template="priority.html",
        title=title.words,
        title_language=title.language or None,
        description=lead,
        section="decided",
        station="priority",
        crumbs=(Crumb(title=gettext("What we decided"), address="decided.html"),),
        context={
            "result": result,
            "stated": stated,
            "asked": asked_in_short(stated, edition.language),
            "body": edition.text(f"priority/{stated.id}", "body", stated.body),
            "source": edition.line(stated.source),
            "lead": lead,
            "trace": trace,
            "who": _who(edition, stated.id),
            "rules": list(adopted_rules(edition, result)),
            "gaps": [station.code for station in trace if station.broken],
            "programs": program_rows(edition, counted, counted, "../"),
            "counted": True,
            "lamps": _lamps(edition, result),
            "ranged": any(spread(figure) for _, figure in result.money.by_year),
            "years": [(edition.basis_name(year), figure) for year, figure in result.money.by_year],
        },
    )


def _counted(result: PriorityResult) -> dict[str, float]:
    return {key: row.amount.value or 0.0 for row in result.money.programs for key in row.programs}


def _lamps(edition: Edition, result: PriorityResult) -> list[tuple[Lamp, str, list[tuple[str, str, str]]]]:
    """Return each lamp with its sentence and its whole working."""
    stated = result.stated
    return [(lamp, lamp_words(edition, lamp, stated), working(edition, lamp, stated)) for lamp in result.money.lamps]


def _who(edition: Edition, priority: str) -> Mapping[str, Any] | None:
    """Return who answers for a priority, or None where the assessment says nothing about it."""
    known = {
        each.about_id: each for each in edition.assessment.framework.responsibility if each.about_kind == "priority"
    }
    return responsibility_shown(edition, known[priority]) if priority in known else None


def stations(edition: Edition, result: PriorityResult) -> tuple[Station, ...]:
    """Return the nine stations of a priority's thread; what nobody recorded is a gap with its reason."""
    stated, money = result.stated, result.money
    signs = tuple(sign(edition, edition.results[one]) for one in result.indicators if one in edition.results)
    return (
        _gap("voice", gettext("No listening session, survey or conversation has been recorded yet.")),
        _gap("theme", gettext("No theme has been recorded: themes come from what people said.")),
        _gap("gap", gettext("No gap has been recorded: gaps come from the inventory of services.")),
        _gap("recommendation", gettext("No recommendation of a planning table has been recorded yet.")),
        Station(
            code="priority",
            title=edition.text(f"priority/{stated.id}", "title", stated.title),
            note=Text(words=names.name("statement_kind", stated.statement_kind, edition.language)),
            is_here=True,
        ),
        _action(edition, result),
        Station(code="money", title=Text(words=amount(money, edition.language)))
        if money.amount.value
        else _gap("money", amount(money, edition.language)),
        Station(code="change", title=Text(words=gettext("Signs of change beside it")), signs=signs)
        if signs
        else _gap("change", gettext("No sign of change has been tied to this priority yet.")),
        _gap("answer", gettext("No answer of the Board or council has been recorded yet.")),
    )


def _gap(code: str, reason: str) -> Station:
    return Station(code=code, broken=reason)


def _action(edition: Edition, result: PriorityResult) -> Station:
    if not result.actions:
        return _gap("action", gettext("No action of a road map has been recorded yet."))
    return Station(code="action", links=tuple(edition.action_links(result.actions)))
