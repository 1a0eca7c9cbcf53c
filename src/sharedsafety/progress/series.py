"""The plain values of the progress chapter: indicators and their observations, as people wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sharedsafety.core.rounding import ExactCounts

Better = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A dated break in a source: nothing is compared across it.

    Args:
        period: first period of the new definition or of the disturbed span.
        until: last disturbed period, or None for a clean change of definition.
        note: what happened, in words.
        source: where that is stated.
        status: ``confirmed`` by a person, or ``proposed`` by the software.
    """

    period: str
    note: str
    source: str
    until: str | None = None
    status: Literal["confirmed", "proposed"] = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedChange:
    """Something that began on a date, in words: level and slope before and after are looked at (method.md 5.3).

    What is found is an association in time, never a cause.
    """

    period: str
    what: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One version of what is counted: since which period, and what it says or what changed with it, in words."""

    version: str
    since: str
    what: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target of one of four kinds (method.md 5.2); a gap target names the group whose value it is about."""

    kind: Literal["absolute", "percent_change", "gap", "floor"]
    value: float
    by: str
    path: Literal["linear", "constant_rate"] = "linear"
    group_type: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of ``indicators/indicators.yaml`` (method.md 5.1).

    Args:
        unit: ``rate`` (per ``per`` people), ``proportion`` (0-1), ``count``, ``ratio``, ``days``, ``usd``.
        per: scale of a rate, such as 100000.
        better: direction that is better; None shows change without a judgement.
        type: population conditions and measures of a program are never mixed.
        numerator, denominator: in words.
        frequency: annual, quarterly or monthly; ``lag_months`` the usual delay.
        source: title, publisher, url, licence, retrieved (all text).
        place: the area the numbers describe, in words ("Los Angeles County").
        program_key: for measures of a program.
        counted_by: ``public_record`` (a source printed the counts) or ``community`` (it collected them itself: they are
            published to the nearest 5, unless ``exact_counts`` records the steward's decision).
        overlapping: types of groups in which a person can be in several (people chose all that apply).
        crosswalk: a label of a group of race or ethnicity that is no category of the standard -> what it holds.
        age_adjusted: the standard population, in words, where the values are rates adjusted for age; empty elsewhere.
        standard_population: name of a standard population (``us-2000``) that the folder's own counts by age are
            weighted to; empty where nothing is adjusted.
        judged_on: whether the verdict is on the plain rate or on the one adjusted for age.
        dated_change: a dated change to look at, or None.
        next_update: the day or period by which the owner owes the next number.
        definition_version: the version of the definition that is in use.
        definitions: all versions of the definition, oldest first.
        what_works: what the partners think would turn the curve (method.md 5.1).
    """

    id: str
    name: str
    plain_question: str
    principle: str | None
    unit: str
    numerator: str
    denominator: str
    source: Mapping[str, str]
    frequency: Literal["annual", "quarterly", "monthly"] = "annual"
    better: Better | None = None
    per: float = 1.0
    type: Literal["population", "performance"] = "population"
    quadrant: Literal["how_much", "how_well", "better_off"] | None = None
    tier: Literal["headline", "secondary", "data_development"] = "headline"
    survivor_named: bool = False
    people: bool = True
    lag_months: int = 12
    seasonal: bool = False
    place: str = ""
    program_key: str | None = None
    catalogue_id: str | None = None
    breaks: tuple[Break, ...] = ()
    target: Target | None = None
    baseline_period: str | None = None
    story: str = ""
    partners: str = ""
    owner: str = ""
    next_update: str | None = None
    cautions: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    counted_by: Literal["public_record", "community"] = "public_record"
    exact_counts: ExactCounts | None = None
    overlapping: tuple[str, ...] = ()
    crosswalk: Mapping[str, str] = field(default_factory=dict)
    age_adjusted: str = ""
    dated_change: DatedChange | None = None
    definition_version: str = ""
    definitions: tuple[Definition, ...] = ()
    what_works: str = ""
    standard_population: str = ""
    judged_on: Literal["plain", "age_adjusted"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One row of ``indicators/observations.csv``.

    Args:
        period: ``2021``, ``2021-07``, ``2021Q3`` or ``2021-07-14``.
        value: in the indicator's unit; None when only counts are given or when it is not shown.
        numerator, denominator: counts, kept separately where the source has them.
        low, high: limits given by the source.
        design_effect: of a survey: variance over that of as many answers drawn by chance alone; None where not known.
        degrees_of_freedom: of the same survey: clusters less strata; None where not known or where there are many.
        quality: 1 good, 2 medium, 3 weak, None not graded.
        group_type, group: disaggregation (``race-ethnicity``, ``Black``); empty for everybody.
        code: ``""`` or S (privacy), U (unreliable), N (not collected), Z (zero), as given by the source.
    """

    indicator_id: str
    period: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    quality: int | None = None
    group_type: str = ""
    group: str = ""
    code: str = ""
    note: str = ""
    design_effect: float | None = None
    degrees_of_freedom: float | None = None
    row: int | None = None
