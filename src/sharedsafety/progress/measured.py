"""An observation as a measured point: its value, its interval, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharedsafety.core.disclosure import People, Released, release
from sharedsafety.core.figure import COMPLETE_COUNT, Figure
from sharedsafety.core.intervals import clopper_pearson, effective_sample, exact_poisson
from sharedsafety.core.reliability import (
    proportion_is_steady,
    proportion_reliability,
    rate_is_steady,
    rate_reliability,
    reliability_rules,
)
from sharedsafety.progress.periods import Period, parse_period
from sharedsafety.progress.public_counts import as_public
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator, Observation

POISSON = "95 % exact Poisson"
BINOMIAL = "95 % Clopper-Pearson"
SURVEY = "95 % Korn-Graubard"
ADJUSTED = "95 % Fay-Feuer"
PUBLISHED = "95 % as published"
NO_INTERVAL = "none given by the source"

#: Units whose numerator is a number of events or people that chance alone moves.
COUNTED = frozenset({"rate", "proportion", "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One observation with its period read. ``value`` is None where the source has none.

    Only ``released`` may leave the library; ``events`` and ``denominator`` are None where the unit has no counts.
    ``worth`` is what one answer of a survey counts for beside one drawn by chance alone (1 elsewhere).
    """

    period: Period
    value: float | None
    events: float | None
    denominator: float | None
    low: float | None
    high: float | None
    interval: str
    quality: int | None
    released: Released
    worth: float = 1.0

    @property
    def counts(self) -> tuple[float, float]:
        """Return events and people as tests take them: of a survey, the effective ones."""
        return (self.events or 0.0) * self.worth, (self.denominator or 1.0) * self.worth

    @property
    def shown(self) -> bool:
        """Return whether the point has a figure to show."""
        return self.released.figure is not None

    @property
    def tested(self) -> bool:
        """Return whether tests use the point: all that is shown, and counts whose rate alone is too unsteady.

        Leaving out small counts would bend every trend; only privacy keeps a count out of a test.
        """
        return self.shown or (self.released.code == "U" and self.events is not None)


def measured(indicator: Indicator, observation: Observation) -> Measured:
    """Return an observation as a point of its series.

    Raises:
        BadInput: ``period-unreadable``.
    """
    people = people_of(indicator, observation)
    observation = as_public(indicator, observation)
    value, events = value_of(indicator, observation), events_of(indicator, observation)
    low, high, interval = _interval(indicator, observation, events)
    figure = Figure(
        value=value,
        unit=unit_name(indicator),
        basis=observation.period,
        denominator=indicator.denominator or None,
        denominator_value=observation.denominator,
        low=low,
        high=high,
        interval=interval,
        ids=(indicator.id,),
    )
    return Measured(
        period=parse_period(observation.period),
        value=value,
        events=events,
        denominator=observation.denominator,
        low=low,
        high=high,
        interval=interval,
        quality=observation.quality,
        released=release(
            figure,
            people=people,
            source_code=observation.code,
            reliable=_is_reliable(indicator, observation, value, low, high),
            caution=_needs_caution(indicator, observation),
            zero=_zero(indicator, observation) if events == 0 else None,
        ),
        worth=worth_of(indicator, observation),
    )


def in_order(indicator: Indicator, observations: Iterable[Observation]) -> tuple[Measured, ...]:
    """Return the observations as points in order of time, whatever the order of the rows."""
    return tuple(sorted((measured(indicator, each) for each in observations), key=lambda point: point.period))


def value_of(indicator: Indicator, observation: Observation) -> float | None:
    """Return the value in the indicator's unit: from the counts where there are both, else as given."""
    numerator, denominator = observation.numerator, observation.denominator
    if observation.code == "Z":
        return 0.0
    if indicator.unit == "count":
        return numerator if numerator is not None else observation.value
    if numerator is not None and denominator:
        return numerator / denominator * (indicator.per if indicator.unit != "proportion" else 1.0)
    return None if denominator == 0 else observation.value


def events_of(indicator: Indicator, observation: Observation) -> float | None:
    """Return the events counted, or None where the source has no count that chance alone moves."""
    if indicator.unit not in COUNTED:
        return None
    if observation.code == "Z":
        return 0.0
    if indicator.unit == "count":
        return value_of(indicator, observation)
    if observation.numerator is None and observation.value is not None and is_survey(indicator, observation):
        return observation.value * (observation.denominator or 0.0)
    return observation.numerator if observation.denominator else None


def is_survey(indicator: Indicator, observation: Observation) -> bool:
    """Return whether a row is a survey's share with its number of answers and its design effect."""
    return indicator.unit == "proportion" and bool(observation.denominator) and (observation.design_effect or 0) > 0


def worth_of(indicator: Indicator, observation: Observation) -> float:
    """Return the effective sample of a survey over its sample (0-1); 1 where nothing says otherwise."""
    if not is_survey(indicator, observation):
        return 1.0
    sample = observation.denominator or 1.0
    worth = effective_sample(
        sample, design_effect=observation.design_effect or 1.0, degrees_of_freedom=observation.degrees_of_freedom
    )
    return worth / sample


def people_of(indicator: Indicator, observation: Observation) -> People | None:
    """Return the counts of people that the gate must look at; None for dollars and things.

    A numerator the source leaves out is worked out from value and denominator, as any reader could.
    """
    numerator, denominator = observation.numerator, observation.denominator
    if not indicator.people or (indicator.unit == "usd" and denominator is None):
        return None
    if indicator.unit in {"usd", "days"}:
        return People(numerator=None, denominator=denominator, rate=False)
    if indicator.unit == "count":
        return People(numerator=value_of(indicator, observation), denominator=denominator, rate=False)
    if numerator is None and observation.value is not None and denominator is not None:
        scale = 1.0 if indicator.unit == "proportion" else indicator.per
        numerator = round(observation.value * denominator / scale, 6)
    part = indicator.unit != "ratio"
    return People(numerator=numerator, denominator=denominator, rate=part, within=part)


def people_counted(indicator: Indicator, point: Measured) -> float | None:
    """Return the people to whom it happened; without a count, as any reader works them out from the value."""
    if point.events is not None or indicator.unit not in {"rate", "proportion"}:
        return point.events
    if point.value is None or point.denominator is None:
        return None
    return round(point.value * point.denominator / (1.0 if indicator.unit == "proportion" else indicator.per), 6)


def unit_name(indicator: Indicator) -> str:
    """Return the unit of the figure: ``per_100k``, ``share``, ``people``, ``count``, ``days``, ``usd``, ``ratio``."""
    if indicator.unit == "rate":
        per = round(indicator.per)
        return f"per_{per // 1000}k" if per >= 1000 and per % 1000 == 0 else f"per_{per}"
    if indicator.unit == "count":
        return "people" if indicator.people else "count"
    return {"proportion": "share"}.get(indicator.unit, indicator.unit)


def _interval(
    indicator: Indicator, observation: Observation, events: float | None
) -> tuple[float | None, float | None, str]:
    if observation.low is not None and observation.high is not None:
        return observation.low, observation.high, PUBLISHED
    if events is None or events < 0:
        return None, None, NO_INTERVAL
    if indicator.unit == "proportion":
        if not observation.denominator or events > observation.denominator:
            return None, None, NO_INTERVAL
        worth = worth_of(indicator, observation)
        limits = clopper_pearson(events * worth, observation.denominator * worth)
        return *limits, SURVEY if is_survey(indicator, observation) else BINOMIAL
    scale = indicator.per / observation.denominator if indicator.unit == "rate" and observation.denominator else 1.0
    low, high = exact_poisson(events)
    return low * scale, high * scale, POISSON


def _is_reliable(
    indicator: Indicator, observation: Observation, value: float | None, low: float | None, high: float | None
) -> bool:
    events, denominator = observation.numerator, observation.denominator
    if events is None and not observation.code and is_survey(indicator, observation):
        events = events_of(indicator, observation)
    if value is None or indicator.unit not in {"rate", "proportion"}:
        return True
    if events is not None and denominator and 0 <= events <= denominator and indicator.unit == "proportion":
        worth = worth_of(indicator, observation)
        return proportion_reliability(events * worth, denominator * worth).verdict == "show"
    if events is not None and denominator:
        return rate_reliability(events, denominator).reliable
    if low is None or high is None:
        return True
    return (proportion_is_steady if indicator.unit == "proportion" else rate_is_steady)(value, low, high)


def _needs_caution(indicator: Indicator, observation: Observation) -> bool:
    weak = observation.quality is not None and observation.quality >= ladder_rules().weak_quality
    events = observation.numerator if indicator.unit == "rate" else None
    return weak or (events is not None and events < reliability_rules().rates.caution_below_events)


def _zero(indicator: Indicator, observation: Observation) -> Figure:
    """Return the count of zero that stands in place of a rate of zero."""
    return Figure(
        value=0.0,
        unit="people" if indicator.people else "count",
        basis=observation.period,
        interval=COMPLETE_COUNT,
        ids=(indicator.id,),
    )
