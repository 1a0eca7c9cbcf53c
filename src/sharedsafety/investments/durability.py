"""How lasting money is, and whether it replaced other money (method.md 4.7)."""

from __future__ import annotations

from collections.abc import Mapping

from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.settings import money_settings


def cliff_years(fiscal_year: int) -> tuple[str, ...]:
    """Return the end years that fall within 24 months of the start of a fiscal year.

    >>> cliff_years(2025)
    ('2025', '2026')
    """
    return tuple(str(fiscal_year + i) for i in range(money_settings().cliff_years))


def supplanting_signals(
    restricted: Mapping[int, float], local: Mapping[int, float], total: Mapping[int, float], terms: RealTerms
) -> tuple[int, ...]:
    """Return the years after whose rise of restricted money a program's local dollars fell: "look here" only.

    Local discretionary dollars fell by more than the limit, in real terms, within the next years while the program's
    total did not fall. Years without a price index are left out.

    Args:
        restricted, local, total: fiscal year -> dollars of one program.
        terms: price index.
    """
    settings = money_settings()
    found = []
    for year in sorted(restricted):
        later = year + settings.supplanting_years
        if later not in total or year - 1 not in restricted or not terms.deflated(year, later):
            continue
        rose = restricted[year] > restricted[year - 1]
        real = {at: (terms.factor(at) * local.get(at, 0.0), terms.factor(at) * total[at]) for at in (year, later)}
        fell = real[later][0] < (1 - settings.supplanting_fall) * real[year][0]
        found += [year] if rose and fell and real[later][1] >= real[year][1] else []
    return tuple(found)
