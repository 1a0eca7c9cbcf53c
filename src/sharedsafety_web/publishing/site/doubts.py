"""What can't be told yet, in words: about what, why, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from sharedsafety.folder.assessment import CantTell
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.results import Lamp, OtherBase
from sharedsafety.report import names, numbers
from sharedsafety.report.lamp_sentences import lamp_notes, lamp_sentence, other_base_words
from sharedsafety.report.lamp_working import lamp_decision, lamp_inputs
from sharedsafety.report.sentences import has_sentence, sentence
from sharedsafety.report.untold import needed_sentence
from sharedsafety_web.core.templatetags.figures import spread, told
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.holders import Asked, requests

#: Thresholds that are no part of a whole.
_NOT_SHARES = {"areas", "kakwani"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One "can't tell" with its address and its sentences."""

    about_id: str
    about: Text
    address: str
    what: str
    reason: str
    needed: str
    code: str
    file: str
    usd: float
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that is missing, with every question it would settle, the one with most money first."""

    needed: str
    code: str
    file: str
    doubts: tuple[Doubt, ...]
    usd: float

    @property
    def reason(self) -> str:
        """Return why all of them can't be told, where the reason is the same for each; else nothing."""
        reasons = {(doubt.what, doubt.reason) for doubt in self.doubts}
        return self.doubts[0].reason if len(reasons) == 1 else ""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Return what was asked for the sake of every one of its questions."""
        return tuple(one for one in self.doubts[0].asked if all(one in doubt.asked for doubt in self.doubts))

    @property
    def nobody_asked(self) -> bool:
        """Return whether nobody was asked about any of its questions."""
        return not any(doubt.asked for doubt in self.doubts)

    @property
    def rows(self) -> tuple[tuple[Doubt, tuple[Asked, ...]], ...]:
        """Return every question with what was asked for its sake and not for that of all."""
        shared = self.asked
        return tuple((doubt, tuple(one for one in doubt.asked if one not in shared)) for doubt in self.doubts)


def missing(edition: Edition) -> tuple[Missing, ...]:
    """Return what is missing, that which holds up most money first; then what holds up signs of change, by count."""
    groups: dict[str, list[Doubt]] = {}
    for doubt in doubts(edition):
        groups.setdefault(doubt.needed, []).append(doubt)
    found = [
        Missing(
            needed=needed,
            code=group[0].code,
            file=group[0].file,
            doubts=tuple(sorted(group, key=lambda doubt: -doubt.usd)),
            usd=sum({doubt.about_id: doubt.usd for doubt in group}.values()),
        )
        for needed, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.usd, -len(one.doubts))))


def doubts(edition: Edition) -> tuple[Doubt, ...]:
    """Return every "can't tell" of the assessment, in its order."""
    asked = requests(edition)
    return tuple(_doubt(edition, one, asked) for one in edition.assessment.cant_tell)


def reason_words(reason: str, language: str) -> str:
    """Return the sentence of a rule that decided."""
    return sentence(f"reason.{reason}", language) if has_sentence(f"reason.{reason}") else ""


def lamp_words(edition: Edition, lamp: Lamp, priority: StatedPriority) -> str:
    """Return why a lamp shows what it shows, what it had to do without, and what would settle a "can't tell"."""
    language = edition.language
    notes = lamp_notes(lamp, edition.fiscal_year_start, language)
    needed = (settled(lamp.needed, language),) if lamp.needed else ()
    return " ".join((lamp_sentence(lamp, priority, language), *notes, *needed))


def settled(needed: str, language: str) -> str:
    """Return what would settle a "can't tell", and that it would."""
    return gettext("What would settle it: %(needed)s") % {"needed": needed_sentence(needed, language)}


def working(edition: Edition, lamp: Lamp, priority: StatedPriority) -> list[tuple[str, str, str]]:
    """Return everything a lamp looked at, what decided, and what would change it, as (name, value, range)."""
    language = edition.language
    known = names.names("lamp_figure", language), names.names("threshold", language)
    figures = [(known[0][key], told(value), spread(value)) for key, value in lamp.figures.items()]
    limits = [(known[1][key], _limit(key, value, language), "") for key, value in lamp.thresholds.items()]
    bases = [(_from_base(edition, base), other_base_words(base, language), "") for base in lamp.other_bases]
    asked = lamp_inputs(lamp, priority, edition.fiscal_year_start, language)
    stated = [(label, value, "") for label, value in asked]
    decided = [(label, value, "") for label, value in lamp_decision(lamp, priority, language)]
    return stated + figures + limits + bases + decided


def _doubt(edition: Edition, one: CantTell, asked: Mapping[str, Asked]) -> Doubt:
    about, address = _about(edition, one)
    known = {**names.names("lamp", edition.language), **names.names("station", edition.language)}
    return Doubt(
        about_id=one.about_id,
        about=about,
        address=address,
        what=known.get(one.what, ""),
        reason=_why(edition, one),
        needed=needed_sentence(one.needed, edition.language) if one.needed else "",
        code=one.needed or "",
        file=one.file or "",
        usd=_usd(edition, one),
        asked=tuple(asked[key] for key in one.requests),
    )


def _usd(edition: Edition, one: CantTell) -> float:
    """Return the money of the priority a question is about; a sign of change holds none."""
    result = edition.priorities.get(one.about_id)
    return (result.money.amount.value or 0.0) if result else 0.0


def _why(edition: Edition, one: CantTell) -> str:
    if one.about_id not in edition.priorities:
        return reason_words(one.reason, edition.language)
    result = edition.priorities[one.about_id]
    lamp = next(lamp for lamp in result.money.lamps if lamp.name == one.what)
    return lamp_sentence(lamp, result.stated, edition.language)


def _about(edition: Edition, one: CantTell) -> tuple[Text, str]:
    if one.about_id in edition.priorities:
        stated = edition.priorities[one.about_id].stated
        return edition.text(f"priority/{stated.id}", "title", stated.title), f"priorities/{stated.id}.html"
    if one.about_id in edition.indicators:
        indicator = edition.indicators[one.about_id]
        return edition.text(f"indicator/{indicator.id}", "name", indicator.name), f"indicators/{indicator.id}.html"
    return edition.place, ""


def _from_base(edition: Edition, base: OtherBase) -> str:
    return gettext("Counted from %(year)s") % {"year": edition.fiscal_year(base.base_year)}


def _limit(key: str, value: float, language: str) -> str:
    return numbers.number(value, language) if key in _NOT_SHARES else numbers.share(value, language)
