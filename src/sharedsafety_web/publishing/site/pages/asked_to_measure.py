"""What people asked us to measure: from their words to a vote to a number, and what still keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.folder.assessment import CandidateResult
from sharedsafety.report import names
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page, where people asked for anything."""
    found = edition.assessment.candidates
    if not found:
        return
    open_ones = [one for one in found if one.state not in {"measured", "not_chosen"}]
    lead = sentence("asked_to_measure.lead", edition.language, total=len(found), open=len(open_ones))
    yield Page(
        address="asked-to-measure.html",
        template="asked_to_measure.html",
        title=gettext("What people asked us to measure"),
        description=lead,
        section="changing",
        station="change",
        crumbs=(Crumb(title=gettext("Is it changing?"), address="changing.html"),),
        context={
            "lead": lead,
            "waiting": [_row(edition, one) for one in open_ones],
            "settled": [_row(edition, one) for one in found if one not in open_ones],
        },
    )


def _row(edition: Edition, one: CandidateResult) -> Mapping[str, Any]:
    about, language = f"candidate/{one.id}", edition.language
    indicator = edition.indicators.get(one.indicator_id or "")
    return {
        "statement": edition.text(about, "statement", one.statement),
        "candidate": edition.text(about, "candidate", one.candidate) if one.candidate else None,
        "heard_from": edition.text(about, "heard_from", one.heard_from),
        "asked_on": one.asked_on,
        "survivor_named": one.survivor_named,
        "state": names.name("candidate_state", one.state, language),
        "votes": [_vote(vote, language) for vote in one.votes if vote.code != "N"],
        "lacks": names.name("lacks", one.lacks, language) if one.lacks else "",
        "holder": edition.text(about, "holder", one.holder) if one.holder else None,
        "note": edition.text(about, "note", one.note) if one.note else None,
        "indicator": edition.text(f"indicator/{indicator.id}", "name", indicator.name) if indicator else None,
        "address": f"indicators/{one.indicator_id}.html",
        "data_source": edition.line(one.data_source) if one.data_source else None,
        "requests": [(edition.line(each.request.holder), each) for each in one.requests],
        "source": edition.line(one.source),
    }


def _vote(vote: Any, language: str) -> str:
    """Return one vote as a sentence; where it may not be shown, that and no number."""
    asked = names.name("candidate_vote", vote.question, language)
    if vote.said_yes is None or vote.people is None:
        return sentence("asked_to_measure.vote_hidden", language, asked=asked, day=vote.on)
    counts = {"yes": vote.said_yes.value, "people": vote.people.value}
    return sentence("asked_to_measure.vote", language, asked=asked, day=vote.on, **counts)
