"""The money tables of one year and phase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded_amounts import Amounts, Codings, Denominator, dollars_and_shares, stacked
from sharedsafety.investments.coding import UNCODED
from sharedsafety.investments.results import MoneyRow
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Ints, Mask
from sharedsafety.investments.year_amounts import YearAmounts

Names = Mapping[str, str]
Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMaker:
    """What every table of one year needs: its amounts, the codings, the year basis and the three denominators."""

    year: YearAmounts
    codings: Codings
    basis: str
    total: Denominator
    perimeter: Denominator

    def by_part(self, name: str, mask: Mask, whole: Denominator) -> tuple[MoneyRow, ...]:
        """Return the dollars inside ``mask`` by a property of the coding, and the row ``uncoded``."""
        amounts = self.year.by_part(name, mask)
        codes = np.where(mask, self.year.coding.codes[name][self.year.pieces.part], -1)
        rows = self.rows(self.year.coding.names[name], amounts, codes, whole)
        return (*rows, *self.uncoded_row())

    def by_joined(self, name: str, groups: Groups, mask: Mask) -> tuple[MoneyRow, ...]:
        """Return the dollars inside ``mask`` by groups of codes of a property: joined before drawing, a row each."""
        order = tuple(groups)
        place = {code: at for at, codes in enumerate(groups.values()) for code in codes}
        joined = np.array([*(place[code] for code in self.year.coding.names[name]), -1], dtype=np.int64)
        codes = joined[np.where(mask, self.year.coding.codes[name][self.year.pieces.part], -1)]
        amounts = self.year.grouped(codes, len(order), uncoded=np.full(len(order), self.year.uncoded()))
        return (*self.rows(order, amounts, codes, self.perimeter, every=True), *self.uncoded_row())

    def by_fund(self, attribute: str, order: Sequence[str], mask: Mask) -> tuple[MoneyRow, ...]:
        """Return the dollars inside P by a property of the funds, in order, and the row ``uncoded``."""
        values = self.year.fund_values(attribute)
        place = np.array([order.index(value) if value in order else len(order) - 1 for value in values])
        codes = place[self.year.pieces.codes["fund_code"]]
        amounts = self.year.by_piece(codes, len(order), mask)
        return (*self.rows(order, amounts, np.where(mask, codes, -1), self.perimeter), *self.uncoded_row())

    def by_column(self, codes: Ints, names: Sequence[str], titles: Names | None = None) -> tuple[MoneyRow, ...]:
        """Return all dollars (T) by a property of the ledger's rows, largest first: a complete count."""
        everything = np.ones(len(codes), dtype=bool)
        amounts = self.year.by_piece(codes, len(names), everything, coded=False)
        certain = Amounts(
            amounts.point, amounts.point[None, :], np.zeros((1, *amounts.free.shape[1:])), amounts.uncoded
        )
        rows = self.rows(names, certain, codes, self.total, titles or {name: name for name in names})
        return tuple(sorted(rows, key=lambda row: (-(row.amount.value or 0.0), row.code)))

    def by_principle(self, marker_set: str | None, *, gross: bool = False) -> tuple[MoneyRow, ...]:
        """Return marked dollars inside P and the row ``uncoded``; None is the default set, ranged over all three."""
        inside = self.year.inside()
        uncoded = np.array([self.year.uncoded()])
        group = np.where(inside, 0, -1)
        marked = self.year.coding.marked[marker_set, gross]
        amounts = [self.year.grouped(group, 1, weights=weights, uncoded=uncoded) for weights in marked.values()]
        programs: list[tuple[str, ...]] = []
        for weights in marked.values():
            counted = np.append(weights.place.max(axis=0, initial=0) > 0, False)[self.year.pieces.part] & inside
            programs += self.year.programs_by_group(np.where(counted, 0, -1), 1)
        return (*self._rows(tuple(marked), stacked(amounts), programs, self.perimeter, None), *self.uncoded_row())

    def rows(
        self,
        names: Sequence[str],
        amounts: Amounts,
        group: Ints,
        whole: Denominator,
        titles: Names | None = None,
        *,
        every: bool = False,
    ) -> tuple[MoneyRow, ...]:
        """Return one row for each group that has any program (or for ``every`` group), in the order of ``names``."""
        programs = self.year.programs_by_group(group, len(names))
        return self._rows(names, amounts, programs, whole, titles, every=every)

    def _rows(
        self,
        names: Sequence[str],
        amounts: Amounts,
        programs: Sequence[tuple[str, ...]],
        whole: Denominator,
        titles: Names | None,
        *,
        every: bool = False,
    ) -> tuple[MoneyRow, ...]:
        used = [i for i, keys in enumerate(programs) if keys or every]
        if not used:
            return ()
        dollars, shares = dollars_and_shares(amounts.rows(used), whole, self.basis)
        return tuple(
            MoneyRow(
                code=names[i],
                name=None if titles is None else titles[names[i]],
                amount=amount,
                share=share,
                programs=programs[i],
            )
            for i, amount, share in zip(used, dollars, shares, strict=True)
        )

    def part_of_perimeter(self, mask: Mask) -> float:
        """Return the share of P as coded that lies in ``mask``; 0 where P is not positive."""
        inside = self.year.grouped(np.where(self.year.inside() & mask, 0, -1), 1)
        return float(inside.point[0]) / self.perimeter.value if self.perimeter.value > 0 else 0.0

    def unknown(self, attribute: str) -> bool:
        """Return whether ``control`` or ``recurrence`` is unknown for more of P than the limit."""
        settings = money_settings()
        limit = {"control": settings.unknown_control_limit, "recurrence": settings.unknown_recurrence_limit}[attribute]
        return self.part_of_perimeter(self.year.with_fund(attribute, ["unknown"])) > limit

    def uncoded_row(self) -> tuple[MoneyRow, ...]:
        """Return the row of the dollars nobody coded, as a share of T; no row when everything is coded."""
        nobody = self.year.pieces.part < 0
        if not nobody.any():
            return ()
        group = np.where(nobody, 0, -1)
        return self.rows((UNCODED,), self.year.by_piece(group, 1, nobody, coded=False), group, self.total)


def tables(make: TableMaker, programs: Mapping[str, tuple[str, str]], funds: Names) -> dict[str, tuple[MoneyRow, ...]]:
    """Return every table of ``YearView.tables`` by name.

    ``family_free`` and ``category_free`` are shares of P* (method.md 3.2).

    Args:
        make: amounts and denominators of the year.
        programs: program key -> (name, department).
        funds: fund code -> name.
    """
    tax, year = taxonomy(), make.year
    inside = year.inside()
    free = inside & year.free_of_entitlements()
    star = year.whole("P*", free)
    mode = inside & (year.coding.codes["mode"][year.pieces.part] != _place(year, "mode", ""))
    departments, department_codes = _departments(year, programs)
    label_codes, labels = year.pieces.codes["stated_label"], year.pieces.names["stated_label"]
    fund_names = {code: funds.get(code, code) for code in year.pieces.names["fund_code"]}
    made: dict[str, Callable[[], tuple[MoneyRow, ...]]] = {
        name: partial(make.by_part, name, inside, make.perimeter) for name in ("family", "category", "level", "holder")
    }
    return {
        **{name: table() for name, table in made.items()},
        "purpose": make.by_joined("level", money_settings().purposes, inside),
        "holder_group": make.by_joined("holder", holder_groups(), inside),
        "mode": make.by_part("mode", mode, make.perimeter),
        "family_free": make.by_part("family", free, star),
        "category_free": make.by_part("category", free, star),
        "control": make.by_fund("control", tax.control_classes, inside),
        "recurrence": make.by_fund("recurrence", tax.recurrence_classes, inside),
        "department": make.by_column(department_codes, departments),
        "fund": make.by_column(year.pieces.codes["fund_code"], year.pieces.names["fund_code"], fund_names),
        "stated_label": make.by_column(label_codes, labels),
        "principle": make.by_principle(None),
        "principle_strict": make.by_principle("strict"),
        "principle_generous": make.by_principle("generous"),
        "principle_gross": make.by_principle(None, gross=True),
        "principle_gross_strict": make.by_principle("strict", gross=True),
        "principle_gross_generous": make.by_principle("generous", gross=True),
    }


def holder_groups() -> Groups:
    """Return who holds money in four groups: the law-enforcement family, community, everybody else, unknown.

    Source: method.md 4.7; taxonomy.yaml ``delivery_agents``.

    >>> holder_groups()["community"]
    ('community_based_org', 'direct_to_person')
    """
    tax, community = taxonomy(), money_settings().community_holders
    unknown = ("unknown",)
    taken = {*tax.law_enforcement_family, *community, *unknown}
    other = tuple(agent for agent in tax.delivery_agents if agent not in taken)
    family = tax.law_enforcement_family
    return {"law_enforcement_family": family, "community": community, "other": other, "unknown": unknown}


def _place(year: YearAmounts, name: str, value: str) -> int:
    names = year.coding.names[name]
    return names.index(value) if value in names else -2


def _departments(year: YearAmounts, programs: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, ...], Ints]:
    of_program = [programs.get(key, ("", ""))[1] for key in year.pieces.names["program_key"]]
    names = tuple(sorted(set(of_program)))
    place = np.array([names.index(name) for name in of_program], dtype=np.int64)
    return names, place[year.pieces.codes["program_key"]]
