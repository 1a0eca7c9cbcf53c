"""What the progress chapter returns: verdicts with the rule that fired, and a scorecard of counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sharedsafety.core.disclosure import Display
from sharedsafety.core.figure import Figure

VerdictState = Literal["improving", "worsening", "changed", "no_clear_change", "cant_tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a chart.

    ``figure`` is None where nothing may be shown; then ``display`` is ``not_shown`` and ``code`` says why (S U N).
    ``segment`` counts the spans between breaks from 0; ``label`` is the XmR label (none, outside, trend,
    two_of_three, shift). A ``disturbed`` point lies in a span over which a known break lasts: it compares with nothing.
    """

    period: str
    figure: Figure | None
    display: Display
    code: str = ""
    label: str = "none"
    segment: int = 0
    quality: int | None = None
    disturbed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """XmR limits of one segment (method.md 5.4); ``trial`` while the baseline has fewer than 12 points."""

    segment: int
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    baseline: tuple[str, str]
    trial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a series changed, by the one rule of the ladder that applies to its data (method.md 5.3).

    Args:
        method: code of the test (``rate_ratio, newcombe, log_difference, mann_kendall, xmr, poisson_trend,
            segmented, days_between, none``).
        reason: stable code of the rule that decided; the report has a sentence for each.
        first, last: the two periods the sentence names.
        statistics: what the test computed (``p, slope, ratio, S, dispersion`` ...).
        supporting: results that support or question the verdict, by method code.
        flags: ``provisional, weak_source, break_proposed, association, stale, bh_filtered`` ...
        needed: code of what would settle a ``cant_tell``.
    """

    state: VerdictState
    method: str
    reason: str
    first: str | None = None
    last: str | None = None
    p: float | None = None
    change: Figure | None = None
    statistics: Mapping[str, float] = field(default_factory=dict)
    supporting: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    needed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextValue:
    """What the verdict would be with a next value between ``low`` and ``high`` (None: no end), in the indicator's unit.

    Before claims are looked at side by side; for ``days_between`` in days to the next event.
    """

    low: float | None
    high: float | None
    state: VerdictState


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One claim among all tests of a report (Benjamini-Hochberg): its place by p, the limit there, the outcome."""

    tests: int
    rank: int
    limit: float
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """How a verdict came about: the data it used, the row of the ladder that fired, and what would change it.

    Args:
        rule, row, rows: code of the rule, its place on the ladder from 1, and how many rows the ladder has.
        points, first, last: the points that were used.
        left_out: how many points were not used, by reason: ``before_break``, ``disturbed``, ``privacy``,
            ``unreliable``, ``not_collected``.
        unsteady: points used as counts although the rate alone is too unsteady to show.
        thresholds: the limits of the ladder that the rule looked at, by name.
        next_values: what a next value would make of the verdict, lowest first; empty where that can't be said.
        next_step: code of what else holds of the next point, or None.
        if_break: for each break that is only proposed, how many points would be left after it.
        look: the claim among all tests of the report; None without a p.
        sample, effective_sample: answers of the latest survey, and how many drawn by chance alone they are worth;
            None where the series is no survey with a design effect, or the latest is not shown.
    """

    rule: str
    row: int
    rows: int
    points: int
    first: str | None
    last: str | None
    left_out: Mapping[str, int]
    unsteady: int
    thresholds: Mapping[str, float]
    next_values: tuple[NextValue, ...] = ()
    next_step: str | None = None
    if_break: Mapping[str, int] = field(default_factory=dict)
    look: Look | None = None
    sample: float | None = None
    effective_sample: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group's latest figure beside everybody's: difference and ratio with intervals (method.md 5.6)."""

    group_type: str
    group: str
    period: str
    figure: Figure | None
    display: Display
    code: str
    difference: Figure | None
    ratio: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapClosure:
    """How a group's gap to everybody changed; gaps and changes are above 0 when worse and when better (WX-26).

    ``reading``: ``levelling_up`` (progress), ``reference_worsened``, ``not_closing`` or ``no_clear_gap_at_baseline``.
    """

    group_type: str
    group: str
    first: str
    last: str
    gap_baseline: float
    gap_now: float
    gap_closure: float | None
    own_rate_improved: bool
    own_change: float
    reference_change: float
    mainly_reference_worsened: bool
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disparity:
    """Groups side by side first, one absolute and one relative summary second; never over small cells.

    Keys of ``summaries`` are ``<group type>:<measure>``.
    """

    rows: tuple[GroupRow, ...]
    summaries: Mapping[str, float]
    reference: str
    gaps: tuple[GapClosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStatus:
    """The latest value against the path to the target (method.md 5.2).

    ``assurance`` says whether the process as it is would meet the target by itself (5.4, rule 6); None without a chart.
    The path leads from ``start_value`` in ``start_period`` to ``value`` in ``by``; both are None without a path.
    ``expected`` is for ``latest_period``.
    """

    kind: str
    value: float
    by: str
    expected: float
    state: Literal["ahead", "behind", "on_course_within_noise", "cant_tell"]
    assurance: Literal["consistently_pass", "consistently_fail", "hit_and_miss"] | None = None
    start_period: str | None = None
    start_value: float | None = None
    latest_period: str | None = None
    path: Literal["linear", "constant_rate"] = "linear"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedBreak:
    """A break the software proposes; a person confirms it."""

    period: str
    reason: str
    ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The days between rare events as a chart: one point for each event after the first, its figure in days.

    Limits are on the scale of days; ``points`` are labelled as those of any other control chart.
    """

    points: tuple[Point, ...]
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeStep:
    """One age group of an adjusted rate: its count, its people, and its weight (0-1) in the standard population."""

    ages: str
    events: float
    people: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRate:
    """A rate adjusted for age (Fay-Feuer interval) beside the plain one of the same counts; ``ages`` are all together.

    ``steps`` are the age groups from youngest to oldest; empty where one is kept private.
    """

    period: str
    adjusted: Figure | None
    display: Display
    code: str
    crude: Figure | None = None
    steps: tuple[AgeStep, ...] = ()
    ages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorResult:
    """Everything an indicator's page shows. ``stale`` when the data is older than frequency + 12 months.

    ``latest`` is the last point outside every disturbed span; None where there is none. ``working`` is None where the
    whole sign is held back. ``waits`` is there for rare events that are no people; ``fitted`` are
    (period, value) of the two lines before and after a dated change, where that was tested. ``overdue``
    when the next number was promised for a day that is past. ``age_rates`` are there where the indicator names a
    standard population and has counts by age; where it is judged on them, ``points`` are the adjusted rates.
    """

    indicator_id: str
    points: tuple[Point, ...]
    limits: tuple[Limits, ...]
    latest: Point | None
    verdict: Verdict
    disparity: Disparity | None
    target: TargetStatus | None
    stale: bool
    age_months: int | None
    proposed_breaks: tuple[ProposedBreak, ...]
    working: Working | None = None
    waits: Waits | None = None
    fitted: tuple[tuple[str, float], ...] = ()
    overdue: bool = False
    age_rates: tuple[AgeRate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Counts only (method.md 5.7): never a total score. ``principles_without_survivor_named`` lists principle codes."""

    indicators: int
    improving: int
    no_clear_change: int
    worsening: int
    changed: int
    cant_tell: int
    principles_without_survivor_named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressAssessment:
    """All indicators of a community, in order of principle, and their scorecard (population indicators only)."""

    results: tuple[IndicatorResult, ...]
    scorecard: Scorecard
