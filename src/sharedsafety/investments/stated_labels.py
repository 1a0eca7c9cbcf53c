"""The publisher's own labels beside the money: compared, not adopted, and what looks wrong in them by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.results import MoneyRow, StatedLabels
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Ints

Cents = dict[str, dict[str, int]]


def stated_labels(
    makers: Sequence[TableMaker],
    tables: Mapping[tuple[int, str], tuple[MoneyRow, ...]],
    labels: Mapping[tuple[int, str], str],
) -> StatedLabels | None:
    """Return the dollars by the publisher's label for each year that has labels; None where no year has any.

    ``findings`` names jumps of a label that are artefacts by rule, see ``label_jumps``.
    """
    labelled = [make for make in makers if any(label_cents(make))]
    if not labelled:
        return None
    keys = [(make.year.money.fiscal_year, make.year.money.phase) for make in labelled]
    found: list[Mapping[str, Any]] = []
    for phase in sorted({phase for _, phase in keys}):
        years = [make for make, key in zip(labelled, keys, strict=True) if key[1] == phase]
        for start, end in pairwise(years):
            found += label_jumps(start, end)
    return StatedLabels(by_year=tuple((labels[key], tables[key]) for key in keys), findings=tuple(found))


def label_cents(make: TableMaker) -> Cents:
    """Return label -> program -> cents of all labelled spending."""
    pieces = make.year.pieces
    labels, programs = pieces.names["stated_label"], pieces.names["program_key"]
    at: Ints = pieces.codes["stated_label"] * len(programs) + pieces.codes["program_key"]
    places, inverse = np.unique(at, return_inverse=True)
    sums = np.zeros(len(places), dtype=np.int64)
    np.add.at(sums, inverse, pieces.cents)
    found: Cents = {}
    for place, cents in zip(places.tolist(), sums.tolist(), strict=True):
        label, program = labels[place // len(programs)], programs[place % len(programs)]
        if label:
            found.setdefault(label, {})[program] = cents
    return found


def label_jumps(start: TableMaker, end: TableMaker) -> list[Mapping[str, Any]]:
    """Return the labels whose share jumps between two years, though not in the programs that carry it in both.

    A jump is a change of the label's share of all labelled dollars by more than ``label_jump``. It is an artefact of
    labelling where the programs with the label in both years explain at most ``label_jump_explained`` of it: their
    dollars before and after, as shares of the same totals. ``programs`` are the largest that gained or lost the label.
    """
    settings = money_settings()
    before, after = label_cents(start), label_cents(end)
    total0, total1 = (sum(sum(programs.values()) for programs in side.values()) for side in (before, after))
    if total0 <= 0 or total1 <= 0:
        return []
    found: list[Mapping[str, Any]] = []
    for label in sorted({*before, *after}):
        old, new = before.get(label, {}), after.get(label, {})
        both = old.keys() & new.keys()
        jump = sum(new.values()) / total1 - sum(old.values()) / total0
        same = sum(new[key] for key in both) / total1 - sum(old[key] for key in both) / total0
        if abs(jump) <= settings.label_jump or same / jump > settings.label_jump_explained:
            continue
        moved = {key: cents for key, cents in (new if jump > 0 else old).items() if key not in both}
        largest = sorted(moved.items(), key=lambda item: (-item[1], item[0]))[:5]
        found.append(
            {
                "code": "label-jump",
                "label": label,
                "start_year": start.year.money.fiscal_year,
                "end_year": end.year.money.fiscal_year,
                "phase": end.year.money.phase,
                "share_before": sum(old.values()) / total0,
                "share_after": sum(new.values()) / total1,
                "change_in_same_programs": same,
                "gained": jump > 0,
                "programs": tuple((key, cents / 100) for key, cents in largest),
                "thresholds": {"label_jump": settings.label_jump, "explained": settings.label_jump_explained},
            }
        )
    return found
