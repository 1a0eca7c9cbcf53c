"""A target in words: what was set, where the latest value stands beside the path, and what the process would do."""

from __future__ import annotations

from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.results import IndicatorResult, TargetStatus
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.targets import annual_percent
from sharedsafety.report import numbers
from sharedsafety.report.change_sentences import indicator_value
from sharedsafety.report.sentences import sentence
from sharedsafety.report.working_sentences import signed_value


def target_sentence(result: IndicatorResult, indicator: Indicator, language: str = "en") -> str:
    """Return how the latest value stands against the path to the target, and whether it holds; empty without one.

    Once a process has moved, limits from before say nothing of what it would do again and again.
    """
    target = result.target
    if target is None:
        return ""
    value = indicator_value(target.value, indicator, language)
    key = f"target.floor_{target.state}" if target.kind == "floor" else f"target.{target.state}"
    text = sentence(key, language, value=value, by=target.by)
    if target.assurance is None:
        return text
    holds = target.assurance if result.verdict.state == "no_clear_change" else "moved"
    return f"{text} {sentence(f'target.{holds}', language)}"


def target_set_sentence(result: IndicatorResult, indicator: Indicator, group: str = "", language: str = "en") -> str:
    """Return which target was set, by its kind; empty without one.

    ``group`` is the name of the group of a gap target in the language.
    """
    status, target = result.target, indicator.target
    if status is None or target is None:
        return ""
    value = indicator_value(status.value, indicator, language)
    values: dict[str, object] = {"value": value, "by": status.by, "group": group}
    if target.kind == "percent_change":
        way = "less" if target.value < 0 else "more"
        if status.start_period is None:
            return ""
        percent = numbers.percent(target.value / 100, language)
        return sentence(f"target.set_{way}", language, percent=percent, start=status.start_period, **values)
    if target.kind == "floor":
        return sentence("target.set_ceiling" if indicator.better == "down" else "target.set_floor", language, **values)
    return sentence(f"target.set_{target.kind}", language, **values)


def path_sentence(result: IndicatorResult, indicator: Indicator, language: str = "en") -> str:
    """Return what the path asks for in the latest period, and which shape it has; empty where there is no path."""
    status = result.target
    if status is None or status.kind == "floor" or status.start_period is None or status.latest_period is None:
        return ""
    expected = indicator_value(status.expected, indicator, language)
    ends = {"start": status.start_period, "latest": status.latest_period}
    told = sentence(f"target.path_{status.path}", language, expected=expected, **ends)
    return " ".join((told, *_step(status, indicator, language)))


def _step(status: TargetStatus, indicator: Indicator, language: str) -> tuple[str, ...]:
    """Return how much the whole path asks for in each year, from its start to the target."""
    years = parse_period(status.by).years - parse_period(status.start_period or status.by).years
    start = status.start_value
    if start is None or years <= 0:
        return ()
    if status.path == "constant_rate" and start > 0 and status.value > 0:
        percent = annual_percent(start, status.value, years)
        return (sentence("target.step_constant_rate", language, percent=percent),)
    step = signed_value((status.value - start) / years, indicator, language)
    return (sentence("target.step_linear", language, step=step),)
