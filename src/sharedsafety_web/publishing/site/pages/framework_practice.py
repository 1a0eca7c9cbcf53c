"""The page of one practice: how far it is by round, who answers for it, what belongs to it, and its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.framework.commitments import Commitment, JointResponsibility
from sharedsafety.framework.pack import PackPart, principle_code
from sharedsafety.framework.ratings import PracticeRating
from sharedsafety.report.framework_sentences import answer_words, change_sentence, finding_sentence
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.framework_shown import ShownFramework, heading
from sharedsafety_web.publishing.site.page import Crumb, Page

#: Fields that have a place of their own on the page.
_PLACED = ("title", "indicators")


def practice_page(shown: ShownFramework, part: PackPart) -> Page:
    """Return the page of one practice."""
    edition, pack = shown.edition, shown.edition.assessment.framework.pack
    title = shown.title("practice", part)
    principle = next(one for one in pack.principles if one.id == part.principle)
    stage = next(one for one in pack.stages if one.id == part.stage)
    head = part.field("title")
    above = heading(shown, "principle", principle)
    fields = list(shown.fields(part, without=_PLACED))
    return Page(
        address=shown.addresses["practice", part.id],
        template="practice.html",
        title=title.words,
        title_language=title.language or None,
        description=fields[0].lines[0].words if fields and fields[0].lines else title.words,
        section="framework",
        crumbs=(
            Crumb(title=gettext("The framework"), address="framework.html"),
            Crumb(title=above["title"].words, address=above["address"], language=above["title"].language),
        ),
        context={
            "practice": part,
            "code": principle_code(principle.id),
            "head": head,
            "head_source": shown.source(head),
            "fields": _without_repeats(fields),
            "rounds": list(_rounds(shown, part.id)),
            "finding": finding_sentence(shown.newest.get(part.id), edition.language),
            "who": responsibility_shown(edition, shown.responsibility["practice", part.id]),
            "signs": _signs(edition, part),
            "priorities": edition.priority_links(_priorities(edition, principle.id)),
            "down": [shown.cells[principle.id, one.id] for one in pack.stages if (principle.id, one.id) in shown.cells],
            "across": [shown.cells[one.id, stage.id] for one in pack.principles if (one.id, stage.id) in shown.cells],
            "principle": above,
            "stage": heading(shown, "stage", stage),
            "translation_note": shown.translation_note(part),
        },
    )


def _without_repeats(fields: list[Any]) -> list[Any]:
    """Return the fields; a purpose that only repeats why it is needed and how it helps is left out."""
    words = {one.name: " ".join(str(line) for line in one.lines) for one in fields}
    repeated = " ".join(words.get(part, "") for part in ("why", "how_it_helps")).strip()
    return [one for one in fields if one.name != "purpose" or words["purpose"] != repeated]


def _rounds(shown: ShownFramework, practice: str) -> Iterator[Mapping[str, Any]]:
    """Yield every round of a practice, newest first."""
    standing, language = shown.edition.assessment.framework, shown.edition.language
    for rating in reversed([one for one in standing.ratings if one.practice == practice]):
        changes = [one for one in standing.rating_changes if (one.practice, one.later) == (practice, rating.round)]
        yield {
            "day": rating.round,
            "groups": [shown.group(group) for group in (rating.agency, rating.community)],
            "finding": finding_sentence(rating, language),
            "changes": [change_sentence(one, language) for one in changes],
            "evidence": _evidence(shown.edition, rating),
        }


def _evidence(edition: Edition, rating: PracticeRating) -> list[Text]:
    return [edition.line(one) for one in rating.evidence]


def responsibility_shown(edition: Edition, about: JointResponsibility) -> Mapping[str, Any]:
    """Return who answers for a practice or priority, as pages show it."""
    rows = [_commitment(edition, about, each) for each in (*about.leads, *about.partners)]
    return {
        "state": name("responsibility_state", about.state, edition.language),
        "rows": rows,
        "both": about.both_sectors,
        "asked": bool(rows),
    }


def _commitment(edition: Edition, about: JointResponsibility, each: Commitment) -> Mapping[str, Any]:
    language = edition.language
    return {
        "body": edition.line(each.body),
        "sector": name("rater_kind", each.sector, language),
        "role": name("commitment_role", each.role, language),
        "answer": answer_words(about, each, language),
        "is_waiting": each.answer is None,
        "commitment": edition.line(each.commitment) if each.commitment else None,
        "due": each.due,
        "source": edition.line(each.source),
    }


def _signs(edition: Edition, part: PackPart) -> list[tuple[Text, str]]:
    """Return the signs of safety measured here that the practice names by their id in the catalogue."""
    found = part.field("indicators")
    wanted = {line for lines in found.text.values() for line in lines} if found else set()
    return edition.indicator_links(one.id for one in edition.assessment.indicators if one.catalogue_id in wanted)


def _priorities(edition: Edition, principle: str) -> list[str]:
    code = principle_code(principle)
    return [one.stated.id for one in edition.assessment.priorities if code and one.stated.principle == code]
