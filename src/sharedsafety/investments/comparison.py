"""Why others get another number: the difference between two readings of a budget, split exactly by its causes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import factorial

from sharedsafety.investments.readings import BudgetReader, ReadBudget, Reading, Row

#: Cause -> the fields of a reading that it changes, in the order in which causes are told.
CAUSES: Mapping[str, tuple[str, ...]] = {
    "scope": ("funds",),
    "denominator": ("denominator",),
    "coding": ("coding", "marker_set"),
    "gross_or_net": ("net",),
    "year": ("fiscal_year", "phase"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How much of a difference one cause makes: share points (0.01 is one percentage point), exact."""

    cause: str
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramDifference:
    """The dollars of a program that each reading counts in the row; ``difference_usd`` is the second less the first."""

    program_key: str
    first_usd: float
    second_usd: float
    difference_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One row of a table of money under both readings.

    Args:
        table, code: family, level or principle, and which.
        first, second: its share under each reading, exact.
        parts: the causes that differ; their points sum to ``second - first`` exactly.
        programs: programs that do not count the same, largest difference first.
    """

    table: str
    code: str
    first: Fraction
    second: Fraction
    parts: tuple[Part, ...]
    programs: tuple[ProgramDifference, ...]


def compared(reader: BudgetReader, first: Reading, second: Reading) -> tuple[Comparison, ...]:
    """Return every row that differs, the largest difference first.

    Each cause's part is averaged over all orders in which the causes can be changed one after the other (the Shapley
    value), so the parts sum to the difference and no cause is favored by being told first.

    Raises:
        BadInput: ``compare-no-money``: on the way from one reading to the other nothing is left to take shares of.

    Source: method.md 3.1.
    """
    causes = [cause for cause, names in CAUSES.items() if _differ(first, second, names)]
    read = {changed: reader.read(_mixed(first, second, changed)) for changed in _subsets(causes)}
    before, after = read[frozenset()], read[frozenset(causes)]
    rows = sorted({*before.rows, *after.rows})
    shares = {row: {changed: each.share(row) for changed, each in read.items()} for row in rows}
    found = [_comparison(row, before, after, _parts(causes, shares[row])) for row in rows]
    differing = [each for each in found if each.first != each.second or each.programs]
    return tuple(sorted(differing, key=lambda each: (-abs(each.second - each.first), each.table, each.code)))


def _differ(first: Reading, second: Reading, names: Iterable[str]) -> bool:
    return any(getattr(first, name) != getattr(second, name) for name in names)


def _subsets(causes: Sequence[str]) -> Iterable[frozenset[str]]:
    for size in range(len(causes) + 1):
        yield from map(frozenset, combinations(causes, size))


def _mixed(first: Reading, second: Reading, changed: frozenset[str]) -> Reading:
    names = [name for cause in CAUSES if cause in changed for name in CAUSES[cause]]
    return replace(first, **{name: getattr(second, name) for name in names})


def _parts(causes: Sequence[str], shares: Mapping[frozenset[str], Fraction]) -> tuple[Part, ...]:
    """Return the Shapley value of each cause."""
    count = len(causes)
    found = []
    for cause in causes:
        points = Fraction(0)
        for before in _subsets([other for other in causes if other != cause]):
            orders = Fraction(factorial(len(before)) * factorial(count - len(before) - 1), factorial(count))
            points += orders * (shares[before | {cause}] - shares[before])
        found.append(Part(cause=cause, points=points))
    return tuple(found)


def _comparison(row: Row, before: ReadBudget, after: ReadBudget, parts: tuple[Part, ...]) -> Comparison:
    return Comparison(
        table=row[0],
        code=row[1],
        first=before.share(row),
        second=after.share(row),
        parts=parts,
        programs=_programs(before.rows.get(row, {}), after.rows.get(row, {})),
    )


def _programs(before: Mapping[str, Fraction], after: Mapping[str, Fraction]) -> tuple[ProgramDifference, ...]:
    found = [
        ProgramDifference(
            program_key=key,
            first_usd=float(before.get(key, Fraction(0)) / 100),
            second_usd=float(after.get(key, Fraction(0)) / 100),
            difference_usd=float((after.get(key, Fraction(0)) - before.get(key, Fraction(0))) / 100),
        )
        for key in {*before, *after}
        if before.get(key, Fraction(0)) != after.get(key, Fraction(0))
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.difference_usd), each.program_key)))
