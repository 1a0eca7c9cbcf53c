"""Everything about one practice, who answers for the priorities, and where to begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.framework.commitments import AboutKind
from sharedsafety.framework.ratings import PracticeRating
from sharedsafety.framework.translation import translation_note
from sharedsafety.report.framework_sentences import (
    answer_words,
    change_sentence,
    finding_sentence,
    reason_sentences,
    start_words,
)
from sharedsafety.report.names import name
from sharedsafety_web.framework.selectors.desk import Desk, heading_of
from sharedsafety_web.framework.selectors.grid import group_shown, part_fields, practice_cell


def framework_practice(*, desk: Desk, practice: str) -> Mapping[str, Any] | None:
    """Return everything about one practice; None where there is none such."""
    standing = desk.folder.standing
    found = next((one for one in standing.pack.practices if one.id == practice), None)
    if found is None:
        return None
    rounds = [one for one in reversed(standing.ratings) if one.practice == practice]
    return {
        "cell": practice_cell(desk, found),
        "principle": heading_of(desk, "principle", found.principle),
        "stage": heading_of(desk, "stage", found.stage),
        "rounds": [_round(desk, one) for one in rounds],
        "who": who_answers(desk, "practice", practice),
        "fields": part_fields(desk, found, without=("title", "indicators")),
        "translation_note": translation_note(found.fields, desk.language),
    }


def framework_start(*, desk: Desk) -> Mapping[str, Any] | None:
    """Return where to begin with reasons and history; None where nobody answered."""
    standing, language = desk.folder.standing, desk.language
    if standing.start is None:
        return None
    return {
        "step": start_words(standing.start, language),
        "reasons": list(reason_sentences(standing.start.reasons, language)),
        "history": [(one.as_of, start_words(one, language)) for one in standing.starts],
    }


def _round(desk: Desk, rating: PracticeRating) -> Mapping[str, Any]:
    changes = desk.folder.standing.rating_changes
    own = [one for one in changes if (one.practice, one.later) == (rating.practice, rating.round)]
    return {
        "day": rating.round,
        "groups": [group_shown(desk, group) for group in (rating.agency, rating.community)],
        "finding": finding_sentence(rating, desk.language),
        "changes": [change_sentence(one, desk.language) for one in own],
        "evidence": [desk.said(line) for line in rating.evidence],
    }


def framework_priorities(*, desk: Desk) -> list[Mapping[str, Any]]:
    """Return each priority, in the language of the reader where it is translated, with who answers for it."""
    titles = desk.folder.titles
    return [
        {"id": each, "title": titles.get((desk.language, each), title), "who": who_answers(desk, "priority", each)}
        for each, title in desk.folder.priorities
    ]


def who_answers(desk: Desk, kind: AboutKind, about_id: str) -> Mapping[str, Any]:
    """Return who leads and helps with a practice or a priority, and what each has answered."""
    responsibility = desk.folder.standing.responsibility
    about = next(one for one in responsibility if (one.about_kind, one.about_id) == (kind, about_id))
    return {
        "state": name("responsibility_state", about.state, desk.language),
        "rows": [
            {
                "body": desk.said(each.body),
                "sector": name("rater_kind", each.sector, desk.language),
                "role": name("commitment_role", each.role, desk.language),
                "answer": answer_words(about, each, desk.language),
                "commitment": desk.said(each.commitment),
                "due": each.due,
                "source": desk.said(each.source),
            }
            for each in (*about.leads, *about.partners)
        ],
    }
