"""Changes between two comparable years: growth, mix and marginal shares with their ranges (method.md 4.5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded_amounts import Amounts, dollar_figures, ranged_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.new_dollars import NewDollars, new_dollars
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.results import Change, ChangeRow
from sharedsafety.investments.uncertainty import Floats


def year_pairs(
    makers: Mapping[tuple[int, str], TableMaker], by_program: Collection[tuple[int, str]]
) -> tuple[tuple[TableMaker, TableMaker], ...]:
    """Return the pairs that are compared in each phase: each year with the one before, and the first with the last.

    First and last are those published by program (``by_program``).
    """
    pairs: list[tuple[TableMaker, TableMaker]] = []
    for phase in sorted({phase for _, phase in makers}):
        years = sorted(key for key in makers if key[1] == phase)
        pairs += [(makers[start], makers[end]) for start, end in pairwise(years)]
        detailed = [key for key in years if key in by_program]
        pairs += [(makers[detailed[0]], makers[detailed[-1]])] if len(detailed) > 2 else []
    return tuple(pairs)


def totals_change(start: TableMaker, end: TableMaker, terms: RealTerms) -> Change:
    """Return the change of T alone between years of which one is published by department only."""
    terms = replace(terms, base_year=end.year.money.fiscal_year)
    basis = _basis(start, end, terms)
    before, after = _real(start.total.amounts, start, terms), _real(end.total.amounts, end, terms)
    growth = dollar_figures(after - before, end.codings, basis)[0]
    return _change(start, end, terms, replace(growth, denominator="T"), (), ("department_totals_only",))


def change(start: TableMaker, end: TableMaker, terms: RealTerms) -> Change:
    """Return where the dollars of P went between two years, by family and by category, in prices of the later year."""
    terms = replace(terms, base_year=end.year.money.fiscal_year)
    basis = _basis(start, end, terms)
    before, after = (_real(make.perimeter.amounts, make, terms) for make in (start, end))
    growth = dollar_figures(after - before, end.codings, basis)[0]
    rows: list[ChangeRow] = []
    admissible = True
    for name in ("family", "category"):
        made, fits = _rows(start, end, terms, name)
        rows += made
        admissible &= fits if name == "family" else True
    families = [row for row in rows if "-" not in row.code]
    gains = tuple(row for row in families if (row.change.value or 0.0) > 0)
    losses = tuple(row for row in families if (row.change.value or 0.0) < 0)
    flags = () if admissible else ("marginal_shares_not_admissible",)
    result = _change(start, end, terms, growth, tuple(rows), flags)
    return result if admissible else replace(result, additions=gains, cuts=losses)


def _change(
    start: TableMaker,
    end: TableMaker,
    terms: RealTerms,
    growth: Figure,
    rows: tuple[ChangeRow, ...],
    flags: tuple[str, ...],
) -> Change:
    years = (start.year.money.fiscal_year, end.year.money.fiscal_year)
    deflated = terms.deflated(*years)
    return Change(
        start_year=years[0],
        end_year=years[1],
        phase=end.year.money.phase,
        deflated=deflated,
        per_person=terms.people(*years) is not None,
        deflator=terms.name if deflated else None,
        growth=growth,
        rows=rows,
        additions=(),
        cuts=(),
        flags=(*flags, *(() if deflated else ("not_deflated",))),
    )


def _rows(start: TableMaker, end: TableMaker, terms: RealTerms, name: str) -> tuple[list[ChangeRow], bool]:
    before, after = (_real(make.year.by_part(name, make.year.inside()), make, terms) for make in (start, end))
    codings, codes = end.codings, end.year.coding.names[name]
    used = [i for i in range(len(codes)) if before.point[i] or after.point[i] or (after.free[:, i] != 0).any()]
    before, after = before.rows(used), after.rows(used)
    basis = _basis(start, end, terms)
    point = new_dollars(before.point, after.point)
    if point is None:
        return [], False
    drawn = new_dollars(codings.draws(before), codings.draws(after))
    columns = {
        "before": dollar_figures(before, codings, _year_basis(start, terms)),
        "after": dollar_figures(after, codings, _year_basis(end, terms)),
        "change": dollar_figures(after - before, codings, basis),
    }
    for effect in ("growth_effect", "mix_effect"):
        like = Figure(value=None, unit="usd", basis=basis, denominator="P")
        columns[effect] = ranged_figures(
            getattr(point, effect), None if drawn is None else getattr(drawn, effect), None, like
        )
    columns["marginal_share"] = _marginal(point.marginal_shares, point.change, drawn, basis)
    columns["real_per_person_change"] = _per_person(before, after, start, end, terms)
    rows = [
        ChangeRow(code=codes[i], **{column: figures[at] for column, figures in columns.items()})
        for at, i in enumerate(used)
    ]
    return rows, point.marginal_shares is not None


def _marginal(shares: Floats | None, moved: Floats, drawn: NewDollars | None, basis: str) -> tuple[Figure, ...]:
    like = Figure(
        value=None, unit="share", basis=basis, denominator="new dollars", denominator_value=float(moved.sum())
    )
    if shares is None:
        return tuple(replace(like, why="marginal_shares_not_admissible") for _ in moved)
    changes = None if drawn is None else drawn.change
    with np.errstate(divide="ignore", invalid="ignore"):
        return ranged_figures(shares, None if changes is None else changes / changes.sum(axis=0), None, like)


def _per_person(
    before: Amounts, after: Amounts, start: TableMaker, end: TableMaker, terms: RealTerms
) -> tuple[Figure, ...]:
    basis = _basis(start, end, terms)
    people = terms.people(start.year.money.fiscal_year, end.year.money.fiscal_year)
    if people is None:
        why = "no_population"
        missing = Figure(value=None, unit="usd_per_person", basis=basis, denominator="residents", why=why)
        return tuple(missing for _ in before.point)
    figures = dollar_figures(after * (1 / people[1]) - before * (1 / people[0]), end.codings, basis, "usd_per_person")
    return tuple(replace(figure, denominator="residents", denominator_value=people[1]) for figure in figures)


def _real(amounts: Amounts, make: TableMaker, terms: RealTerms) -> Amounts:
    return amounts * terms.factor(make.year.money.fiscal_year)


def _year_basis(make: TableMaker, terms: RealTerms) -> str:
    return terms.basis(make.basis, make.year.money.fiscal_year)


def _basis(start: TableMaker, end: TableMaker, terms: RealTerms) -> str:
    years = (start.year.money.fiscal_year, end.year.money.fiscal_year)
    return terms.basis(f"FY{years[0]} to FY{years[1]} {end.year.money.phase}", *years)
