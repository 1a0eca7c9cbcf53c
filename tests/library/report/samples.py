"""Small made-up results that the report's tests draw and write: example data, no community."""

from __future__ import annotations

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import (
    Change,
    ChangeRow,
    CodingQuality,
    Coverage,
    MoneyRow,
    Outturn,
    Totals,
    YearView,
)
from sharedsafety.progress.results import Disparity, GroupRow, IndicatorResult, Limits, Point, Scorecard, Verdict
from sharedsafety.progress.series import Break, Indicator

P = 812e6
BASIS = "FY2027 adopted"


def usd(value: float | None, spread: float = 0.0, why: str | None = None) -> Figure:
    if value is None:
        return Figure(value=None, unit="usd", basis=BASIS, why=why or "not_loaded")
    ends = {"low": value * (1 - spread), "high": value * (1 + spread), "interval": "90 % of codings"}
    return Figure(value=value, unit="usd", basis=BASIS, **(ends if spread else {}))


def part(value: float, low: float | None = None, high: float | None = None) -> Figure:
    return Figure(
        value=value, unit="share", basis=BASIS, denominator="P", denominator_value=P, low=low, high=high,
        interval="90 % of codings",
    )  # fmt: skip


def row(code: str, dollars: float, spread: float = 0.05, name: str | None = None) -> MoneyRow:
    share = part(dollars / P, dollars / P * (1 - spread), min(1.0, dollars / P * (1 + spread)))
    return MoneyRow(code=code, name=name, amount=usd(dollars, spread), share=share, programs=("sheriff-patrol",))


FAMILIES = (
    row("JS", 418e6, 0.02), row("WB", 171e6, 0.18), row("CR", 121e6, 0.03), row("SV", 38e6, 0.15),
    row("BC", 27e6, 0.12), row("OT", 22e6, 0.1), row("SY", 9e6, 0.1), row("VP", 6e6, 0.2),
)  # fmt: skip
LEVELS = (
    row("primary", 0.06 * P, 0.2), row("secondary", 0.16 * P, 0.12), row("tertiary", 0.08 * P, 0.2),
    row("response", 0.66 * P, 0.04), row("enabling", 0.01 * P, 0.1), row("none", 0.03 * P, 0.1),
)  # fmt: skip
PURPOSES = (
    row("prevents", 0.22 * P, 0.14), row("heals", 0.08 * P, 0.2),
    row("answers", 0.66 * P, 0.04), row("runs", 0.04 * P, 0.1),
)  # fmt: skip
CONTROL = (
    row("discretionary", 203e6), row("steerable", 188e6), row("locked", 373e6), row("unknown", 48e6),
)  # fmt: skip


def labels(shift: float) -> tuple[MoneyRow, ...]:
    return (
        row("safe", 500e6 + shift, 0, "Safe and livable places"),
        row("house", 200e6 - shift, 0, "=Housing and homelessness"),
    )


def view(year: int = 2027) -> YearView:
    return YearView(
        fiscal_year=year,
        phase="adopted",
        label=BASIS,
        basis=BASIS,
        documents=("adopted-2027",),
        reconciled=True,
        program_detail=True,
        totals=Totals(
            document_total=usd(2.1e9), all_operating=usd(1.94e9), perimeter=usd(P, 0.01), perimeter_free=usd(7e8),
            local_choice=usd(391e6, 0.02), net_local=usd(None), outside=usd(1.1e9), uncoded=usd(2e6), excluded={},
        ),
        tables={
            "family": FAMILIES, "level": LEVELS, "purpose": PURPOSES, "control": CONTROL, "stated_label": labels(0.0),
        },
        upstream_per_response=part(0.33),
        real_perimeter_per_person=usd(1968.0),
        cliffs=(),
        cliff_within_24_months=part(0.018),
        durability=part(0.8),
        quality=CodingQuality(
            by_status=(), by_basis=(), unreviewed=part(0.31), uncoded=usd(2e6), uncoded_programs=("a", "b")
        ),
    )  # fmt: skip


def change_row(code: str, before: float, after: float, cents: float | None) -> ChangeRow:
    marginal = part(cents, max(cents - 0.04, 0), cents + 0.04) if cents is not None else usd(None, why="not_admissible")
    return ChangeRow(
        code=code, before=usd(before), after=usd(after, 0.06), change=usd(after - before), marginal_share=marginal,
        growth_effect=usd(1.0), mix_effect=usd(1.0), real_per_person_change=usd(1.0),
    )  # fmt: skip


CHANGE = Change(
    start_year=2022,
    end_year=2027,
    phase="adopted",
    deflated=True,
    per_person=True,
    deflator="state and local price index",
    growth=usd(64e6),
    rows=(
        change_row("JS", 401e6, 418e6, 0.27), change_row("WB", 144e6, 171e6, 0.42),
        change_row("CR", 112e6, 121e6, 0.14),
        change_row("SV", 34e6, 38e6, 0.06), change_row("BC", 24e6, 27e6, 0.05), change_row("OT", 21e6, 22e6, 0.02),
        change_row("SY", 8e6, 9e6, 0.02), change_row("VP", 4e6, 6e6, 0.03),
    ),
    additions=(),
    cuts=(),
    flags=(),
)  # fmt: skip

COVERAGE = Coverage(
    priorities=9, with_some_money=7, with_ongoing_money=5, asked_an_amount=6, amount_met=3, amount_not_met=2,
    amount_cant_tell=1, together_once=usd(48.2e6, 0.05), added_since_adoption=usd(2.6e6),
)  # fmt: skip
SCORECARD = Scorecard(
    indicators=14, improving=4, no_clear_change=7, worsening=1, changed=0, cant_tell=2,
    principles_without_survivor_named=("PHF", "MSW"),
)  # fmt: skip
ESTIMATE = Outturn(
    fiscal_year=2026, comparison="estimate", ratio=part(0.97), ratio_band=None, variance=part(0.1), variance_band=None,
    shifted_out=usd(3.2e6, 0.1), shifted_by_category=(row("SV-TRC", 3.2e6),), by_category=(), flags=(),
)  # fmt: skip

INDICATOR = Indicator(
    id="crisis-met", name="Crisis calls met by a care team", plain_question="Does a care team come?", principle="PHF",
    unit="proportion", numerator="calls met", denominator="all crisis calls", source={"title": "example"},
    frequency="monthly", better="up",
    breaks=(Break(period="2025-01", note="dispatch codes changed.", source="example"),),
)  # fmt: skip
RATE = Indicator(
    id="assault", name="Assault deaths", plain_question="How many?", principle="PHF", unit="rate", per=100000,
    numerator="deaths", denominator="people", source={"title": "example"}, better="down",
)  # fmt: skip

_BEFORE = (27, 25, 29, 26, 24, 28, 27, 25, 26, 29, 27, 26)
_AFTER = (18, 20, 17, 19, 21, 18, 20, 19, 17, 20, 19, 21, 22, 21, 22, 27, 30, 31, 33, 31, 34)
_LABELS = ("none",) * 11 + ("shift",) * 4 + ("outside",) * 6


def share_figure(percent: float, spread: float = 0.0) -> Figure:
    value = percent / 100
    ends = {"low": value - spread, "high": value + spread, "interval": "95 % Wilson"} if spread else {}
    return Figure(value=value, unit="proportion", basis="2025", **ends)


def points() -> tuple[Point, ...]:
    first = [
        Point(period=f"2024-{month:02d}", figure=share_figure(value), display="shown")
        for month, value in enumerate(_BEFORE, 1)
    ]
    later = [
        Point(
            period=f"{2025 + index // 12}-{index % 12 + 1:02d}",
            figure=share_figure(value),
            display="shown",
            label=label,
            segment=1,
        )
        for index, (value, label) in enumerate(zip(_AFTER, _LABELS, strict=True))
    ]
    return (*first, *later)


def result(state: str = "improving", reason: str = "xmr_special_cause") -> IndicatorResult:
    every = points()
    limits = Limits(
        segment=1, mean=0.19, lower=0.135, upper=0.247, near_lower=0.15, near_upper=0.23,
        baseline=("2025-01", "2025-12"), trial=False,
    )  # fmt: skip
    verdict = Verdict(state=state, method="xmr", reason=reason, first="2025-01", last="2026-09")  # type: ignore[arg-type]
    return IndicatorResult(
        indicator_id="crisis-met", points=every, limits=(limits,), latest=every[-1], verdict=verdict,
        disparity=DISPARITY, target=None, stale=True, age_months=31, proposed_breaks=(),
    )  # fmt: skip


def yearly() -> IndicatorResult:
    """Annual rates with intervals, one year not shown."""
    values = (21.4, 22.0, 19.8, None, 18.2, 17.9, 16.1, 15.8)
    every = tuple(
        Point(period=str(2015 + index), figure=None, display="not_shown", code="S")
        if value is None
        else Point(
            period=str(2015 + index),
            display="shown",
            figure=Figure(value=value, unit="rate", basis="year", low=value - 2.2, high=value + 2.4),
        )
        for index, value in enumerate(values)
    )
    verdict = Verdict(state="cant_tell", method="none", reason="too_few_points", needed="more_periods")
    return IndicatorResult(
        indicator_id="assault", points=every, limits=(), latest=every[-1], verdict=verdict, disparity=None, target=None,
        stale=False, age_months=6, proposed_breaks=(),
    )  # fmt: skip


def group(name: str, percent: float | None, spread: float = 0.0, display: str = "shown", code: str = "") -> GroupRow:
    figure = share_figure(percent, spread) if percent is not None else None
    return GroupRow(
        group_type="language", group=name, period="2026", figure=figure, display=display, code=code,  # type: ignore[arg-type]
        difference=None, ratio=None,
    )  # fmt: skip


DISPARITY = Disparity(
    rows=(
        group("All", 31, 0.02), group("English", 34, 0.03), group("Spanish", 22, 0.065),
        group("Vietnamese", 27, 0.11, "caution"), group("Other languages", None, 0, "not_shown", "S"),
    ),
    summaries={},
    reference="All",
)  # fmt: skip
