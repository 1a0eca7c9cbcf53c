"""The ledger cube split over the coding, each dollar counted once (method.md 2.4, 3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

import numpy as np

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.coded import Fund
from sharedsafety.investments.coding import CodedPart
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LedgerCube
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.splits import split_cents
from sharedsafety.investments.uncertainty import Ints, Mask

#: All amounts of a ledger together, without their signs: sums of them and of their parts fit 64 bits.
MOST_CENTS = 2**62


@dataclass(frozen=True, slots=True)
class Pieces:
    """The cube's rows split over the parts of their programs; all arrays have one entry a piece.

    Args:
        part: place in ``parts``, or -1 where nobody coded the program.
        cents: the piece's cents; the pieces of a row sum to the row.
        row_cents: the cents of the whole row.
        codes: cube column -> place in ``names[column]``.
        names: cube column -> its sorted values (None is the empty text).
    """

    part: Ints
    cents: Ints
    row_cents: Ints
    codes: Mapping[str, Ints]
    names: Mapping[str, tuple[str, ...]]

    def where(self, column: str, values: Sequence[str]) -> Mask:
        """Return which pieces have one of ``values`` in ``column``."""
        wanted = set(values)
        found: Mask = np.array([name in wanted for name in self.names[column]], dtype=bool)[self.codes[column]]
        return found

    def only(self, mask: Mask) -> Pieces:
        """Return the pieces that ``mask`` keeps."""
        codes = {column: values[mask] for column, values in self.codes.items()}
        return Pieces(self.part[mask], self.cents[mask], self.row_cents[mask], codes, self.names)

    def by_part(self, kept: Mask, count: int) -> Ints:
        """Return the cents of each of ``count`` parts among the pieces kept, and at the end of what nobody coded."""
        cents = np.zeros(count + 1, dtype=np.int64)
        np.add.at(cents, self.part[kept], self.cents[kept])
        return cents


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The pieces of one fiscal year and phase: what counts as spending, what is left out and why, and revenue."""

    fiscal_year: int
    phase: str
    spending: Pieces
    revenue: Pieces
    excluded: Mapping[str, int]
    document_cents: int
    flags: tuple[str, ...]


def split_cube(cube: LedgerCube, parts: Sequence[CodedPart]) -> Pieces:
    """Return the cube's rows split to the cent over ``parts`` (sorted by program); order of rows does not matter.

    Raises:
        BadInput: the amounts are so large that sums would not fit 64 bits.
    """
    cents = _column(cube.table, "amount_cents")
    total = float(np.abs(cents.astype(np.float64)).sum())
    if total > MOST_CENTS:
        raise BadInput("ledger-sum-too-large", amount=f"{total:,.0f}")
    coded = {column: _coded(cube.table, column) for column in CUBE_KEYS}
    names = {column: values for column, (values, _) in coded.items()}
    codes = {column: places for column, (_, places) in coded.items()}
    row, part, split = _split_rows(cents, codes["program_key"], names["program_key"], parts)
    return Pieces(part, split, cents[row], {column: values[row] for column, values in codes.items()}, names)


def year_money(pieces: Pieces, fiscal_year: int, phase: str, funds: Mapping[str, Fund]) -> YearMoney:
    """Return what counts in one year and phase.

    Left out once, by reason: money passed on where the receiver is loaded (the import found it, the year holds the
    receiving flow, or a fund with the same ``pass_through_key``), principal of debts, and reserves. Money passed on
    to a receiver that is not loaded stays, with the flag ``receiver_not_loaded``. Receiving flows are never spending.
    """
    settings = money_settings()
    year = pieces.only(pieces.where("fiscal_year", [str(fiscal_year)]) & pieces.where("phase", [phase]))
    spending = year.only(year.where("flow", settings.spending_flows))
    reasons: dict[str, Mask] = {}
    flags: list[str] = []
    keep = np.ones(len(spending.cents), dtype=bool)
    found = ~spending.where("receiver", [""])
    for giving, receiving in settings.giving_flows.items():
        given = spending.where("flow", [giving])
        loaded = bool(year.where("flow", [receiving]).any()) | found | _shared_fund(spending, funds)
        reasons[giving] = given & loaded
        flags += ["receiver_not_loaded"] if (given & ~reasons[giving]).any() else []
    for character in settings.not_spent_characters:
        reasons[character] = spending.where("character", [character])
    excluded = {}
    for reason, left_out in reasons.items():
        if (left_out & keep).any():
            excluded[reason] = int(spending.cents[left_out & keep].sum())
        keep &= ~left_out
    return YearMoney(
        fiscal_year,
        phase,
        spending.only(keep),
        year.only(year.where("flow", settings.revenue_flows)),
        excluded,
        int(spending.cents.sum()),
        tuple(dict.fromkeys(flags)),
    )


def _shared_fund(spending: Pieces, funds: Mapping[str, Fund]) -> Mask:
    """Return which pieces lie in a fund whose pass-through key another fund of the same year shares."""
    present = {spending.names["fund_code"][i] for i in np.unique(spending.codes["fund_code"])}
    keys = [funds[code].pass_through_key for code in present if code in funds]
    shared = [code for code in present if code in funds and keys.count(funds[code].pass_through_key) > 1]
    return spending.where("fund_code", [code for code in shared if funds[code].pass_through_key])


def _split_rows(
    cents: Ints, program: Ints, names: Sequence[str], parts: Sequence[CodedPart]
) -> tuple[Ints, Ints, Ints]:
    place = {name: i for i, name in enumerate(names)}
    rows_of = np.argsort(program, kind="stable")
    edges = np.searchsorted(program[rows_of], np.arange(len(names) + 1))
    found: list[tuple[Ints, Ints, Ints]] = []
    coded = np.zeros(len(names), dtype=bool)
    for key, group in groupby(range(len(parts)), key=lambda i: parts[i].program_key):
        if key not in place:
            continue
        coded[place[key]] = True
        indices = np.array(list(group))
        rows = rows_of[edges[place[key]] : edges[place[key] + 1]]
        shares: list[Fraction] = [parts[i].share for i in indices]
        split = split_cents(cents[rows], shares)
        found.append((np.repeat(rows, len(indices)), np.tile(indices, len(rows)), split.ravel()))
    rest = np.flatnonzero(~coded[program])
    found.append((rest, np.full(len(rest), -1), cents[rest]))
    row, part, split = (np.concatenate(column) for column in zip(*found, strict=True))
    return row, part, split


def _column(table: Any, name: str) -> Ints:
    values: Ints = table[name].to_numpy().astype(np.int64)
    return values


def _coded(table: Any, name: str) -> tuple[tuple[str, ...], Ints]:
    """Return the sorted values of a column, as text, and each row's place among them."""
    encoded = table[name].combine_chunks().dictionary_encode()
    if not hasattr(encoded, "indices"):
        encoded = encoded.combine_chunks()
    values = ["" if value is None else str(value) for value in encoded.dictionary.to_pylist()]
    names = tuple(sorted({*values, ""}))
    places = np.array([names.index(value) for value in values] or [0], dtype=np.int64)
    indices = encoded.indices.fill_null(len(values)).to_numpy(zero_copy_only=False).astype(np.int64)
    return names, np.append(places, names.index(""))[indices]
