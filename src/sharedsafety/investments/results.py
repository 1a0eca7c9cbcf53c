"""What the money chapter returns: frozen results that pages, tables and sentences are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sharedsafety.core.figure import Figure
from sharedsafety.investments.side_by_side import BudgetPair, OverTime, RuleResult, SupplantingCheck

LampName = Literal["level", "direction", "durability", "delivery", "place"]
LampState = Literal["consistent", "partly", "not_consistent", "above_share", "cant_tell", "not_set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """One row of a money table.

    Args:
        code: code of the row (JS-POL, PHF, discretionary, a department ...); ``uncoded`` where nobody coded it.
        name: name as published, or None when the report knows the name of the code.
        amount: dollars with range (``usd``).
        share: share of the table's denominator with range (``share``).
        programs: keys of the programs behind it, largest first; they open both figures.
    """

    code: str
    name: str | None
    amount: Figure
    share: Figure
    programs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The nested totals of one year and phase (method.md 3.1), in dollars, each with its range.

    ``all_operating`` is T, ``perimeter`` P, ``perimeter_free`` P* (P without locked entitlements), ``local_choice`` L,
    ``net_local`` N (can't tell where no revenue is loaded; L where control is unknown for too many dollars).
    ``excluded`` counts what is left out once (transfers, debt principal, reserves) by reason; ``document_total`` is
    everything in the loaded documents.
    """

    document_total: Figure
    all_operating: Figure
    perimeter: Figure
    perimeter_free: Figure
    local_choice: Figure
    net_local: Figure
    outside: Figure
    uncoded: Figure
    excluded: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingQuality:
    """How the coded dollars came to be: shares of P by coding status and by basis.

    ``unreviewed`` is a share of P, ``uncoded`` dollars of T.
    """

    by_status: tuple[MoneyRow, ...]
    by_basis: tuple[MoneyRow, ...]
    unreviewed: Figure
    uncoded: Figure
    uncoded_programs: tuple[str, ...]


#: The flag of a year of which no budget is loaded.
NO_BUDGET = "no_budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """All money tables of one fiscal year and phase.

    ``tables`` maps a table's name to its rows. Names: ``family, category, level, purpose, mode, control, recurrence,
    holder, holder_group, department, fund, stated_label`` and ``principle`` (fractional dollars of P, with the row
    ``none``), ``principle_strict``, ``principle_generous`` (the same under the other marker sets), ``principle_gross``
    (not additive; also ``_strict`` and ``_generous``), ``category_with_overhead`` (method.md 2.5), ``family_free`` and
    ``category_free`` (shares of P*, method.md 3.2).
    ``flags``: receiver_not_loaded, department_totals_only, entitlements_change_ranking, no_budget. ``coarse_coding`` is
    ``functions`` or ``unreviewed`` where so much of P is coded that way that only bounds may be said, not points.
    """

    fiscal_year: int
    phase: str
    label: str
    basis: str
    documents: tuple[str, ...]
    reconciled: bool | None
    program_detail: bool
    totals: Totals
    tables: Mapping[str, tuple[MoneyRow, ...]]
    upstream_per_response: Figure
    real_perimeter_per_person: Figure
    cliffs: tuple[MoneyRow, ...]
    cliff_within_24_months: Figure
    durability: Figure
    quality: CodingQuality
    flags: tuple[str, ...] = ()
    coarse_coding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """The change of one family or category between two years, in real dollars (method.md 4.5)."""

    code: str
    before: Figure
    after: Figure
    change: Figure
    marginal_share: Figure
    growth_effect: Figure
    mix_effect: Figure
    real_per_person_change: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Where the new dollars went between two comparable years.

    ``deflated`` is False with the flag ``not_deflated`` where no price index covers both years; ``additions`` and
    ``cuts`` are filled instead of marginal shares where those are not admissible.
    """

    start_year: int
    end_year: int
    phase: str
    deflated: bool
    per_person: bool
    deflator: str | None
    growth: Figure
    rows: tuple[ChangeRow, ...]
    additions: tuple[ChangeRow, ...]
    cuts: tuple[ChangeRow, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outturn:
    """Adopted against actual (PEFA PI-1, PI-2; method.md 4.6) of one fiscal year.

    ``comparison`` is ``actual`` or ``estimate``; an estimate is shown as such and lights no lamp. ``shifted_out`` is
    what left the community's own priorities during the year: the dollars by which spending fell short of the adopted
    dollars for them, scaled to all that was spent; ``shifted_by_category`` says from where. A priority that asks for
    less takes no part.
    """

    fiscal_year: int
    comparison: str
    ratio: Figure
    ratio_band: str | None
    variance: Figure
    variance_band: str | None
    shifted_out: Figure
    shifted_by_category: tuple[MoneyRow, ...]
    by_category: tuple[MoneyRow, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBase:
    """The answer of the Direction lamp from another base year (the year it ends), with the rule that gave it."""

    base_year: int
    state: LampState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamp:
    """One of the five lamps of a priority, with its working (method.md 4.11).

    Args:
        state: the answer; ``cant_tell`` and ``not_set`` are answers too.
        reason: stable code of the rule that gave the state; the report has a sentence for each.
        figures: named figures that the rule looked at.
        thresholds: the thresholds that were applied, by name.
        other_bases: direction only: the answer under two other base years.
        needed: code of what would settle a ``cant_tell`` (which file, which column), else None.
        base_year: direction only: the fiscal year from which the change is measured.
        notes: what the lamp had to do without: not_per_person, not_deflated, all_dollars, base_earliest_year.
    """

    name: LampName
    state: LampState
    reason: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    other_bases: tuple[OtherBase, ...] = ()
    needed: str | None = None
    notes: tuple[str, ...] = ()
    base_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityMoney:
    """The money beside one stated priority.

    ``admissible`` lists the measures its statement kind allows (method.md 4.1). ``added_since_adoption`` and
    ``already_there`` are real dollars, never merged. ``through_law_enforcement`` lists the programs whose money for the
    priority that family of agencies holds (method.md 4.7): empty means none goes to or through it.
    """

    priority_id: str
    admissible: tuple[str, ...]
    amount: Figure
    share: Figure
    per_person: Figure
    ongoing: Figure
    added_since_adoption: Figure
    already_there: Figure
    by_year: tuple[tuple[str, Figure], ...]
    programs: tuple[MoneyRow, ...]
    by_holder: tuple[MoneyRow, ...]
    through_law_enforcement: tuple[str, ...]
    cliffs: tuple[MoneyRow, ...]
    share_gap: Figure | None
    lamps: tuple[Lamp, ...]
    rules: tuple[RuleResult, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Counts over priorities (method.md 4.4): never ``funded`` alone, never a percent.

    ``ongoing_cant_tell`` counts those with money of which too much has no known recurrence.
    """

    priorities: int
    with_some_money: int
    with_ongoing_money: int
    asked_an_amount: int
    amount_met: int
    amount_not_met: int
    amount_cant_tell: int
    together_once: Figure
    added_since_adoption: Figure
    ongoing_cant_tell: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Shares or ranks against what was stated, only where admissible (method.md 4.2, 4.3)."""

    kind: str
    overlap: Figure | None
    dollars_to_move: Figure | None
    diagnostics: Mapping[str, Figure]
    tau: Figure | None
    discordant: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLabels:
    """The publisher's own labels beside the money, compared and not adopted, with what looks wrong in them."""

    by_year: tuple[tuple[str, tuple[MoneyRow, ...]], ...]
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAssessment:
    """The whole assessment of one community's money. ``headline`` is the (fiscal year, phase) pages open with."""

    headline: tuple[int, str]
    views: tuple[YearView, ...]
    changes: tuple[Change, ...]
    outturns: tuple[Outturn, ...]
    priorities: tuple[PriorityMoney, ...]
    coverage: Coverage
    agreements: tuple[Agreement, ...]
    stated_labels: StatedLabels | None
    seed: int
    draws: int
    pairs: tuple[BudgetPair, ...] = ()
    over_time: OverTime | None = None
    supplanting: tuple[SupplantingCheck, ...] = ()
