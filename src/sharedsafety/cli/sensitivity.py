"""``sharedsafety budget sensitivity``: how far the headline rests on one coder's reading."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome

if TYPE_CHECKING:
    from sharedsafety.investments.coder_sensitivity import CoderEffect


def add_sensitivity_verb(steps: Any) -> None:
    """Register ``budget sensitivity``."""
    step = steps.add_parser("sensitivity", help="what the headline would be without each coder")
    step.add_argument("folder", metavar="FOLDER", type=Path)
    step.add_argument("--draws", metavar="N", type=_draws, help="codings the simulation draws (as assess does)")
    step.add_argument("--keep", metavar="DIR", type=Path, help="keep the ledger here for the next run")
    step.set_defaults(call=_sensitivity)


def _draws(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("not at least 1")
    return value


def _sensitivity(args: argparse.Namespace) -> Outcome:
    from sharedsafety.cli.what_if import sound_community
    from sharedsafety.core.seed import SEED
    from sharedsafety.folder.books import books_of
    from sharedsafety.folder.money_inputs import headline_of, money_inputs
    from sharedsafety.investments.assess_money import assess_money
    from sharedsafety.investments.coder_sensitivity import coder_effects, coders_of

    community = sound_community(args.folder)
    with tempfile.TemporaryDirectory() as scratch:
        books = books_of(community, args.keep or Path(scratch))
    inputs, headline = money_inputs(community, books), headline_of(community)
    money = assess_money(books.cube, inputs, headline=headline, seed=SEED, draws=args.draws)
    effects = coder_effects(books.cube, inputs, money)
    coders = coders_of(community.coding)
    return Outcome(text=_text(coders, effects), data=_data(coders, effects))


def _text(coders: Sequence[str], effects: Sequence[CoderEffect]) -> str:
    from sharedsafety.report.names import name

    if not effects:
        return f"Coders in the file: {len(coders)}. It takes two to see how far the result rests on one of them."
    lines = []
    for effect in effects:
        lines += [f"without {effect.coder}: {len(effect.programs)} programs become uncoded"]
        lines += [
            f"  {name('family', each.code):<44}{each.share.value or 0:>8.1%} -> {each.without.value or 0:>7.1%}"
            for each in effect.families
            if effect.programs
        ]
        lines += [f"  {each.priority_id}, {each.lamp}: {each.state} -> {each.without}" for each in effect.lamps]
    return "\n".join(lines)


def _data(coders: Sequence[str], effects: Sequence[CoderEffect]) -> dict[str, Any]:
    return {
        "coders": list(coders),
        "effects": [
            {
                "coder": effect.coder,
                "programs": list(effect.programs),
                "largest_points": effect.largest,
                "families": [
                    {"code": each.code, "share": each.share.value, "without": each.without.value}
                    for each in effect.families
                ],
                "lamps": [
                    {"priority": each.priority_id, "lamp": each.lamp, "state": each.state, "without": each.without}
                    for each in effect.lamps
                ],
            }
            for effect in effects
        ],
    }
