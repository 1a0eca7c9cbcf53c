"""What the headline would be without each coder, as "How we know" shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.investments.coder_sensitivity import CoderEffect, LampWithout
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition, Text


def coder_blocks(edition: Edition) -> list[Mapping[str, Any]]:
    """Return one block for each coder, the largest move first; nothing with fewer than two."""
    return [_block(edition, effect) for effect in edition.assessment.sensitivity]


def _block(edition: Edition, effect: CoderEffect) -> Mapping[str, Any]:
    return {
        "coder": edition.line(effect.coder),
        "programs": len(effect.programs),
        "families": [
            (name("family", each.code, edition.language), each.share, each.without) for each in effect.families
        ]
        if effect.programs
        else [],
        "lamps": [_lamp(edition, each) for each in effect.lamps],
    }


def _lamp(edition: Edition, found: LampWithout) -> tuple[Text, str, str, str, str]:
    stated = edition.priorities[found.priority_id].stated
    return (
        edition.text(f"priority/{stated.id}", "title", stated.title),
        f"priorities/{stated.id}.html",
        name("lamp", found.lamp, edition.language),
        name("lamp_state", found.state, edition.language),
        name("lamp_state", found.without, edition.language),
    )
