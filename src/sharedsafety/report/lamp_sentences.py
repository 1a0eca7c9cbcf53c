"""Sentences about the five lamps: each says what was asked, what there is, or why nobody can tell."""

from __future__ import annotations

from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.lamps import lamp_settings
from sharedsafety.investments.results import Lamp, OtherBase
from sharedsafety.report import numbers
from sharedsafety.report.dates import fiscal_year
from sharedsafety.report.names import name
from sharedsafety.report.sentences import has_sentence, range_sentence, sentence

_WIDTHS = {"usd": "money", "usd_per_person": "money", "share": "share"}


def lamp_sentence(lamp: Lamp, priority: StatedPriority, language: str = "en") -> str:
    """Return why the lamp shows what it shows, with the range of what it looked at."""
    values: dict[str, Any] = dict(lamp.figures)
    actual = lamp.figures.get("asked_of")
    if actual is not None and actual.can_tell:
        values |= {
            "asked": asked(priority, language),
            "actual": _written(actual.value, actual.unit, language),
        }
        if lamp.reason == "straddles_target" and priority.statement_kind == "S1" and actual.unit == "share":
            return _straddled(actual, priority, language)
    key = reason_key(lamp.name, lamp.reason)
    nothing = has_sentence(f"{key}_none") and not any(figure.value for figure in lamp.figures.values())
    text = sentence(f"{key}_none" if nothing else key, language, **values)
    if actual is None or actual.low is None or lamp.state == "cant_tell":
        return text
    return f"{text} {range_sentence(actual, _WIDTHS[actual.unit], language)}"


def _straddled(actual: Figure, priority: StatedPriority, language: str) -> str:
    """Return that the range of a share lies on both sides of the least that counts, all with one digit more."""
    part = float(lamp_settings().level["least_of_target"])
    ends = {"actual": actual.value, "low": actual.low, "high": actual.high}
    least = numbers.tenths(part * (priority.target_value or 0.0), language)
    written = {name: numbers.tenths(end or 0.0, language) for name, end in ends.items()}
    values = {**written, "least": least, "part": numbers.share(part, language)}
    return sentence("lamp_level.straddles_share", language, asked=asked(priority, language), **values)


def reason_key(lamp: str, reason: str) -> str:
    """Return the key of the sentence for a reason: the lamp's own one, else the one all lamps share."""
    own = f"lamp_{lamp}.{reason}"
    return own if has_sentence(own) else f"lamp_any.{reason}"


def lamp_notes(lamp: Lamp, start_month: int, language: str = "en") -> tuple[str, ...]:
    """Return what the lamp had to do without, and whether another base year changes the answer.

    ``start_month`` is the month (1-12) in which the community's fiscal year begins: it names the years.
    """
    notes = tuple(sentence(f"lamp_note.{note}", language) for note in lamp.notes)
    return (*notes, _other_bases(lamp, start_month, language)) if lamp.other_bases else notes


def asked(priority: StatedPriority, language: str = "en") -> str:
    """Return the stated target in words, as in ``at least $45 per person`` or ``20 % of safety money``.

    A statement that sets no money gives an empty text.
    """
    if priority.target_value is None or priority.target_unit is None:  # a rank is a number too, and no dollars
        return ""
    words = numbers.words(language)
    if priority.target_unit == "share":
        whole = name("denominator", priority.target_of or "P", language)
        share = numbers.stated_share(priority.target_value)
        text = str(words["share_of"]).format(share=share, whole=whole)
    else:
        text = _written(priority.target_value, priority.target_unit, language)
    if priority.statement_kind != "S2":
        return text
    return str(words["at_most" if priority.direction == "less" else "at_least"]).format(value=text)


def _written(value: float | None, unit: str, language: str) -> str:
    if unit == "share":
        return numbers.share(value or 0.0, language)
    text = numbers.money(value or 0.0, language)
    if unit != "usd_per_person":
        return text
    return str(numbers.words(language)["per_person"]).format(value=text)


def other_base_words(base: OtherBase, language: str = "en") -> str:
    """Return the answer from another base year; a "can't tell" says why."""
    state = name("lamp_state", base.state, language)
    if base.state != "cant_tell":
        return f"{state}."
    return f"{state}. {sentence(reason_key('direction', base.reason), language)}"


def _other_bases(lamp: Lamp, start_month: int, language: str) -> str:
    years = tuple(fiscal_year(base.base_year, start_month) for base in lamp.other_bases)
    if all(base.state == lamp.state for base in lamp.other_bases):
        return sentence("lamp_note.other_bases_same", language, bases=numbers.listed(years, language))
    each = (f"{year}: {other_base_words(base, language)}" for year, base in zip(years, lamp.other_bases, strict=True))
    return sentence("lamp_note.other_bases_differ", language, bases=" ".join(each))
