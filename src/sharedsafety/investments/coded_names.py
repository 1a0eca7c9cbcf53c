"""What there is to learn from: programs that people coded, here, earlier, and in the shipped examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sharedsafety.core.reviewed import load_data
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.program_names import ProgramNames, names_of_key, place_of
from sharedsafety.investments.suggest_settings import suggest_settings
from sharedsafety.investments.word_model import CodedNames

#: Origin of a coded program that the ledger does not hold: another year's or another community's.
ELSEWHERE = "another ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shipped:
    names: Mapping[str, tuple[tuple[str, str, Mapping[str, str]], ...]]


def shipped_names() -> tuple[CodedNames, ...]:
    """Return the coded programs of the shipped examples.

    Source: data/investments/coded_names.yaml.

    >>> shipped_names()[0].origin
    'example-county'
    """
    return tuple(
        CodedNames(
            names=ProgramNames(program_key="", department=department, program=program),
            shares=tuple((category, Fraction(share)) for category, share in shares.items()),
            origin=origin,
        )
        for origin, rows in load_data("investments/coded_names", _Shipped).names.items()
        for department, program, shares in rows
    )


def coded_by_people(coding: Iterable[CodedShare]) -> Mapping[str, tuple[CodedShare, ...]]:
    """Return the rows that people coded, by program; a row nobody reviewed teaches nothing."""
    found: dict[str, list[CodedShare]] = defaultdict(list)
    for row in coding:
        if row.status in suggest_settings().learned_status:
            found[row.program_key].append(row)
    return {key: tuple(rows) for key, rows in sorted(found.items())}


def learned_names(
    programs: Sequence[ProgramNames],
    codings: Sequence[Mapping[str, tuple[CodedShare, ...]]],
    examples: Sequence[CodedNames],
) -> tuple[CodedNames, ...]:
    """Return all that is learned from: the codings first, then examples whose names none of them holds.

    Args:
        programs: the programs of the ledger.
        codings: rows by program; of a program that stands in several the first counts. A program that is not in the
            ledger has the names that its key holds.
        examples: coded names of other communities.
    """
    published = {names.program_key: names for names in programs}
    rows_of: dict[str, tuple[CodedShare, ...]] = {}
    for coding in reversed(codings):
        rows_of.update(coding)
    own = [
        CodedNames(
            names=published.get(key) or names_of_key(key),
            shares=shares_of(rows),
            origin="" if key in published else ELSEWHERE,
        )
        for key, rows in sorted(rows_of.items())
    ]
    places = {place_of(each.names) for each in own}
    return (*own, *(each for each in examples if place_of(each.names) not in places))


def shares_of(rows: Sequence[CodedShare]) -> tuple[tuple[str, Fraction], ...]:
    """Return a program's shares by category, in the order of the alphabet."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        found[row.category] += row.share
    return tuple(sorted(found.items()))
