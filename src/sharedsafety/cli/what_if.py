"""``sharedsafety budget what-if``: moves of money tried on paper, before and after."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.seed import SEED, seed

if TYPE_CHECKING:
    from sharedsafety.core.figure import Figure
    from sharedsafety.folder.community import Community
    from sharedsafety.folder.what_if import MovedPriority, MovedRow, WhatIf
    from sharedsafety.investments.fund_losses import FundLoss
    from sharedsafety.investments.move import Loss
    from sharedsafety.investments.supplanting import Supplanting


def add_what_if_verb(steps: Any) -> None:
    """Register ``budget what-if``."""
    step = steps.add_parser("what-if", help="what moves of money would change, on paper")
    step.add_argument("folder", metavar="FOLDER", type=Path)
    step.add_argument("moves", metavar="MOVES.csv", type=Path, help="from, to, amount_usd, fiscal_year, source")
    step.add_argument("--seed", type=seed, default=SEED, help=f"seed of every random choice (default {SEED})")
    step.add_argument("--keep", metavar="DIR", type=Path, help="keep the ledger here for the next run")
    step.set_defaults(call=_what_if)


def sound_community(folder: Path) -> Community:
    """Return the community of a folder without errors.

    Raises:
        BadInput: the folder has errors; all are told.
    """
    from sharedsafety.folder.check import checked_community

    reading = checked_community(folder)
    if reading.community is None or any(finding.severity == "error" for finding in reading.findings):
        raise BadInput.with_all(reading.findings)
    return reading.community


def _what_if(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.moves_file import moves_of_file
    from sharedsafety.folder.what_if import what_if

    community = sound_community(args.folder)
    moves = moves_of_file(args.moves)
    with tempfile.TemporaryDirectory() as scratch:
        keep_in = args.keep or Path(scratch)
        found = what_if(community, moves, keep_in=keep_in, seed=args.seed, file=args.moves.name)
    return Outcome(text=_text(found, args.seed), data=_data(found, args.seed), findings=found.moved.findings)


def _text(found: WhatIf, number: int) -> str:
    lines = [*_losses(found.moved.losses), *_funds(found.fund_losses), *_signals(found), *_measures(found)]
    for year, rows in found.rows:
        lines += ["", f"{year}{'before':>48}{'after':>18}   share of its table"]
        lines += [_row(row) for row in rows]
    changed = [line for each in found.priorities for line in _lamps(each)]
    lines += ["", "Lamps that change:", *changed] if changed else ["", "No lamp changes."]
    refused = len(found.moved.refused)
    lines += (
        [f"{refused} {'move was' if refused == 1 else 'moves were'} refused; the rest is told here."] if refused else []
    )
    return "\n".join([*lines, "", f"Arithmetic for discussion: it says nothing about effects. Seed {number}."])


def _losses(losses: tuple[Loss, ...]) -> Iterator[str]:
    for each in losses:
        gone = (each.before_cents - each.after_cents) / each.before_cents
        paying = ""
        if each.personnel_cents is not None:
            paying = f"; {each.personnel_cents / each.before_cents:.0%} of it paid people"
        bound = f"; part of it bound by law or contract: {', '.join(each.mandates)}" if each.mandates else ""
        yield (
            f"{each.program_key} ({each.fiscal_year}) loses {gone:.1%}: "
            f"{_usd(each.before_cents / 100)} -> {_usd(each.after_cents / 100)}{paying}{bound}"
        )


def _funds(losses: tuple[FundLoss, ...]) -> Iterator[str]:
    for each in losses:
        own, whole = (each.taken_cents / cents if cents else 0.0 for cents in (each.own_cents, each.fund_cents))
        yield (
            f"  out of {each.fund_code} ({each.control}): {_usd(each.taken_cents / 100)}, {own:.1%} of what "
            f"{each.program_key} has there, {whole:.2%} of that fund"
        )


def _signals(found: WhatIf) -> Iterator[str]:
    from sharedsafety.report.names import name

    for program, (before, after) in found.signals.items():
        if before == after:
            said = name("supplanting", after.reason or "none") if not after.years else _years(after)
            yield f"  {program}: {said}"
        else:
            yield f"  {program}: look here: {_years(before)} -> {_years(after)}"


def _years(signal: Supplanting) -> str:
    years = ", ".join(map(str, signal.years)) or "no year"
    return f"bound money rose and free money fell after {years}"


def _measures(found: WhatIf) -> Iterator[str]:
    from sharedsafety.report.names import name

    changed = [each for each in found.measures if each.before != each.after]
    yield from ["", "Measures that change:"] if changed else ["", "No measure of the whole budget changes."]
    for each in changed:
        yield f"  {name('measure', each.code)}: {_any(each.before)} -> {_any(each.after)}"


def _any(figure: Figure) -> str:
    if figure.value is None:
        return "can't tell"
    return _share(figure.value) if figure.unit == "share" else f"{figure.value:,.2f}"


def _row(row: MovedRow) -> str:
    from sharedsafety.report.names import row_label

    dollars = f"{_usd(row.before.value):>18}{_usd(row.after.value):>18}"
    shares = f"{_share(row.before_share.value)} -> {_share(row.after_share.value)}"
    return f"  {row_label(row.table, row.code, row.name):<34}{dollars}   {shares}"


def _lamps(each: MovedPriority) -> Iterator[str]:
    from sharedsafety.report.names import name

    for before, after in zip(each.before_lamps, each.after_lamps, strict=True):
        if before.state != after.state:
            states = f"{name('lamp_state', before.state)} -> {name('lamp_state', after.state)}"
            yield f"  {each.priority_id}, {name('lamp', before.name)}: {states}"


def _usd(value: float | None) -> str:
    return "can't tell" if value is None else f"{value:,.0f}"


def _share(value: float | None) -> str:
    return "can't tell" if value is None else f"{value:.2%}"


def _data(found: WhatIf, number: int) -> dict[str, Any]:
    return {
        "before": _side(found, "before"),
        "after": _side(found, "after"),
        "taken": [
            {"from": each.move.from_program, "to": each.move.to, "fund_code": each.fund_code,
             "control": each.control, "amount_usd": each.cents / 100}
            for each in found.moved.taken
        ],
        "refused": [
            {"row": move.row, "from": move.from_program, "to": move.to, "amount_usd": move.amount_cents / 100}
            for move in found.moved.refused
        ],
        "losses": [
            {"program_key": each.program_key, "fiscal_year": each.fiscal_year, "before_usd": each.before_cents / 100,
             "after_usd": each.after_cents / 100, "mandates": list(each.mandates),
             "personnel_usd": None if each.personnel_cents is None else each.personnel_cents / 100}
            for each in found.moved.losses
        ],
        "fund_losses": [
            {"program_key": each.program_key, "fiscal_year": each.fiscal_year, "fund_code": each.fund_code,
             "control": each.control, "taken_usd": each.taken_cents / 100, "own_usd": each.own_cents / 100,
             "fund_usd": each.fund_cents / 100}
            for each in found.fund_losses
        ],
        "signals": [
            {"program_key": program, "before": list(was.years), "after": list(now.years), "why": now.reason}
            for program, (was, now) in found.signals.items()
        ],
        "seed": number,
    }  # fmt: skip


def _side(found: WhatIf, side: str) -> dict[str, Any]:
    rows = [
        {"fiscal_year": year, "table": row.table, "code": row.code, "amount_usd": getattr(row, side).value,
         "share": getattr(row, f"{side}_share").value}
        for year, changed in found.rows
        for row in changed
    ]  # fmt: skip
    lamps = [
        {"priority": each.priority_id, "lamp": lamp.name, "state": lamp.state, "reason": lamp.reason}
        for each in found.priorities
        for lamp in getattr(each, f"{side}_lamps")
    ]
    measures = {each.code: getattr(each, side).value for each in found.measures}
    return {"rows": rows, "measures": measures, "lamps": lamps}
