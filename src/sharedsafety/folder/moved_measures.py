"""Every single-number measure of a community's money, before moves and after them (method.md 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import Agreement, MoneyAssessment, YearView

_TOTALS = ("all_operating", "perimeter", "perimeter_free", "local_choice", "net_local", "uncoded")
_OF_VIEW = ("real_perimeter_per_person", "upstream_per_response", "durability", "cliff_within_24_months")

Side = tuple[MoneyAssessment, Mapping[str, Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedMeasure:
    """One measure before and after; its name is in ``data/report/names.yaml`` (measure)."""

    code: str
    before: Figure
    after: Figure


def moved_measures(was: Side, now: Side) -> tuple[MovedMeasure, ...]:
    """Return every measure of the headline's year on both sides, whether it changes or not.

    Args:
        was, now: the assessment, and the place measures of all safety money (``perimeter_place``).

    Overlap with stated shares is told as a share and as the dollars that must change place; where no priority states a
    share of safety money both say why there is none.
    """
    before, after = dict(_figures(*was)), dict(_figures(*now))
    return tuple(MovedMeasure(code=code, before=before[code], after=after[code]) for code in before if code in after)


def _figures(money: MoneyAssessment, place: Mapping[str, Figure]) -> Iterator[tuple[str, Figure]]:
    view = _headline(money)
    yield from ((code, getattr(view.totals, code)) for code in _TOTALS)
    yield from ((code, getattr(view, code)) for code in _OF_VIEW)
    yield "unreviewed", view.quality.unreviewed
    yield "together_once", money.coverage.together_once
    known = {agreement.kind: agreement for agreement in money.agreements}
    yield from _agreements(known, view)
    yield from place.items()


def _agreements(known: Mapping[str, Agreement], view: YearView) -> Iterator[tuple[str, Figure]]:
    basis = view.totals.perimeter.basis
    for of in ("P", "T"):
        found = known.get(f"shares_of_{of}")
        if found is not None and found.overlap is not None and found.dollars_to_move is not None:
            yield f"dollars_to_move_of_{of}", found.dollars_to_move
            yield f"overlap_of_{of}", found.overlap
        elif of == "P":
            missing = Figure(value=None, unit="usd", basis=basis, why="no_stated_shares")
            yield "dollars_to_move_of_P", missing
    for kind in ("S1", "S4"):
        found = known.get(f"ranks_{kind}")
        if found is not None and found.tau is not None:
            yield f"tau_of_{kind}", found.tau


def _headline(money: MoneyAssessment) -> YearView:
    return next(view for view in money.views if (view.fiscal_year, view.phase) == money.headline)
