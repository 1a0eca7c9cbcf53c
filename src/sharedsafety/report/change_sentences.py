"""Sentences about signs of safety: the verdict, how old it is, where the series breaks, the counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from sharedsafety.core.figure import Figure
from sharedsafety.progress.results import IndicatorResult, Point, Scorecard
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator
from sharedsafety.report import numbers
from sharedsafety.report.dates import period
from sharedsafety.report.matrix_sentences import age_words
from sharedsafety.report.names import name
from sharedsafety.report.sentences import has_sentence, sentence

#: Verdicts in the order in which their counts are said.
VERDICTS = ("improving", "no_clear_change", "worsening", "changed", "cant_tell")


def indicator_value(value: float, indicator: Indicator, language: str = "en") -> str:
    """Return a value of an indicator with its unit, as in ``31.2 per 100,000 people``."""
    text = numbers.words(language)
    if indicator.unit == "proportion":
        return numbers.share(value, language)
    if indicator.unit == "usd":
        return numbers.money(value, language)
    if indicator.unit == "days":
        return str(text["day" if value == 1 else "days"]).format(value=numbers.number(value, language))
    if indicator.unit == "count":
        return numbers.count(value, language)
    if indicator.unit == "rate" and indicator.per > 1:
        per = numbers.count(indicator.per, language)
        return str(text["rate"]).format(value=numbers.number(value, language), per=per)
    return numbers.number(value, language)


def short_value(value: float, indicator: Indicator, language: str = "en") -> str:
    """Return a value for a chart: the line under the chart's title names the unit once."""
    if indicator.unit == "usd":
        return numbers.short_money(value, language)
    if indicator.unit == "proportion":
        return numbers.share(value, language)
    return numbers.count(value, language) if indicator.unit == "count" else numbers.number(value, language)


def tick_labels(grid: Sequence[float], indicator: Indicator, language: str = "en") -> list[tuple[float, str]]:
    """Return the ticks of an axis with their labels: short values, with more digits where two would read alike."""
    labels = [short_value(tick, indicator, language) for tick in grid]
    if len(set(labels)) < len(labels):
        write = numbers.tenths if indicator.unit == "proportion" else numbers.number
        labels = [write(tick, language) for tick in grid]
    return list(zip(grid, labels, strict=True))


def short_range(low: float, high: float, indicator: Indicator, language: str = "en") -> str:
    """Return two values for a chart as one range."""
    if indicator.unit == "proportion":
        return numbers.share_range(low, high, language)
    return numbers.between(short_value(low, indicator, language), short_value(high, indicator, language), language)


def verdict_sentence(result: IndicatorResult, indicator: Indicator, shown_name: str, language: str = "en") -> str:
    """Return the verdict in words, from the two periods the rule named; a "can't tell" says why.

    ``shown_name`` is the indicator's name in the language.
    """
    verdict = result.verdict
    reason = f"reason.{verdict.reason}"
    why = sentence(reason, language) if has_sentence(reason) else ""
    if verdict.state == "cant_tell":
        return f"{sentence('verdict.cant_tell', language, name=shown_name)} {why}".strip()
    ends = [_value_at(result.points, period) for period in (verdict.first, verdict.last)]
    values: dict[str, object] = {"first_period": verdict.first, "last_period": verdict.last}
    if verdict.method == "days_between":
        return sentence(f"verdict.waits_{verdict.state}", language, name=shown_name, **values)
    if None in ends:
        return sentence(f"verdict.{verdict.state}_unshown", language, name=shown_name, **values)
    first, last = (indicator_value(end or 0.0, indicator, language) for end in ends)
    return sentence(f"verdict.{verdict.state}", language, name=shown_name, first=first, last=last, **values)


def verdict_word(result: IndicatorResult, language: str = "en") -> str:
    """Return the verdict in one or two words."""
    return name("verdict", result.verdict.state, language)


def caution_sentences(result: IndicatorResult, indicator: Indicator, language: str = "en") -> tuple[str, ...]:
    """Return what the verdict must not be read without: trial limits, an association, a weak source, age adjustment."""
    flagged = [flag for flag in result.verdict.flags if has_sentence(f"caution.{flag}")]
    said = [sentence(f"caution.{flag}", language) for flag in flagged]
    if indicator.age_adjusted:
        said.append(sentence("caution.age_adjusted", language, standard=indicator.age_adjusted))
    elif indicator.judged_on == "age_adjusted":
        standard = name("standard_population", indicator.standard_population, language)
        said.append(sentence("caution.age_adjusted", language, standard=standard))
    return tuple(said)


def dated_change_sentence(result: IndicatorResult, indicator: Indicator, what: str, language: str = "en") -> str:
    """Return which dated change was looked at, or that there are too few points around it; empty without one."""
    change = indicator.dated_change
    if change is None:
        return ""
    key = "verdict.dated_change" if result.verdict.method == "segmented" else "verdict.dated_change_untested"
    return sentence(key, language, period=change.period, what=what, least=ladder_rules().dated_change_each_side)


def overdue_sentence(result: IndicatorResult, indicator: Indicator, language: str = "en") -> str:
    """Return that the next number was owed by a day that is past; empty where it was not."""
    return sentence("verdict.overdue", language, due=indicator.next_update) if result.overdue else ""


def stale_sentence(result: IndicatorResult, language: str = "en") -> str:
    """Return how old the data is when it is stale; empty otherwise."""
    if not result.stale or result.latest is None or result.age_months is None:
        return ""
    age = age_words(result.age_months, language)
    return sentence("verdict.stale", language, period=result.latest.period, age=age)


def disturbed_sentence(points: Sequence[Point], language: str = "en") -> str:
    """Return that the newest numbers lie in a disturbed span and compare with nothing; empty where they do not.

    Where the source grades all of them weak, it says that they were reported only in part.
    """
    newest = [*takewhile(lambda point: point.disturbed, reversed(points))][::-1]
    if not newest:
        return ""
    graded = [point.quality for point in newest if point.quality is not None]
    weak = bool(graded) and min(graded) >= ladder_rules().weak_quality
    span = "–".join(dict.fromkeys(period(end.period, language) for end in (newest[0], newest[-1])))
    return sentence("verdict.disturbed_weak" if weak else "verdict.disturbed", language, span=span)


def break_sentences(indicator: Indicator, result: IndicatorResult, language: str = "en") -> tuple[str, ...]:
    """Return one sentence for each break: confirmed ones, whose notes say more, then those only proposed."""
    known = [
        sentence("verdict.break", language, period=each.period)
        for each in indicator.breaks
        if each.status == "confirmed"
    ]
    asked = [sentence("verdict.break_proposed", language, period=each.period) for each in result.proposed_breaks]
    return (*known, *asked)


def scorecard_sentence(scorecard: Scorecard, language: str = "en") -> str:
    """Return the counts over signs of safety: counts only, never a total (method.md 5.7)."""
    if not scorecard.indicators:
        return sentence("scorecard.none", language)
    counts = [(state, getattr(scorecard, state)) for state in VERDICTS]
    parts = ", ".join(verdict_count(state, count, language) for state, count in counts if count)
    if scorecard.indicators == 1:
        return sentence("scorecard.one", language, parts=parts)
    return sentence("scorecard.counts", language, all=scorecard.indicators, parts=parts)


def verdict_count(state: str, number: int, language: str = "en") -> str:
    """Return how many signs have a verdict, as in ``4 improved`` or ``1 shows no clear change``."""
    one = f"scorecard.{state}_one"
    return sentence(one if number == 1 and has_sentence(one) else f"scorecard.{state}", language, number=number)


def own_counts_sentence(indicator: Indicator, language: str = "en") -> str:
    """Return how counts are shown that a community collected itself; empty for those a public source printed.

    >>> from dataclasses import replace
    >>> printed = Indicator(id="calm", name="", plain_question="", principle=None, unit="proportion", numerator="",
    ...                     denominator="", source={})
    >>> own_counts_sentence(printed), own_counts_sentence(replace(printed, counted_by="community"))[:35]
    ('', 'The community counted this itself. ')
    """
    if indicator.counted_by != "community" or not indicator.people:
        return ""
    exact = indicator.exact_counts
    if exact is None:
        return sentence("own_counts.rounded", language)
    return sentence("own_counts.exact", language, on=exact.on, reason=exact.reason)


def survivor_named_sentence(scorecard: Scorecard, language: str = "en") -> str:
    """Return under which principles survivors have named no sign yet; empty when there is none."""
    missing = scorecard.principles_without_survivor_named
    if not missing:
        return ""
    names = numbers.listed(tuple(name("principle", code, language) for code in missing), language)
    return sentence("scorecard.no_survivor_named", language, names=names)


def _value_at(points: tuple[Point, ...], period: str | None) -> float | None:
    found: Figure | None = next((point.figure for point in points if point.period == period), None)
    return found.value if found else None
