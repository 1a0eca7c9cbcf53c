"""What is laid side by side: two budgets, many years, restricted and local money, a rule and its lines."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded import AdoptedRule


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row of two budgets side by side: before, after and change, with ranges where coding decides.

    ``table`` is ``total`` (codes T, P, outside, uncoded), ``family``, ``category`` or ``department``.
    """

    table: str
    code: str
    before: Figure
    after: Figure
    change: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramMove:
    """One program in two budgets: all its spending, each dollar once; the first in the prices of the second."""

    program_key: str
    before_usd: float
    after_usd: float
    change_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramList:
    """Programs of one kind: ``grew``, ``fell``, ``new``, ``gone`` or ``same``; the largest changes and the rest.

    ``count`` and ``change_usd`` are of all of them, ``rest`` and ``rest_usd`` of those that are not listed.
    """

    kind: str
    programs: tuple[ProgramMove, ...]
    count: int
    change_usd: float
    rest: int
    rest_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPair:
    """Two budgets side by side.

    ``factor`` is what a dollar of the first is in the prices of the second; it is 1 where ``deflated`` is False, and
    between two phases of one year (``same_prices``). ``why`` says why families and programs can't be compared.
    """

    start_year: int
    start_phase: str
    end_year: int
    end_phase: str
    deflated: bool
    same_prices: bool
    factor: float
    total: PairRow
    rows: tuple[PairRow, ...]
    programs: tuple[ProgramList, ...]
    why: str | None = None

    @property
    def start(self) -> tuple[int, str]:
        """Return the year and phase of the first budget."""
        return self.start_year, self.start_phase

    @property
    def end(self) -> tuple[int, str]:
        """Return the year and phase of the second budget."""
        return self.end_year, self.end_phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonYear:
    """One year in dollars per resident: P and each family, or ``why`` it has no figure.

    ``factor`` is what a dollar of the year is in the prices of ``OverTime.price_year``.
    """

    fiscal_year: int
    why: str | None
    people: float | None
    factor: float | None
    rows: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """Safety money per resident over the years of one phase, in the prices of the latest year that has a figure."""

    phase: str
    price_year: int | None
    index: str | None
    years: tuple[PersonYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplantingSign:
    """Restricted money rose in ``year``, local money had fallen by ``later_year``, and all of it had not.

    ``restricted`` is of the year before and of ``year``, as printed; ``local`` and ``total`` are of ``year`` and of
    ``later_year``, in the prices of ``later_year``.
    """

    year: int
    later_year: int
    restricted: tuple[Figure, Figure]
    local: tuple[Figure, Figure]
    total: tuple[Figure, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplantingCheck:
    """Whether restricted money may have taken the place of local money in one program (method.md 4.7).

    ``state`` is ``look_here``, ``no_sign`` or ``cant_tell``; it never says that a rule was broken.
    """

    program_key: str
    state: str
    why: str | None
    signs: tuple[SupplantingSign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A part of a program that serves the priority, who holds it, and whether it passes."""

    program_key: str
    category: str
    holder: str
    answer: str
    amount: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """A rule with every line of the priority's money in the headline year, the largest first, and the sums."""

    rule: AdoptedRule
    lines: tuple[RuleLine, ...]
    sums: tuple[tuple[str, int, Figure], ...]
