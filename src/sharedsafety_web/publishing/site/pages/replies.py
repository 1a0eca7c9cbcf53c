"""What departments, residents and groups say of the coding, unedited; who was asked, and who gave no answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from sharedsafety.folder.assessment import Program
from sharedsafety.investments.replies import CheckStanding, Mandate, Reply, binding
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """One reply as a page prints it: from whom, about which program, in whose words, and what came of it."""

    reply: Reply
    who: Text
    kind: str
    text: Text
    outcome: str
    note: Text
    source: Text
    program: Text
    address: str


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page, where there is a budget of which anything could be said."""
    departments = _departments(edition)
    if not departments:
        return
    standing = {each.department: each for each in edition.assessment.department_checks}
    asked = [(edition.department_name(name_), standing[name_]) for name_ in departments if name_ in standing]
    yield Page(
        address="replies.html",
        template="replies.html",
        title=gettext("What departments and residents say"),
        description=gettext(
            "Corrections and disagreements about the coding, in their own words, and who gave no answer."
        ),
        section="money",
        station="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={
            "asked": [(text, each, name("check_state", each.state, edition.language)) for text, each in asked],
            "not_asked": [edition.department_name(each) for each in departments if each not in standing],
            "replies": [shown_reply(edition, each) for each in edition.assessment.replies],
        },
    )


def said_of(edition: Edition, program: Program) -> Mapping[str, Any]:
    """Return what the page of a program shows of replies, of its department's check, and of what binds its money."""
    standing: Mapping[str, CheckStanding] = {each.department: each for each in edition.assessment.department_checks}
    funds = frozenset(_funds(program))
    return {
        "replies": [
            shown_reply(edition, each) for each in edition.assessment.replies if each.program_key == program.program_key
        ],
        "check": standing.get(program.department),
        "mandates": [
            _mandate(edition, each, program)
            for each in binding(edition.assessment.mandates, program.program_key, funds)
        ],
    }


def bound_lines(edition: Edition, program: Program) -> Mapping[str, str]:
    """Return fund -> what binds the program's lines in it, in words; under "" what binds all of its lines."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in binding(edition.assessment.mandates, program.program_key, frozenset(_funds(program))):
        title = edition.text(f"mandate/{each.id}", "title", each.title).words
        found[each.fund_code or ""].append(f"{name('mandate', each.kind, edition.language)}: {title}")
    return {fund: "; ".join(titles) for fund, titles in found.items()}


def _funds(program: Program) -> Iterator[str]:
    return (line.fund_code for line in program.lines)


def shown_reply(edition: Edition, reply: Reply) -> ShownReply:
    """Return one reply as a page prints it; the words of the reply are never changed, only perhaps translated."""
    program = edition.programs.get(reply.program_key)
    about = f"reply/{reply.id}"
    return ShownReply(
        reply=reply,
        who=edition.text(about, "from_name", reply.from_name)
        if reply.from_name
        else Text(words=name("reply_from", reply.from_kind, edition.language)),
        kind=name("reply_kind", reply.kind, edition.language),
        text=edition.text(about, "text", reply.text),
        outcome=name("reply_outcome", reply.outcome, edition.language),
        note=edition.text(about, "outcome_note", reply.outcome_note),
        source=edition.line(reply.source),
        program=edition.program_name(program) if program else Text(words=reply.program_key),
        address=edition.program_address(reply.program_key) if program else "",
    )


def _mandate(edition: Edition, mandate: Mandate, program: Program) -> Mapping[str, Any]:
    about = f"mandate/{mandate.id}"
    fund = next((line.fund for line in program.lines if line.fund_code == mandate.fund_code), mandate.fund_code or "")
    return {
        "kind": name("mandate", mandate.kind, edition.language),
        "title": edition.text(about, "title", mandate.title),
        "note": edition.text(about, "note", mandate.note),
        "source": edition.line(mandate.source),
        "fund": edition.line(fund) if mandate.fund_code else None,
    }


def _departments(edition: Edition) -> list[str]:
    """Return the departments with money in the year the pages open with, largest first."""
    sums: dict[str, float] = defaultdict(float)
    for program in edition.programs.values():
        if program.department and (usd := edition.program_amount(program)):
            sums[program.department] += usd
    return sorted(sums, key=lambda each: (-abs(sums[each]), each))
