"""Sentences about the whole of the money: totals, prevention, new dollars, what can't be told."""

from __future__ import annotations

from collections.abc import Sequence

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coding import UNCODED
from sharedsafety.investments.results import NO_BUDGET, Change, ChangeRow, MoneyRow, Outturn, YearView
from sharedsafety.report.dates import fiscal_year
from sharedsafety.report.names import name, names, row_name
from sharedsafety.report.sentences import sentence, with_range
from sharedsafety.report.untold import why_sentence


def prevention_share(view: YearView) -> Figure:
    """Return the share of P that prevents harm, primary and secondary prevention simulated as one amount."""
    return next(row.share for row in view.tables["purpose"] if row.code == "prevents")


def prevention(
    view: YearView, place: str, start_month: int, language: str = "en", *, before: YearView | None = None
) -> str:
    """Return how much of every $100 of safety money prevents harm, with its range and an earlier year."""
    figure = prevention_share(view)
    if NO_BUDGET in view.flags:
        return sentence("money.no_budget", language)
    if not figure.can_tell:
        return f"{sentence('money.prevention_cant_tell', language)} {why_sentence(figure, language)}".strip()
    year = fiscal_year(view.fiscal_year, start_month)
    if view.coarse_coding:
        return sentence(f"money.prevention_{view.coarse_coding}", language, year=year, place=place, **_ends(figure))
    text = with_range("money.prevention", figure, "of_100", language, year=year, place=place)
    earlier = prevention_share(before) if before else None
    if before is None or before.coarse_coding or earlier is None or not earlier.can_tell:
        return text
    year = fiscal_year(before.fiscal_year, start_month)
    return f"{text} {sentence('money.prevention_before', language, figure=earlier, year=year)}"


def prevention_title(view: YearView, language: str = "en") -> str:
    """Return the finding that heads the money page."""
    if NO_BUDGET in view.flags:
        return sentence("money.no_budget_title", language)
    figure = prevention_share(view)
    if view.coarse_coding and figure.can_tell:
        return sentence(f"money.prevention_title_{view.coarse_coding}", language, **_ends(figure))
    key = "money.prevention_title" if figure.can_tell else "money.prevention_cant_tell"
    return sentence(key, language, figure=figure)


def per_person(view: YearView, language: str = "en") -> str:
    """Return safety money for each person, or that no population is loaded for the year."""
    figure = view.real_perimeter_per_person
    return sentence("money.per_person" if figure.can_tell else "money.not_per_person", language, figure=figure)


def perimeter(view: YearView, language: str = "en") -> str:
    """Return T, P and L in words."""
    if NO_BUDGET in view.flags:
        return sentence("money.no_budget", language)
    totals = view.totals
    local = totals.local_choice
    values = {"total": totals.all_operating, "perimeter": totals.perimeter}
    if local.can_tell:
        return sentence("money.perimeter", language, local=local, **values)
    return f"{sentence('money.perimeter_no_local', language, **values)} {why_sentence(local, language)}".strip()


def largest_family_title(view: YearView, language: str = "en") -> str:
    """Return the finding above the bars by family: the largest family and its share of P (a range if coarse)."""
    row = _largest(view.tables["family"])
    if row is None or not row.share.can_tell:
        return sentence("money.nothing_coded", language)
    if view.coarse_coding:
        family = row_name("family", row, language)
        return sentence("money.family_title_range", language, family=family, **_ends(row.share))
    return sentence("money.family_title", language, family=row_name("family", row, language), figure=row.share)


def response_title(view: YearView, language: str = "en") -> str:
    """Return the finding above the squares: how much of every $100 answers harm."""
    share = next((row.share for row in view.tables["level"] if row.code == "response"), None)
    if share is None or not share.can_tell:
        return sentence("money.prevention_cant_tell", language)
    return sentence("money.response_title", language, figure=share)


def principle_title(view: YearView, language: str = "en") -> str:
    """Return the finding above the bars by principle: the largest row and its share of P."""
    row = _largest(view.tables["principle"])
    if row is None or not row.share.can_tell:
        return sentence("money.nothing_coded", language)
    return sentence("money.family_title", language, family=row_name("principle", row, language), figure=row.share)


def freedom_title(view: YearView, language: str = "en") -> str:
    """Return the finding above the bar of control classes; the unknown part speaks where it is larger."""
    shares = {row.code: row.share.value for row in view.tables["control"] if row.share.can_tell and row.code != UNCODED}
    if not shares:
        return sentence("money.nothing_coded", language)
    free, unknown = (shares.get(code) or 0.0 for code in ("discretionary", "unknown"))
    if unknown > free:
        return sentence("money.freedom_unknown", language, figure=unknown).rstrip(".")
    return sentence("money.freedom_title", language, figure=free)


def share_of_whole(figure: Figure, language: str = "en") -> str:
    """Return which part of which whole a row of a money table is; empty where that can't be told."""
    return sentence("money.share_of_whole", language, figure=figure) if figure.can_tell else ""


def cliff(view: YearView, language: str = "en") -> str:
    """Return how much money ends within 24 months, or that nobody can tell."""
    figure = view.cliff_within_24_months
    if not figure.can_tell:
        return sentence("money.cliff_cant_tell", language)
    return sentence("money.cliff" if figure.value else "money.cliff_none", language, figure=figure)


def uncoded(view: YearView, language: str = "en") -> str:
    """Return how much spending nobody has coded yet."""
    programs = len(view.quality.uncoded_programs)
    key = {0: "uncoded_none", 1: "uncoded_one"}.get(programs, "uncoded")
    return sentence(f"money.{key}", language, figure=view.quality.uncoded, count=programs)


def growth(change: Change, start_month: int, language: str = "en") -> str:
    """Return whether safety money grew or fell between two years, in which prices."""
    figure = change.growth
    if figure.value is None:
        return sentence("change.cant_tell", language)
    key = ("growth" if figure.value >= 0 else "shrink") + ("" if change.deflated else "_nominal")
    start, end = (fiscal_year(year, start_month) for year in (change.start_year, change.end_year))
    return sentence(f"change.{key}", language, figure=abs(figure.value), start=start, end=end)


def new_dollars_title(change: Change, start_month: int, language: str = "en") -> str:
    """Return where each new dollar went by family, or what grew and what was cut most, or why that can't be said."""
    rows = sorted(
        (row for row in families(change.rows) if row.marginal_share.value),
        key=lambda row: -(row.marginal_share.value or 0.0),
    )
    year = fiscal_year(change.start_year, start_month)
    if not rows:
        return _additions_title(change, start_month, language)
    names = [_family(row.code, language) for row in rows[:2]]
    values = {"year": year, "figure": rows[0].marginal_share, "name": names[0]}
    if len(rows) == 1:
        return sentence("change.new_dollars_title", language, **values)
    more = {"other": rows[1].marginal_share, "other_name": names[1]}
    return sentence("change.new_dollars_two", language, **values, **more)


def mix(change: Change, language: str = "en") -> str:
    """Return which family gained and which lost most beyond growth alone; empty where none did."""
    shifts = {row.code: row.mix_effect.value or 0.0 for row in families(change.rows)}
    if max(shifts.values(), default=0) <= 0 or min(shifts.values(), default=0) >= 0:
        return ""
    toward, away = (pick(shifts, key=lambda code: shifts[code]) for pick in (max, min))
    ends = {"toward": _family(toward, language), "away": _family(away, language)}
    return sentence("change.mix", language, gained=shifts[toward], lost=-shifts[away], **ends)


def families(rows: Sequence[ChangeRow]) -> tuple[ChangeRow, ...]:
    """Return the rows of families, without those of the categories inside them; all rows where there is no family."""
    return tuple(row for row in rows if row.code in names("family")) or tuple(rows)


def _additions_title(change: Change, start_month: int, language: str) -> str:
    rows = [row for row in families((*change.additions, *change.cuts)) if row.change.value]
    if not rows:
        return sentence("change.cant_tell", language)
    most, least = (pick(rows, key=lambda row: row.change.value or 0.0) for pick in (max, min))
    if (most.change.value or 0.0) <= 0 or (least.change.value or 0.0) >= 0:
        return sentence("change.additions_and_cuts", language)
    years = {"start": fiscal_year(change.start_year, start_month), "end": fiscal_year(change.end_year, start_month)}
    added = {"added": most.change, "grew": _family(most.code, language)}
    cut = {"cut": abs(least.change.value or 0.0), "shrank": _family(least.code, language)}
    return sentence("change.added_and_cut", language, **years, **added, **cut)


def outturn(result: Outturn, start_month: int, language: str = "en") -> str:
    """Return how much of the adopted budget was spent; an estimate is said to be one."""
    year = fiscal_year(result.fiscal_year, start_month)
    if result.comparison == "estimate":
        return sentence("outturn.estimate", language, year=year)
    key = "outturn.actual" if result.ratio.can_tell else "outturn.cant_tell"
    return sentence(key, language, year=year, ratio=result.ratio)


def shifted_out(results: Sequence[Outturn], start_month: int, language: str = "en") -> str:
    """Return what left the priorities during the last year that closed, or that nobody can tell."""
    closed = [each for each in results if each.comparison == "actual"]
    last = max(closed, key=lambda each: each.fiscal_year, default=None)
    if last is None or not last.shifted_out.can_tell:
        missing = sentence("outturn.shift_no_closed_year", language)
        why = missing if last is None else why_sentence(last.shifted_out, language)
        return f"{sentence('outturn.shift_cant_tell', language)} {why}"
    year = fiscal_year(last.fiscal_year, start_month)
    if not last.shifted_out.value and not last.shifted_out.high:
        return sentence("outturn.nothing_shifted_out", language, year=year)
    return with_range("outturn.shifted_out", last.shifted_out, "money", language, year=year)


def _largest(rows: Sequence[MoneyRow]) -> MoneyRow | None:
    """Return the row with most dollars; never what nobody coded, for its share is of all spending."""
    coded = [row for row in rows if row.code != UNCODED]
    return max(coded, key=lambda row: row.amount.value or 0.0, default=None)


def _ends(figure: Figure) -> dict[str, float | None]:
    """Return the ends that need no model (method.md 4.9); of a complete count both are the value."""
    if figure.bound_low is None or figure.bound_high is None:
        return {"low": figure.value, "high": figure.value}
    return {"low": figure.bound_low, "high": figure.bound_high}


def _family(code: str, language: str) -> str:
    return name("family" if code in names("family") else "category", code, language)
