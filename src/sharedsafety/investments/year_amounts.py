"""The dollars of one year and phase, grouped by anything, as functions of the uncertain shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import lcm
from operator import mul

import numpy as np

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import Fund
from sharedsafety.investments.coded_amounts import Amounts, Codings, Denominator
from sharedsafety.investments.coding import CodedPart
from sharedsafety.investments.marked import MARKER_SETS, NONE, fractional_weights, gross_weights
from sharedsafety.investments.scope import Pieces, YearMoney
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Floats, Ints, Mask, UncertainShares

PART_NAMES = ("category", "family", "level", "mode", "status", "basis", "holder")
OUTSIDE = "OT-OUT"
OVERHEAD = "OT-ADM"


@dataclass(frozen=True, slots=True)
class Weights:
    """With which weight each part counts: place in ``values`` for each variant and part."""

    place: Ints
    values: tuple[Fraction, ...]
    point_variant: int

    @classmethod
    def of(cls, variants: Sequence[Sequence[Fraction]], point_variant: int = 0) -> Weights:
        """Return weights from one row of fractions for each variant."""
        ratios = [[weight.as_integer_ratio() for weight in row] for row in variants]  # quick to look up
        values = sorted({Fraction(*ratio) for ratio in {(0, 1)}.union(*ratios)})
        at = {value.as_integer_ratio(): i for i, value in enumerate(values)}
        place = np.array([[at[ratio] for ratio in row] for row in ratios], dtype=np.int64)
        return cls(place.reshape(len(variants), -1), tuple(values), point_variant)


@dataclass(frozen=True, slots=True)
class Coding:
    """The parts with what the arithmetic needs of them: codes as places in sorted names, and who is inside P."""

    parts: tuple[CodedPart, ...]
    names: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Ints]
    inside: Mask
    uncertain: UncertainShares
    marked: Mapping[tuple[str | None, bool], Mapping[str, Weights]]

    def with_value(self, name: str, values: Sequence[str]) -> Mask:
        """Return which parts have one of ``values``; the entry at the end is for pieces nobody coded."""
        wanted = [at for at, value in enumerate(self.names[name]) if value in values]
        found: Mask = np.isin(self.codes[name], wanted)
        return found


def coding_arrays(parts: Sequence[CodedPart], uncertain: UncertainShares) -> Coding:
    """Return the parts as arrays; an entry for "no part" stands at the end, so that place -1 finds it."""
    names, codes = {}, {}
    for name in PART_NAMES:
        values = [getattr(part, name) or "" for part in parts]
        names[name] = _ordered(name, set(values))
        at = {value: i for i, value in enumerate(names[name])}
        codes[name] = np.array([*(at[value] for value in values), -1], dtype=np.int64)
    inside = np.array([*(part.category != OUTSIDE for part in parts), False])
    marked = {
        (name, gross): _marked_weights(parts, name, gross) for name in (None, *MARKER_SETS) for gross in (False, True)
    }
    return Coding(tuple(parts), names, codes, inside, uncertain, marked)


@dataclass(frozen=True, slots=True)
class YearAmounts:
    """One year's spending ready to be grouped."""

    money: YearMoney
    coding: Coding
    funds: Mapping[str, Fund]
    codings: Codings

    @property
    def pieces(self) -> Pieces:
        """Return the pieces that count as spending."""
        return self.money.spending

    def inside(self) -> Mask:
        """Return which pieces lie in the safety perimeter."""
        found: Mask = self.coding.inside[self.pieces.part]
        return found

    def without_interest(self) -> Mask:
        """Return which pieces lie in the safety perimeter and are no interest on debt."""
        return self.inside() & ~self.pieces.where("character", money_settings().interest_characters)

    def with_fund(self, attribute: str, values: Sequence[str]) -> Mask:
        """Return which pieces lie in funds whose ``attribute`` is one of ``values``."""
        found: Mask = np.array([value in values for value in self.fund_values(attribute)], dtype=bool)
        return found[self.pieces.codes["fund_code"]]

    def fund_values(self, attribute: str) -> list[str]:
        """Return ``attribute`` of every fund code of the ledger; a fund nobody described is unknown."""
        unknown = Fund(fund_code="", name="")
        return [str(getattr(self.funds.get(code, unknown), attribute)) for code in self.pieces.names["fund_code"]]

    def free_of_entitlements(self) -> Mask:
        """Return which pieces are no locked entitlement (method.md 3.2)."""
        entitled = self.with_fund("source_code", money_settings().entitlement_sources)
        mandated = ~self.with_fund("mandate", ["none"])
        free: Mask = ~(entitled | (self.with_fund("control", ["locked"]) & mandated))
        return free

    def whole(self, name: str, mask: Mask) -> Denominator:
        """Return the dollars of the pieces in ``mask`` as a denominator; uncoded dollars may belong to it."""
        uncoded = self.uncoded() if name != "T" else 0.0
        amounts = self.grouped(np.where(mask, 0, -1), 1, uncoded=np.array([uncoded]))
        return Denominator(name, amounts, self.codings)

    def uncoded(self, mask: Mask | None = None) -> float:
        """Return the dollars nobody coded (among the pieces of ``mask``)."""
        nobody = self.pieces.part < 0
        return float(self.pieces.cents[nobody if mask is None else nobody & mask].sum()) / 100

    def grouped(
        self, group: Ints, size: int, *, weights: Weights | None = None, uncoded: Floats | None = None
    ) -> Amounts:
        """Return the dollars of each group; ``group`` gives each piece's group, or -1 for none."""
        pieces, kept = self.pieces, group >= 0
        part, group, cents = pieces.part[kept], group[kept], pieces.cents[kept]
        weights = weights or Weights(
            np.ones((1, len(self.coding.parts)), dtype=np.int64), (Fraction(0), Fraction(1)), 0
        )
        place = np.concatenate([weights.place, np.full((len(weights.place), 1), _place_of_one(weights))], axis=1)
        point = _exact_point(cents, group, place[weights.point_variant][part], size, weights.values)
        factors = np.array([float(value) for value in weights.values])[place[:, part]]
        share = np.where(part >= 0, np.append(self.coding.uncertain.free_of, -1)[part], -1)
        fixed = np.stack([_sums(group, factor * cents * (share < 0), size) / 100 for factor in factors])
        count = self.coding.uncertain.count
        loose = share >= 0
        at = group[loose] * count + share[loose]
        rows = pieces.row_cents[kept][loose]
        free = np.stack([_sums(at, f[loose] * rows, size * count).reshape(size, count) / 100 for f in factors])
        return Amounts(point, fixed, free, np.zeros(size) if uncoded is None else uncoded)

    def by_part(self, name: str, mask: Mask) -> Amounts:
        """Return the dollars by a property of the parts; every dollar nobody coded might belong to any row."""
        codes = np.where(mask, self.coding.codes[name][self.pieces.part], -1)
        size = len(self.coding.names[name])
        return self.grouped(codes, size, uncoded=np.full(size, self.uncoded()))

    def by_piece(self, codes: Ints, size: int, mask: Mask, *, coded: bool = True) -> Amounts:
        """Return the dollars by a property of the ledger rows; ``coded`` says whether coding decides on ``mask``."""
        uncoded = np.zeros(size)
        if coded:
            nobody = self.pieces.part < 0
            uncoded = _sums(codes[nobody], self.pieces.cents[nobody].astype(float), size) / 100
        return self.grouped(np.where(mask, codes, -1), size, uncoded=uncoded)

    def programs_by_group(self, group: Ints, size: int) -> tuple[tuple[str, ...], ...]:
        """Return, for each group, the keys of its programs, largest first."""
        kept = group >= 0
        names = self.pieces.names["program_key"]
        at = group[kept] * len(names) + self.pieces.codes["program_key"][kept]
        pairs, places = np.unique(at, return_inverse=True)
        groups, programs = np.divmod(pairs, len(names))
        totals = _sums(places, self.pieces.cents[kept].astype(float), len(pairs))
        order = np.lexsort((programs, -totals, groups))
        keys = [names[program] for program in programs[order].tolist()]
        edges = np.searchsorted(groups, np.arange(size + 1)).tolist()
        return tuple(tuple(keys[start:end]) for start, end in pairwise(edges))


def _ordered(name: str, values: set[str]) -> tuple[str, ...]:
    """Return the values in the order of the taxonomy."""
    tax = taxonomy()
    order = {
        "category": tax.codes,
        "family": tuple(tax.families),
        "level": tax.levels,
        "mode": tax.response_modes,
        "status": tuple(tax.vocabularies["coding_status"]),
        "basis": tuple(tax.vocabularies["allocation_basis"]),
        "holder": tax.delivery_agents,
    }[name]
    return (
        *(value for value in order if value in values),
        *(value for value in sorted(values) if value not in order),
    )


def _marked_weights(parts: Sequence[CodedPart], marker_set: str | None, gross: bool) -> dict[str, Weights]:
    """Return principle (and ``none``) -> weights under one marker set, or under all three as variants."""
    sets = MARKER_SETS if marker_set is None else (marker_set,)
    weigh = gross_weights if gross else fractional_weights
    alike = {
        tuple(part.markers.items()): part.markers for part in parts
    }  # most parts have the markers of their category
    at = {markers: place for place, markers in enumerate(alike)}
    places = np.array([at[tuple(part.markers.items())] for part in parts], dtype=np.int64)
    marked = [[weigh(markers, name) for markers in alike.values()] for name in sets]
    keys = taxonomy().principles if gross else (*taxonomy().principles, NONE)
    found = {key: Weights.of([[line[key] for line in row] for row in marked], len(sets) // 2) for key in keys}
    return {key: replace(weights, place=weights.place[:, places]) for key, weights in found.items()}


def _place_of_one(weights: Weights) -> int:
    return weights.values.index(Fraction(1)) if Fraction(1) in weights.values else 0


def _exact_point(cents: Ints, group: Ints, place: Ints, size: int, values: tuple[Fraction, ...]) -> Floats:
    sums = np.zeros((size, len(values)), dtype=np.int64)
    np.add.at(sums, (group, place), cents)
    base = lcm(*(value.denominator for value in values))
    wholes = [int(value * base) for value in values]
    # One division of whole numbers of any size: the nearest float.
    return np.array([sum(map(mul, row, wholes)) / (100 * base) for row in sums.tolist()])


def _sums(at: Ints, values: Floats, size: int) -> Floats:
    sums: Floats = np.bincount(at, weights=values, minlength=size).astype(np.float64)
    return sums
