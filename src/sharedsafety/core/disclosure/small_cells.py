"""Which cells may not be shown for their own sake: few people, zeros that tell too much, money of a few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sharedsafety.core.disclosure.layers import Layer
from sharedsafety.core.disclosure.linked_cells import LinkedCells
from sharedsafety.core.disclosure.people_table import Money, PeopleTable
from sharedsafety.core.disclosure.rules import disclosure_rules
from sharedsafety.core.disclosure.solver import Bools


def small_cells(linked: LinkedCells, tables: Sequence[PeopleTable], people: Layer) -> Bools:
    """Return for each cell whether it is hidden for its own sake (primary suppression)."""
    found = (people.truth >= 1) & (people.truth < disclosure_rules().minimum_cell) & people.asked
    found |= _telling_zeros(linked, tables, people)
    for cell, places in enumerate(linked.places):
        found[cell] |= any(_is_money_of_few(tables[table].money, place) for table, place in places)
    return found


def _telling_zeros(linked: LinkedCells, tables: Sequence[PeopleTable], people: Layer) -> Bools:
    """Return the zeros of sensitive tables that say of a small group what nobody in it did."""
    of_sensitive = [any(bool(tables[table].sensitive) for table, _ in places) for places in linked.places]
    sensitive = np.array(of_sensitive, dtype=bool)
    terms = linked.equations.tocoo()
    wholes = terms.data < 0
    limit = disclosure_rules().zeros_hidden_below_total
    few = np.zeros(linked.equations.shape[0], dtype=bool)
    total = people.truth[terms.col[wholes]]
    few[terms.row[wholes]] = (total >= 1) & (total < limit)
    in_few = np.zeros(len(linked.keys), dtype=bool)
    in_few[terms.col[~wholes & few[terms.row]]] = True
    return np.asarray(sensitive & in_few & (people.shown == 0))


def _is_money_of_few(money: Money | None, place: int) -> bool:
    if money is None or not money.contributors or not money.cents[place]:
        return False
    contributors = money.contributors[place]
    if contributors is not None and 0 < contributors < disclosure_rules().minimum_contributors:
        return True
    largest = money.largest[place] if money.largest else None
    return largest is not None and is_dominated(money.cents[place] or 0, largest)


def is_dominated(cents: int, largest: tuple[int, int]) -> bool:
    """Return whether one or two contributions are so much of the money that they could be estimated from it.

    Args:
        cents: all of the money.
        largest: the largest and the second largest contribution in cents.

    Source: the (n, k) and p % rules with the thresholds of data/core/disclosure.yaml.

    >>> is_dominated(100_00, (76_00, 1_00)), is_dominated(100_00, (40_00, 30_00))
    (True, False)
    """
    rules = disclosure_rules()
    shares = (sum(largest[: n + 1]) / cents for n in range(len(rules.dominance_shares)))
    if any(share > limit for share, limit in zip(shares, rules.dominance_shares, strict=True)):
        return True
    return cents - sum(largest) < rules.estimate_share * largest[0]
