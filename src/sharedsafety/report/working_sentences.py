"""The working of a verdict in sentences: the data, the row of the ladder, its numbers, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sharedsafety.core.figure import Figure
from sharedsafety.progress.results import IndicatorResult, Limits, NextValue, Verdict, Working
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator
from sharedsafety.report import numbers
from sharedsafety.report.change_sentences import indicator_value, short_value
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

#: Under this a p is not written out.
_SMALL_P = 0.001
_SPANS = ("year", "quarter", "month")
#: Tests whose size of change is a ratio or percent a year, whatever the indicator's unit.
_SAID_BY_UNIT = frozenset({"rate_ratio", "log_difference", "poisson_trend"})


def data_sentences(working: Working, language: str = "en") -> tuple[str, ...]:
    """Return which points the verdict used, and how many it left out and why."""
    values = {"points": working.points, "first": working.first, "last": working.last}
    key = {0: "no_points", 1: "one_point"}.get(working.points, "points")
    left = [
        sentence(f"working.left_{reason}", language, count=count) for reason, count in working.left_out.items() if count
    ]
    unsteady = [sentence("working.unsteady", language, count=working.unsteady)] if working.unsteady else []
    return (sentence(f"working.{key}", language, **values), *left, *unsteady, *_survey(working, language))


def _survey(working: Working, language: str) -> tuple[str, ...]:
    if working.sample is None or working.effective_sample is None:
        return ()
    effect = working.sample / working.effective_sample
    values = {"sample": working.sample, "effective": working.effective_sample, "effect": effect}
    return (sentence("working.survey", language, last=working.last, **values),)


def rule_sentence(working: Working, language: str = "en") -> str:
    """Return which row of the ladder fired and why it fits."""
    row = sentence("working.row", language, row=working.row, rows=working.rows)
    return f"{row} {sentence(f'ladder.{working.rule}', language, **working.thresholds)}"


def number_sentences(result: IndicatorResult, indicator: Indicator, language: str = "en") -> tuple[str, ...]:
    """Return the numbers the rule looked at: change with interval, statistic, p with threshold, limits, many looks."""
    verdict = result.verdict
    return (
        *_change(verdict, indicator, language),
        *_statistics(verdict, language),
        *_limits(result, indicator, language),
        *_p(verdict, language),
        *_look(result, language),
    )


def change_it_sentences(result: IndicatorResult, indicator: Indicator, language: str = "en") -> tuple[str, ...]:
    """Return what else holds of the next number: between which numbers it was tried, and what would move the rule."""
    working = result.working
    if working is None:
        return ()
    more = [] if working.next_step in (None, "limits_locked") else [sentence(f"working.{working.next_step}", language)]
    breaks = [
        sentence("working.if_break_one" if left == 1 else "working.if_break", language, period=at, count=left)
        for at, left in working.if_break.items()
    ]
    return (*_tried(working, indicator, language), *more, *breaks)


def next_value_lines(result: IndicatorResult, indicator: Indicator, language: str = "en") -> tuple[str, ...]:
    """Return an introduction and one line for each range of the next number; empty where none can be given."""
    working = result.working
    if working is None or not working.next_values:
        return ()
    waits = working.rule == "days_between"
    if len(working.next_values) == 1:
        only = working.next_values[0].state
        key = "working.next_none" if only == result.verdict.state else "working.next_any"
        return (sentence(key, language, word=name("verdict", only, language)),)
    intro = sentence("working.next_wait_intro" if waits else "working.next_intro", language)
    return (intro, *(_range(each, indicator, waits, language) for each in working.next_values))


def _tried(working: Working, indicator: Indicator, language: str) -> tuple[str, ...]:
    """Return between which numbers the ranges were searched; empty where they have no end."""
    low = working.next_values[0].low if working.next_values else None
    high = working.next_values[-1].high if working.next_values else None
    if low is None or high is None:
        return ()
    ends = {"low": _edge(low, indicator, language, short=True), "high": _edge(high, indicator, language)}
    return (sentence("working.next_tried", language, **ends),)


def p_words(p: float, language: str = "en") -> str:
    """Return a p-value for reading.

    >>> p_words(0.0256), p_words(0.00002)
    ('0.0256', 'under 0.001')
    """
    return sentence("working.p_small", language) if p < _SMALL_P else numbers.number(p, language)


def _range(each: NextValue, indicator: Indicator, waits: bool, language: str) -> str:
    def written(value: float | None) -> str:
        if value is None:
            return ""
        if waits:
            return str(numbers.words(language)["days"]).format(value=numbers.count(value, language))
        return _edge(value, indicator, language)

    key = "below" if each.low is None else "above" if each.high is None else "between"
    words = name("verdict", each.state, language)
    low = written(each.low)
    if each.low is not None and key == "between" and not waits:
        low = _edge(each.low, indicator, language, short=True)
    return sentence(f"working.next_{key}", language, low=low, high=written(each.high), word=words)


def signed_value(value: float, indicator: Indicator, language: str) -> str:
    """Return a size of change, with its sign: of a share in percentage points, else in the indicator's unit."""
    if indicator.unit == "proportion":
        return sentence("working.in_points", language, value=value * 100)
    return indicator_value(value, indicator, language)


def _edge(value: float, indicator: Indicator, language: str, *, short: bool = False) -> str:
    """Return an edge with enough digits that a reader can hold a number against it; ``short`` is without its unit."""
    if indicator.unit == "proportion":
        return numbers.tenths(value, language)
    return short_value(value, indicator, language) if short else indicator_value(value, indicator, language)


def _change(verdict: Verdict, indicator: Indicator, language: str) -> Iterator[str]:
    change = verdict.change
    if change is None or change.value is None or change.low is None or change.high is None:
        return
    ends = {"first": verdict.first, "last": verdict.last}
    if verdict.method in _SAID_BY_UNIT:
        yield sentence(f"working.change_{change.unit}", language, **ends, **_three(change))
    elif verdict.method == "newcombe":
        yield sentence("working.change_points", language, **ends, **_three(change, 100))
    elif verdict.method == "segmented":
        yield sentence("working.change_effect", language, **_told(change, indicator, language))
    elif verdict.method == "mann_kendall":
        span = next(span for span in _SPANS if change.unit.endswith(f"_per_{span}"))
        yield sentence(f"working.change_slope_{span}", language, **_told(change, indicator, language))


def _three(change: Figure, scale: float = 1.0) -> Mapping[str, float]:
    return {key: (getattr(change, key) or 0.0) * scale for key in ("value", "low", "high")}


def _told(change: Figure, indicator: Indicator, language: str) -> Mapping[str, str]:
    return {key: signed_value(value, indicator, language) for key, value in _three(change).items()}


def _statistics(verdict: Verdict, language: str) -> Iterator[str]:
    found = verdict.statistics
    if "S" in found:
        yield sentence("working.kendall", language, s=found["S"])
    bends = round(found.get("joinpoints", 0))
    if bends:
        key = "working.joinpoint_one" if bends == 1 else "working.joinpoints"
        yield sentence(key, language, count=bends, first=verdict.first)
    if "dispersion" in found:
        yield sentence("working.dispersion", language, value=found["dispersion"])
    if "events" in found:
        yield sentence("working.waits", language, events=found["events"], days=found["mean_days"])


def _limits(result: IndicatorResult, indicator: Indicator, language: str) -> Iterator[str]:
    newest = result.limits[-1] if result.limits and result.verdict.method == "xmr" else None
    if newest is None:
        return
    baseline = ladder_rules().xmr.baseline
    key = "working.limits_trial" if newest.trial else "working.limits_locked"
    count = min(baseline, result.working.points) if result.working else baseline
    ends = {field: indicator_value(value, indicator, language) for field, value in _ends(newest, indicator).items()}
    ends["lower"] = short_value(_ends(newest, indicator)["lower"], indicator, language)
    first, last = newest.baseline
    yield sentence(key, language, count=count, first=first, last=last, baseline=baseline, **ends)
    yield sentence("working.special", language, count=result.verdict.statistics.get("special_points", 0))


def _ends(limits: Limits, indicator: Indicator) -> Mapping[str, float]:
    """Return the limits as drawn: a lower one below a natural zero stands at zero (method.md 5.4, rule 9)."""
    lower = limits.lower if indicator.unit == "ratio" else max(0.0, limits.lower)
    return {"lower": lower, "mean": limits.mean, "upper": limits.upper}


def _p(verdict: Verdict, language: str) -> Iterator[str]:
    if verdict.p is not None:
        p = p_words(verdict.p, language)
        yield sentence("working.p", language, p=p, significance=ladder_rules().significance)
    if "mann_kendall_p" in verdict.supporting:
        yield sentence("working.support", language, p=p_words(verdict.supporting["mann_kendall_p"], language))


def _look(result: IndicatorResult, language: str) -> Iterator[str]:
    look = result.working.look if result.working else None
    if look is None or result.verdict.p is None or result.verdict.p > ladder_rules().significance:
        return
    key = "working.look_stands" if look.stands else "working.look_falls"
    limit = p_words(look.limit, language)
    yield sentence(key, language, tests=look.tests, place=look.rank, limit=limit)
