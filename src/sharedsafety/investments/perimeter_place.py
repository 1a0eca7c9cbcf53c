"""Does safety money as a whole reach the places with most harm, and how much of it can be placed (method.md 4.8)?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded import Area, AreaShare, Fund
from sharedsafety.investments.coding import CodedPart
from sharedsafety.investments.lamps import lamp_settings
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.place import place_measures
from sharedsafety.investments.scope import split_cube, year_money
from sharedsafety.investments.year_amounts import OUTSIDE


def perimeter_place(
    cube: LedgerCube,
    parts: Sequence[CodedPart],
    funds: Mapping[str, Fund],
    places: tuple[Sequence[Area], Sequence[AreaShare]],
    headline: tuple[int, str],
) -> dict[str, Figure]:
    """Return the share of P that can be placed (``allocable``), its Kakwani difference and its dollars out of place.

    Args:
        places: the areas, and the share of each program's money that reaches them.
        headline: fiscal year and phase.

    Can't tell, with the reason, where the Place lamp of a priority could not be told either: no areas, fewer than the
    rule asks for, too little that can be placed, need unknown.

    Source: method.md 4.8, of all safety money instead of one priority's.
    """
    areas, area_shares = places
    dollars = _dollars_of_programs(cube, parts, funds, headline)
    total = sum(dollars.values())
    reached: dict[str, float] = defaultdict(float)
    for row in area_shares:
        reached[row.area_id] += dollars.get(row.program_key, 0.0) * float(row.share)
    spend = [reached[area.area_id] for area in areas]
    like = Figure(
        value=None, unit="share", basis=f"FY{headline[0]} {headline[1]}", denominator="P", denominator_value=total
    )
    if not areas or total <= 0:
        missing = replace(like, why="no_areas" if total > 0 else "denominator_not_positive")
        return {"allocable": missing, "kakwani": missing, "out_of_place": missing}
    allocable = replace(like, value=sum(spend) / total)
    found = _measured(areas, spend, like, allocable.value or 0.0)
    return {"allocable": allocable, **found}


def _measured(areas: Sequence[Area], spend: Sequence[float], like: Figure, allocable: float) -> dict[str, Figure]:
    rule = lamp_settings().place
    lean = replace(like, unit="ratio", denominator="areas by need", denominator_value=None)
    out = replace(lean, unit="usd", denominator=None)
    why = ""
    if len(areas) < rule["areas"]:
        why = "few_areas"
    elif allocable < rule["allocable"]:
        why = "allocable_too_small"
    elif any(area.need is None for area in areas):
        why = "need_missing"
    measures = (
        None if why else place_measures([a.population for a in areas], [float(a.need or 0) for a in areas], spend)
    )
    if measures is None:
        why = why or "denominator_not_positive"
        return {"kakwani": replace(lean, why=why), "out_of_place": replace(out, why=why)}
    return {
        "kakwani": replace(lean, value=measures.kakwani),
        "out_of_place": replace(out, value=measures.dollars_out_of_place),
    }


def _dollars_of_programs(
    cube: LedgerCube, parts: Sequence[CodedPart], funds: Mapping[str, Fund], headline: tuple[int, str]
) -> dict[str, float]:
    """Return the dollars of P of each program as coded."""
    spending = year_money(split_cube(cube, parts), *headline, funds).spending
    dollars: dict[str, float] = defaultdict(float)
    for part, cents in enumerate(spending.by_part(spending.cents != 0, len(parts))[:-1].tolist()):
        if parts[part].category != OUTSIDE:
            dollars[parts[part].program_key] += cents / 100
    return dollars
